"""Any valid flow can be walked to its end, whatever is answered, and nothing answered is asked again."""

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from services.diagnosis.ports import Action, Answer, Question, ResolutionSuggestion
from tests.unit.diagnosis.playbook_kit import NO, SKIP, YES, Step, choose, on_flow, play_on

DEMO_FLOWS = sorted((Path(__file__).parents[3] / "services/ops/demo/flows").glob("*.yaml"))
MOODS = ("first", "last", "text", "skip", "fail")
BOUND = 400


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """Valid trees: edges lead to later nodes, and now and then from an action back to an earlier decision."""
    kinds = ["decision", *draw(st.lists(st.sampled_from(["decision", "action", "solution"]), max_size=12)), "solution"]
    ids = ["root", *(f"n{number}" for number in range(1, len(kinds)))]
    nodes = [_node(draw, number, ids, kinds) for number in range(len(kinds))]
    return {**nodes[0], "children": nodes[1:]}


def _node(draw: st.DrawFn, number: int, ids: list[str], kinds: list[str]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": ids[number], "type": kinds[number], "title": f"Node {number}"}
    later = st.sampled_from(ids[number + 1 :] or ids[-1:])
    match kinds[number]:
        case "decision":
            count = draw(st.integers(2, 5))
            options = [
                {"id": f"{ids[number]}-{option}", "label": f"Label {option}", "next_node_id": draw(later)}
                for option in range(count)
            ]
            return {**node, "question": f"Question {number}?", "options": options}
        case "action":
            earlier = [ids[place] for place in range(number) if kinds[place] == "decision"]
            target = draw(st.one_of(later, st.none(), st.sampled_from(earlier)))
            return {**node, "description": f"Do {number}. Expect: {number}.", "next_node_id": target}
        case _:
            return {**node, "description": f"Cause: {number}. Fix: {number}."}


def answer(step: Step, mood: str) -> Answer:
    """An answer of that mood; a suggestion is rejected."""
    if isinstance(step, ResolutionSuggestion):
        return NO
    if mood == "skip":
        return SKIP
    if isinstance(step, Action):
        return NO if mood == "fail" else YES
    if (mood == "text" and step.allow_free_text) or not step.options:
        return Answer(free_text="zebra")
    return choose(step.options[0 if mood == "first" else -1].label)


def check_walk(tree: dict[str, Any], moods: list[str]) -> None:
    """Walk with these answers, over and over, until the flow has nothing left."""
    turn = cycle(moods)
    steps = play_on(on_flow(tree), lambda step: answer(step, next(turn)), BOUND, until="scoping/")
    assert steps[-1].node_id == "scoping/changed", "the walk never ended"
    assert all(step.why for step in steps)
    questions = [(step.text, step.options) for step in steps if isinstance(step, Question)]
    assert len(set(questions)) == len(questions)
    others = [step.node_id for step in steps if not isinstance(step, Question)]
    assert len(set(others)) == len(others)


@settings(max_examples=60, deadline=None)
@given(trees(), st.lists(st.sampled_from(MOODS), min_size=1, max_size=6))
def test_given_any_valid_flow_when_it_is_answered_anyhow_then_it_ends_and_repeats_nothing(
    tree: dict[str, Any], moods: list[str]
) -> None:
    check_walk(tree, moods)


@pytest.mark.parametrize("path", DEMO_FLOWS, ids=lambda path: path.stem)
@pytest.mark.parametrize("mood", MOODS)
def test_given_a_demo_flow_when_it_is_answered_anyhow_then_it_ends_and_repeats_nothing(path: Path, mood: str) -> None:
    check_walk(yaml.safe_load(path.read_text("utf-8"))["tree_structure"], [mood])


@pytest.mark.parametrize("path", DEMO_FLOWS, ids=lambda path: path.stem)
def test_given_a_demo_flow_when_each_first_option_is_taken_then_a_solution_names_cause_and_fix(path: Path) -> None:
    def helpful(step: Step) -> Answer:
        return YES if isinstance(step, ResolutionSuggestion) else answer(step, "first")

    steps = play_on(on_flow(yaml.safe_load(path.read_text("utf-8"))["tree_structure"]), helpful, 20)
    last = steps[-1]
    assert isinstance(last, ResolutionSuggestion)
    assert last.resolution_summary.startswith("Caused by: ")
    assert ". Fixed by: " in last.resolution_summary
    assert (last.confidence or 0) >= 0.9
