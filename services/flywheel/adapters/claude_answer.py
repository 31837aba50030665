"""What the model is asked to fill for a proposal, and what becomes of it.

The answer is data: texts are cleaned of links and shortened, ids of new nodes of a branch are made here.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field

from services.flywheel.ports import FlowRequest
from services.flywheel.proposals.events import AddedOption, Enhancement, FlowDraft, ModifiedOption
from services.flywheel.writing.building import LABEL_CHARS, ROOT, TEXT_CHARS, TITLE_CHARS, one_line
from services.flywheel.writing.enhancing import ATTACH, BY
from shared.llm.answers import AnswerType, Words
from shared.llm.untrusted import shorten

MOST_NODES = 60
ID_CHARS = 60

Clean = Callable[[str], str]
Id = Annotated[Words, Field(max_length=ID_CHARS)]


class OptionAnswer(AnswerType):
    """One answer of a decision."""

    label: Words
    next: Id


class NodeAnswer(AnswerType):
    """A node of any type; fields of the other types stay empty."""

    id: Annotated[Words, Field(min_length=1, max_length=ID_CHARS)]
    type: Literal["decision", "action", "solution"]
    title: Words = ""
    question: Words = ""
    description: Words = ""
    options: Annotated[list[OptionAnswer], Field(max_length=10)] = Field(default_factory=list)
    next: Id = ""


class FlowAnswer(AnswerType):
    """A new flow, or a branch of one."""

    title: Words
    description: Words
    keywords: Annotated[list[Words], Field(max_length=30)] = Field(default_factory=list)
    attach_to: Words = ""
    label: Words = ""
    change: Words = ""
    nodes: Annotated[list[NodeAnswer], Field(min_length=1, max_length=MOST_NODES)]


def content_of(answer: FlowAnswer, request: FlowRequest, clean: Clean) -> FlowDraft | Enhancement:
    """The answer as what was asked for."""
    if request.target is None:
        return _flow(answer, clean)
    return _enhancement(answer, request, clean)


def _flow(answer: FlowAnswer, clean: Clean) -> FlowDraft:
    nodes = [_node(node, {}, clean) for node in answer.nodes]
    root = next((node for node in nodes if node["id"] == ROOT), nodes[0])
    keywords = tuple(dict.fromkeys(shorten(one_line(clean(word)), 200) for word in answer.keywords))
    children = [node for node in nodes if node is not root]
    return FlowDraft(tree_structure={**root, "children": children}, match_keywords=keywords)


def _enhancement(answer: FlowAnswer, request: FlowRequest, clean: Clean) -> Enhancement:
    prefix = f"s{request.source.session_id.hex[-8:]}-{request.source.outcome}-"
    renamed = {node.id: f"{prefix}{node.id}" for node in answer.nodes}
    nodes = [_node(node, renamed, clean) for node in answer.nodes]
    label = shorten(one_line(clean(answer.label)), LABEL_CHARS)
    option = AddedOption(id=f"{prefix}option", label=label, next_node_id=nodes[0]["id"])
    return Enhancement(
        diff_description=shorten(one_line(clean(answer.change)), 500),
        new_nodes=({**nodes[0], ATTACH: answer.attach_to, BY: label}, *nodes[1:]),
        modified_options=(ModifiedOption(node_id=answer.attach_to, add_option=option),),
    )


def _node(node: NodeAnswer, renamed: dict[str, str], clean: Clean) -> dict[str, Any]:
    """The node with what its type has, and nothing else."""
    plain: dict[str, Any] = {"id": renamed.get(node.id, node.id), "type": node.type}
    if node.title:
        plain["title"] = shorten(one_line(clean(node.title)), TITLE_CHARS)
    if node.description:
        plain["description"] = shorten(clean(node.description), TEXT_CHARS)
    if node.question:
        plain["question"] = shorten(clean(node.question), TEXT_CHARS)
    if node.options:
        plain["options"] = [
            {
                "id": f"{plain['id']}-{number}",
                "label": shorten(one_line(clean(option.label)), LABEL_CHARS),
                "next_node_id": renamed.get(option.next, option.next),
            }
            for number, option in enumerate(node.options, 1)
        ]
    if node.next:
        plain["next_node_id"] = renamed.get(node.next, node.next)
    return plain
