"""A branch to add to a flow, out of a session that left it; and what the flow reads like with it. Pure.

Only what the session supports: nothing is moved, renamed or taken away.
"""

from collections.abc import Iterator
from typing import Any

from services.flywheel.ports import FlowRequest
from services.flywheel.proposals.events import AddedOption, Enhancement, ModifiedOption, Tree
from services.flywheel.transcript import Told
from services.flywheel.writing.building import MAX_OPTIONS, chain, helpful, label_of, solution
from services.flywheel.writing.words import plain
from shared.llm.untrusted import shorten

ATTACH, BY = "attach_after_node_id", "new_option_label"


def nodes_of(tree: Tree) -> Iterator[Tree]:
    """The node and all below it."""
    yield tree
    for child in tree.get("children", ()):
        yield from nodes_of(child)


def applied(tree: Tree, change: Enhancement) -> Tree:
    """The flow with the branch in it. What attaches to nothing changes nothing."""
    added = {one.node_id: one.add_option.model_dump() for one in change.modified_options}
    bare = [{name: part for name, part in node.items() if name not in (ATTACH, BY)} for node in change.new_nodes]
    root = _with_options(tree, added)
    return {**root, "children": [*root.get("children", ()), *bare]}


def branch_of(request: FlowRequest) -> Enhancement | None:
    """The branch that the session's first divergence calls for; None where the flow has no place for it."""
    if request.target is None:
        return None
    asked_here = [told for told in request.session.divergences if not told.of_checklist]
    for told in asked_here or request.session.divergences:
        if (place := _place(told, request)) and told.said and not _has(place, label_of(told)):
            return _branch(request, told, place)
    return None


def _branch(request: FlowRequest, told: Told, place: Tree) -> Enhancement:
    steps = request.session.steps
    resolved = request.session.resolutions[request.source.outcome]
    known = {node["id"] for node in nodes_of(request.target.text.tree_structure)} if request.target else set()
    new = [step for step in helpful(steps[steps.index(told) + 1 :]) if step.step.node_id not in known]
    prefix = f"s{request.source.session_id.hex[-8:]}-{request.source.outcome}-"
    end, elsewhere = f"{prefix}solved", f"{prefix}elsewhere"
    nodes = [*chain(new, end, elsewhere, prefix), solution(end, resolved)]
    if any(node["type"] == "decision" for node in nodes):
        nodes.append({"id": elsewhere, "type": "solution", "title": "Not covered yet"})
    label = label_of(told)
    first = {**nodes[0], ATTACH: place["id"], BY: label}
    option = AddedOption(id=f"{prefix}option", label=label, next_node_id=first["id"])
    question = shorten(str(place.get("question", "")), 120)
    return Enhancement(
        diff_description=f"Adds the answer “{label}” to “{question}”, and {len(nodes)} node(s) that it leads to.",
        new_nodes=(first, *nodes[1:]),
        modified_options=(ModifiedOption(node_id=place["id"], add_option=option),),
    )


def _place(told: Told, request: FlowRequest) -> Tree | None:
    """The decision that the question was asked from, or the last that was walked before, or the root.

    None where it takes no further answer.
    """
    tree = request.target.text.tree_structure if request.target else {}
    decisions = [node for node in nodes_of(tree) if node.get("type") == "decision"] if tree else []
    asked = plain(told.step.content.text)
    before = request.session.steps[: request.session.steps.index(told)]
    walked = [step.step.node_id for step in reversed(before)]
    places = [node for node in decisions if node["id"] == told.step.node_id]
    places += [node for node in decisions if plain(str(node.get("question", ""))) == asked]
    places += [node for node_id in walked for node in decisions if node["id"] == node_id]
    places += decisions[:1]
    return places[0] if places and len(places[0].get("options", ())) < MAX_OPTIONS else None


def _has(node: Tree, label: str) -> bool:
    return plain(label) in {plain(str(option.get("label", ""))) for option in node.get("options", ())}


def _with_options(node: Tree, added: dict[str, dict[str, Any]]) -> Tree:
    changed = dict(node)
    if node.get("children"):
        changed["children"] = [_with_options(child, added) for child in node["children"]]
    if node["id"] in added:
        changed["options"] = [*node.get("options", ()), added[node["id"]]]
    return changed
