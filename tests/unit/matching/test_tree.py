"""Every rule of a flow's tree, each broken on its own."""

from typing import Any

import pytest

from services.matching.tree import MAX_DEPTH, MAX_NODES, Node, faults
from tests.unit.matching.examples import tree


def _codes(root: dict[str, Any]) -> set[tuple[str, str]]:
    return {(fault.code, fault.node_id) for fault in faults(Node.model_validate(root))}


def _options(*targets: str) -> list[dict[str, str]]:
    return [{"id": f"o{n}", "label": f"Answer {n}", "next_node_id": target} for n, target in enumerate(targets)]


def _solution(node_id: str) -> dict[str, Any]:
    return {"id": node_id, "type": "solution", "title": "Solved"}


def _action(node_id: str, **changes: Any) -> dict[str, Any]:
    return {"id": node_id, "type": "action", "description": "Do it."} | changes


def _with_child(child: dict[str, Any]) -> dict[str, Any]:
    return tree(options=_options("child", "end"), children=[child, _solution("end")])


def test_given_a_tree_that_keeps_every_rule_when_checked_then_nothing_is_found() -> None:
    assert faults(Node.model_validate(tree())) == []


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        (tree(type="action", description="x", options=[], next_node_id="queue"), ("root_not_decision", "root")),
        (tree(question=" "), ("no_question", "root")),
        (tree(options=_options("queue")), ("option_count", "root")),
        (tree(options=_options(*["queue"] * 6)), ("option_count", "root")),
        (tree(options=_options("queue", "nowhere")), ("unknown_target", "root")),
        (tree(options=[*_options("queue"), {"id": "b", "label": "No"}]), ("option_without_target", "root")),
        (tree(options=[*_options("queue"), {"id": "b", "next_node_id": "cable"}]), ("option_without_label", "root")),
        (tree(options=_options("queue", "cable") + _options("cable")), ("duplicate_option_id", "root")),
        (tree(next_node_id="queue"), ("decision_with_next", "root")),
        (_with_child({"id": "child", "type": "action"}), ("no_description", "child")),
        (_with_child(_action("child", next_node_id="gone")), ("unknown_target", "child")),
        (_with_child({"id": "child", "type": "solution"}), ("no_solution", "child")),
        (_with_child({"id": "child", "type": "solution", "title": " ", "description": " "}), ("no_solution", "child")),
        (_with_child({**_solution("child"), "next_node_id": "end"}), ("solution_not_terminal", "child")),
        (_with_child(_solution("end")), ("duplicate_id", "end")),
        (_with_child(_action("child", children=[_solution("lost")])), ("orphan", "lost")),
        (tree(script={"slug": "dns-flush"}), ("script_on_decision", "root")),
        (_with_child(_action("child", next_node_id="end", script="dns-flush")), ("script_invalid", "child")),
        (_with_child(_action("child", script={"slug": "DNS flush"})), ("script_invalid", "child")),
        (_with_child(_action("child", script={"slug": "a", "body": "rm"})), ("script_invalid", "child")),
        (_with_child(_action("child", script={"slug": "a", "parameters": {"x": 1}})), ("script_invalid", "child")),
    ],
)  # fmt: skip
def test_given_a_tree_that_breaks_one_rule_when_checked_then_the_rule_and_its_node_are_named(
    root: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert expected in _codes(root)


def test_given_an_action_with_a_script_when_checked_then_nothing_is_found_and_it_is_kept() -> None:
    script = {"slug": "dns-flush", "parameters": {"computer": "ws-12"}}
    root = Node.model_validate(_with_child(_action("child", next_node_id="end", script=script)))
    assert faults(root) == []
    assert root.model_dump()["children"][0]["script"] == script


def test_given_a_circle_with_an_exit_when_checked_then_nothing_is_found() -> None:
    child = {"id": "child", "type": "decision", "question": "Again?", "options": _options("root", "end")}
    assert _codes(_with_child(child)) == set()


def test_given_a_circle_without_an_exit_when_checked_then_each_node_on_it_is_named() -> None:
    around = {"id": "child", "type": "action", "description": "x", "next_node_id": "other"}
    back = {"id": "other", "type": "action", "description": "x", "next_node_id": "child"}
    root = tree(options=_options("child", "end"), children=[around, back, _solution("end")])
    assert _codes(root) == {("no_exit", "child"), ("no_exit", "other")}


def test_given_several_broken_rules_when_checked_then_all_are_named_with_a_sentence() -> None:
    found = faults(Node.model_validate(tree(question="", options=_options("gone"))))
    assert {fault.code for fault in found} >= {"no_question", "option_count", "unknown_target", "orphan"}
    assert all(fault.detail.endswith(".") for fault in found)


def test_given_too_many_nodes_when_checked_then_only_the_size_is_named() -> None:
    root = tree(children=[_solution(f"n{number}") for number in range(MAX_NODES)])
    assert _codes(root) == {("too_many_nodes", "root")}


def test_given_nodes_nested_too_deep_when_checked_then_only_the_depth_is_named() -> None:
    nested: list[dict[str, Any]] = []
    for number in range(MAX_DEPTH):
        nested = [{**_solution(f"n{number}"), "children": nested}]
    assert _codes(tree(children=nested)) == {("too_deep", "root")}
