"""Trees by chance: those that keep every rule, and each way to break one."""

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

Tree = dict[str, Any]


def valid_tree(rng: random.Random) -> Tree:
    """A tree that may be published: any shape, shared ends, circles that can be left."""
    count = rng.randrange(1, 14)
    ids = ["root", *(f"n{number}" for number in range(1, count + 1))]
    nodes = [_node(rng, ids, at) for at in range(len(ids))]
    _reach_all(rng, nodes)
    root, *others = nodes
    rng.shuffle(others)
    return _nested(rng, root, others)


def _node(rng: random.Random, ids: list[str], at: int) -> Tree:
    """Leads only to later nodes; circles come on top."""
    later = ids[at + 1 :]
    kind = "decision" if at == 0 else rng.choice(["decision", "action", "solution"]) if later else "solution"
    if kind == "solution":
        return {"id": ids[at], "type": kind, "title": "Solved"}
    if kind == "action":
        following = rng.choice([*later, None])
        return {"id": ids[at], "type": kind, "description": "Do it.", "next_node_id": following}
    targets = [rng.choice(later) for _ in range(rng.randrange(2, 5))]
    if at and rng.random() < 0.3:
        targets[0] = rng.choice(ids[: at + 1])  # a circle; the others lead on
    options = [{"id": f"o{n}", "label": f"Answer {n}", "next_node_id": target} for n, target in enumerate(targets)]
    return {"id": ids[at], "type": kind, "question": "Which?", "options": options}


def _reach_all(rng: random.Random, nodes: list[Tree]) -> None:
    """Leads to every node from one before it; a node that cannot be led to is dropped."""
    kept = [nodes[0]]
    for node in nodes[1:]:
        if node["id"] in {target for one in kept for target in targets_of(one)} or _adopt(rng, kept, node):
            kept.append(node)
    gone = {node["id"] for node in nodes} - {node["id"] for node in kept}
    end = next((node["id"] for node in reversed(kept) if node["type"] == "solution"), None)
    nodes[:] = kept
    if gone:
        if end is None:
            end = "end"
            nodes.append({"id": end, "type": "solution", "title": "Solved"})
        for node in nodes:
            _lead_to(node, gone, end)
        reached = reach("root", {node["id"]: targets_of(node) for node in nodes})
        if end not in reached:
            nodes[:] = [node for node in nodes if node["id"] != end]


def _lead_to(node: Tree, gone: set[str], end: str) -> None:
    for option in node.get("options", []):
        if option["next_node_id"] in gone:
            option["next_node_id"] = end
    if node.get("next_node_id") in gone:
        node["next_node_id"] = end


def _adopt(rng: random.Random, kept: list[Tree], node: Tree) -> bool:
    free = [one for one in kept if one["type"] == "decision" and len(one["options"]) < 5]
    if not free:
        return False
    options = rng.choice(free)["options"]
    options.append({"id": f"o{len(options)}", "label": f"Answer {len(options)}", "next_node_id": node["id"]})
    return True


def _nested(rng: random.Random, root: Tree, others: list[Tree]) -> Tree:
    """Nesting says nothing: any node may stand below any other."""
    placed = [root]
    for node in others:
        rng.choice(placed).setdefault("children", []).append(node)
        placed.append(node)
    return root


def targets_of(node: Tree) -> list[str]:
    """Where a node leads."""
    if node["type"] == "decision":
        return [option["next_node_id"] for option in node.get("options", []) if option.get("next_node_id")]
    return [node["next_node_id"]] if node.get("next_node_id") else []


def nodes_of(tree: Tree) -> Iterator[Tree]:
    """The node and all below it."""
    yield tree
    for child in tree.get("children", []):
        yield from nodes_of(child)


def reach(start: str, targets: dict[str, list[str]]) -> set[str]:
    """What can be walked to."""
    found, open_ = {start}, [start]
    while open_:
        fresh = set(targets.get(open_.pop(), [])) - found
        found |= fresh
        open_ += fresh
    return found


Break = Callable[[random.Random, Tree], str]
"""Breaks one rule and answers the node that breaks it now."""


