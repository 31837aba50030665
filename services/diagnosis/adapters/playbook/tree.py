"""A flow's tree, indexed by node. Reads what the library publishes; unknown fields are ignored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ValidationError

from shared.message import Incoming


def _told(value: Any) -> Any:
    """A text; None where it is blank: the library takes such a title, and nobody can be shown one."""
    return None if isinstance(value, str) and not value.strip() else value


Told = Annotated[str | None, BeforeValidator(_told)]


class Branch(Incoming):
    """One answer of a decision and where it leads. `parse` gives an id to one that has none."""

    id: Annotated[str, BeforeValidator(lambda value: value or "")] = ""
    label: str
    next_node_id: str | None = None


class ScriptCall(Incoming):
    """The script template, by its slug, that a node is done with, and what is known of its parameters."""

    slug: str
    parameters: Mapping[str, str] = {}


def _script(value: Any) -> ScriptCall | None:
    """What can be read as one: before there were scripts, a flow could have anything under that name."""
    try:
        return ScriptCall.model_validate(value) if value else None
    except ValidationError:
        return None


class Node(Incoming):
    """A decision (question, options), an action (description, next) or a solution (description)."""

    id: str
    type: Literal["decision", "action", "solution"]
    title: Told = None
    question: Told = None
    help_text: Told = None
    description: Told = None
    options: tuple[Branch, ...] = ()
    next_node_id: str | None = None
    script: Annotated[ScriptCall | None, BeforeValidator(_script)] = None
    children: tuple["Node", ...] = ()

    @property
    def name(self) -> str:
        """The node in a few words."""
        return self.title or self.question or self.description or self.id


@dataclass(frozen=True, slots=True)
class Tree:
    """All nodes of a flow by their id."""

    root: Node
    nodes: Mapping[str, Node]

    def get(self, node_id: str | None) -> Node | None:
        """The node, or None where a branch ends."""
        return self.nodes.get(node_id) if node_id else None


def parse(structure: Mapping[str, Any]) -> Tree:
    """The tree of a published flow. Raises `pydantic.ValidationError` when it is none."""
    nodes = {node.id: node for node in _flatten(Node.model_validate(structure))}
    return Tree(next(iter(nodes.values())), nodes)


def script_slugs(structure: Mapping[str, Any]) -> Iterator[str]:
    """The scripts that the nodes of a published flow are done with."""
    if script := _script(structure.get("script")):
        yield script.slug
    for child in structure.get("children") or ():
        yield from script_slugs(child)


def _flatten(node: Node) -> Iterator[Node]:
    options = [
        option if option.id else option.model_copy(update={"id": f"{node.id}-{number}"})
        for number, option in enumerate(node.options, 1)
    ]
    yield node.model_copy(update={"options": tuple(options)})
    for child in node.children:
        yield from _flatten(child)
