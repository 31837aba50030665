"""Places of checklists and nodes of flows are told apart, however a flow calls its nodes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from contracts.places import CHECK, FIX, FIXED, ids_of, of_checklist, of_flow
from services.diagnosis.events import FlowGuide
from services.diagnosis.ports import Answer, CaseView, Question, ResolutionSuggestion
from tests.unit.diagnosis.examples import TREE
from tests.unit.diagnosis.playbook_kit import CASE, NO, YES, Step, answered, choose, flow, nearest, propose

OWN = ("scoping/since", "nearest/1", "method/half", "open/12", "reopened/1", "state", "gone")


def told(step: Step) -> Answer:
    """As an engineer answers who finds nothing."""
    if isinstance(step, Question):
        return choose(step.options[-1].label) if step.options else Answer(free_text="Nothing new")
    return NO if isinstance(step, ResolutionSuggestion) else YES


def told_of_a_fault(step: Step) -> Answer:
    """As an engineer answers whose first check finds what is wrong, and whose fix helps."""
    return NO if (step.node_id or "").startswith(CHECK) else told(step)


def places(case: CaseView, steps: int = 30, told: Callable[[Step], Answer] = told) -> set[str]:
    """Where the playbook's next steps stand."""
    found = set()
    for _ in range(steps):
        step = propose(case)
        found.add(step.node_id or "")
        case = answered(case, step, told(step))
    return found


@pytest.mark.parametrize("place", OWN)
def test_given_a_place_of_a_checklist_when_no_flow_has_it_then_it_is_the_checklist_s(place: str) -> None:
    assert of_checklist(place)
    assert of_checklist(place, ["root", "state_of_lights", "open"])
    assert not of_checklist(place, ["root", place])


@pytest.mark.parametrize(
    "place", [None, "", "root", "state_of_lights", "states", "gone-again", "state/end", "open", "check/device", "fix/a"]
)
def test_given_another_place_when_looked_at_then_it_is_not_the_checklist_s(place: str | None) -> None:
    assert not of_checklist(place)


def test_given_the_end_behind_a_node_when_looked_at_then_it_is_the_flow_s() -> None:
    assert of_flow("open/1/end", ["open/1"])
    assert not of_checklist("open/1/end", ["open/1"])
    assert not of_flow(None, ["open/1"])


def test_given_a_case_without_a_flow_when_the_playbook_goes_through_its_checklists_then_each_place_is_known() -> None:
    reopened = replace(CASE, nearest=nearest("A flow"))
    found = places(reopened, 60)

    assert {place.split("/")[0] for place in found} >= {"scoping", "nearest", "check", "state", "method", "open"}
    assert {place for place in found if not of_checklist(place)} == {
        place for place in found if place.startswith("check/")
    }


def test_given_a_flow_with_odd_ids_when_walked_then_its_nodes_are_the_flow_s_and_what_follows_is_not() -> None:
    tree = {**TREE, "id": "state"}
    guide: FlowGuide = flow(tree)
    found = places(replace(CASE, flow=guide))

    assert {place for place in found if of_flow(place, set(ids_of(tree)))} == {"state", "s"}
    assert {place.split("/")[0] for place in found if of_checklist(place, set(ids_of(tree)))} >= {"scoping", "method"}


def test_given_a_check_that_finds_something_when_the_playbook_goes_on_then_its_fix_has_a_place_that_is_known() -> None:
    of_faults = {place for place in places(CASE, told=told_of_a_fault) if not of_checklist(place)}

    assert {place for place in of_faults if not place.startswith((CHECK, FIX, FIXED))} == set()
    assert {place.split("/")[0] + "/" for place in of_faults} == {CHECK, FIX, FIXED}
