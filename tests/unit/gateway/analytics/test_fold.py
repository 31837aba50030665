"""What of a session's story counts against the flow that led it, and whose it is."""

from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.events import FlowAdopted
from services.gateway.projections.analytics_fold import Row, counted_of, fold, new_row
from services.matching.events import FlowsMatched, MatchedFlow, Thresholds, Weights
from services.matching.tree import Node
from shared.message import Event
from tests.unit.diagnosis.examples import FLOW, NOW, OTHER_TEAM, STEP, TEAM, TREE, answered, asked, picked_up, started
from tests.unit.diagnosis.examples import escalation as escalated
from tests.unit.flywheel.examples import resolved, stored
from tests.unit.intake.examples import case_received

OTHER_STEP = UUID(int=77)


def folded(*events: Event) -> Row:
    told = stored(events)
    row = new_row(told[0])
    for event in told:
        row = fold(row, event)
    return row


def led_by(*ids: str) -> Event:
    nodes = [{**TREE["children"][0], "id": name} for name in ids]
    return started(flow=FLOW.model_copy(update={"tree": {**TREE, "children": [*TREE["children"], *nodes]}}))


@pytest.mark.parametrize(
    ("nodes", "place", "followed"),
    [
        ((), "root", True),
        ((), "state", False),
        ((), "gone", False),
        ((), "open/2", False),
        (("state_of_lights",), "state_of_lights", True),
        (("gone-missing",), "gone-missing", True),
        (("state",), "state", True),
        (("open/2",), "open/2", True),
        (("open/2",), "open/2/end", True),
        (("open/2",), "open/3", False),
        (("state",), "gone", False),
    ],
)
def test_given_a_step_when_it_is_answered_then_only_a_place_that_the_flow_has_not_is_beyond_it(
    nodes: tuple[str, ...], place: str, followed: bool
) -> None:
    row = folded(led_by(*nodes), asked(node_id=place), answered(), resolved())
    assert row["followed_at"] == [followed]


def test_given_a_flow_that_was_left_for_another_when_answered_then_the_ids_of_the_new_one_count() -> None:
    adopted = FlowAdopted(flow=FLOW, at=NOW)
    row = folded(led_by("state"), adopted, asked(node_id="state"), answered(), resolved())
    assert row["followed_at"] == [False]


def test_given_another_setting_of_what_is_near_enough_when_compared_then_the_decision_counts_and_not_the_score() -> (
    None
):
    flow = MatchedFlow(id=FLOW.id, name=FLOW.name, version=1, tree=Node.model_validate(TREE))
    found: dict[str, Any] = {"candidates": (), "weights": Weights(), "embedder": "test", "calibration": "test"}
    near = FlowsMatched(decision="guide", flow=flow, score=0.3, thresholds=Thresholds(guide=0.25), **found)
    far = FlowsMatched(decision="none", flow=None, score=0.6, thresholds=Thresholds(guide=0.7), **found)

    assert (folded(near)["matched"], folded(far)["matched"]) == (True, False)


def _step(engine: Any, order: int = 0, step: UUID = STEP) -> tuple[Event, Event]:
    return asked(order, step, engine=engine, node_id=None if engine == "claude" else "root"), answered(order, step)


def test_given_a_step_of_a_model_when_the_flow_leads_then_nobody_says_that_it_was_followed() -> None:
    by_model = folded(led_by(), *_step("playbook"), *_step("claude", 1, OTHER_STEP), resolved())
    alone = folded(led_by(), *_step("playbook"), resolved())

    assert (counted_of(by_model)["by_model"], counted_of(alone)["by_model"]) == (True, False)


def test_given_a_model_that_stepped_before_the_flow_was_chosen_when_counted_then_the_flow_is_judged() -> None:
    adopted = FlowAdopted(flow=FLOW, at=NOW)
    assert not folded(started(), *_step("claude"), adopted, *_step("playbook", 1, OTHER_STEP))["by_model"]


def test_given_a_team_that_asks_another_when_that_takes_over_then_the_session_stays_with_who_began_it() -> None:
    row = folded(case_received(team_id=TEAM), started(), escalated(), picked_up(team_id=OTHER_TEAM))

    assert (row["team"], row["escalated_at"] is not None) == (TEAM, True)