def _some(rng: random.Random, tree: Tree, kind: str) -> Tree:
    found = [node for node in nodes_of(tree) if node["type"] == kind]
    if not found:
        made = {"decision": {}, "action": {"description": "Do it."}, "solution": {"title": "Solved"}}[kind]
        found = [_added(tree, {"id": "added", "type": kind, **made})]
    return rng.choice(found)


def _added(tree: Tree, node: Tree) -> Tree:
    tree.setdefault("children", []).append(node)
    option = rng_option(tree)
    option["next_node_id"] = node["id"]
    return node


def rng_option(tree: Tree) -> Tree:
    """An answer of the root that may lead elsewhere."""
    first: Tree = tree["options"][0]
    return first


def _root_type(_: random.Random, tree: Tree) -> str:
    tree["type"] = "action"
    return "root"


def _no_question(rng: random.Random, tree: Tree) -> str:
    node = _some(rng, tree, "decision")
    node["question"] = rng.choice(["", "  ", None])
    return str(node["id"])


def _one_option(rng: random.Random, tree: Tree) -> str:
    node = _some(rng, tree, "decision")
    node["options"] = node["options"][: rng.randrange(2)]
    return str(node["id"])


def _six_options(rng: random.Random, tree: Tree) -> str:
    node = _some(rng, tree, "decision")
    target = node["options"][0]["next_node_id"]
    node["options"] = [{"id": f"x{n}", "label": f"X {n}", "next_node_id": target} for n in range(6)]
    return str(node["id"])


def _unknown_target(rng: random.Random, tree: Tree) -> str:
    node = _some(rng, tree, "decision")
    rng.choice(node["options"])["next_node_id"] = "nowhere"
    return str(node["id"])


def _no_target(rng: random.Random, tree: Tree) -> str:
    node = _some(rng, tree, "decision")
    rng.choice(node["options"])["next_node_id"] = None
    return str(node["id"])


def _no_label(rng: random.Random, tree: Tree) -> str:
    node = _some(rng, tree, "decision")
    rng.choice(node["options"])["label"] = " "
    return str(node["id"])


def _no_description(rng: random.Random, tree: Tree) -> str:
    node = _some(rng, tree, "action")
    node["description"] = rng.choice(["", None])
    return str(node["id"])


def _leads_on(rng: random.Random, tree: Tree) -> str:
    node = _some(rng, tree, "solution")
    node["next_node_id"] = "root"
    return str(node["id"])


def _orphan(rng: random.Random, tree: Tree) -> str:
    rng.choice(list(nodes_of(tree))).setdefault("children", []).append(
        {"id": "lost", "type": "solution", "title": "Lost"}
    )
    return "lost"


def _trap(_: random.Random, tree: Tree) -> str:
    """A circle of two actions that nobody leaves."""
    _added(tree, {"id": "round", "type": "action", "description": "Do it.", "next_node_id": "about"})
    tree["children"].append({"id": "about", "type": "action", "description": "Do it.", "next_node_id": "round"})
    return "about"


def _same_id(rng: random.Random, tree: Tree) -> str:
    known = rng.choice(list(nodes_of(tree)))["id"]
    tree.setdefault("children", []).append({"id": known, "type": "solution", "title": "Twice"})
    return str(known)


BREAKS: dict[str, tuple[str, Break]] = {
    "root of another type": ("root_not_decision", _root_type),
    "no question": ("no_question", _no_question),
    "too few options": ("option_count", _one_option),
    "too many options": ("option_count", _six_options),
    "a target that is not there": ("unknown_target", _unknown_target),
    "an option without a target": ("option_without_target", _no_target),
    "an option without a label": ("option_without_label", _no_label),
    "an action without a description": ("no_description", _no_description),
    "a solution that leads on": ("solution_not_terminal", _leads_on),
    "an orphan": ("orphan", _orphan),
    "a circle without an exit": ("no_exit", _trap),
    "an id twice": ("duplicate_id", _same_id),
}


def broken_tree(rng: random.Random, name: str) -> tuple[Tree, str, str]:
    """A tree that breaks one rule: the tree, the fault's code, the node."""
    code, breaks = BREAKS[name]
    tree = copy.deepcopy(valid_tree(rng))
    return tree, code, breaks(rng, tree)
