"""What is kept of a session: how it ended last, what the flow asked and what was answered."""

from services.flywheel.gaps.facts import Led, SessionFact, Visit, fact_of
from services.flywheel.incoming import read_session
from shared.message import Event
from tests.unit.diagnosis.examples import (
    ABANDONED,
    HANDED_OVER,
    LATER,
    NOW,
    REOPENED,
    TAKEN_BACK,
    TREE,
    escalation,
    started,
)
from tests.unit.flywheel.examples import FLOW_ID, SESSION, action, matched, question, resolved, stored


def fact(*events: Event) -> SessionFact | None:
    told = stored(events)
    return fact_of(SESSION, len(told), read_session(told))


def known(*events: Event) -> SessionFact:
    found = fact(*events)
    assert found
    return found


LED = (
    started(flow=matched()),
    *question(0, "Does it ping?", "No", ["Yes", "No"], node_id="root"),
    *question(1, "Is the cable in?", "It is chewed through", ["Yes", "No"], node_id="cable"),
    *question(2, "Which floor?", None, ["1", "2"], node_id="floor"),
    *question(3, "Since when?", "Today", ["Today", "Monday"], node_id="scoping/since"),
    *action(4, "Look at the panel.", success=True, node_id="check/device"),
)


def test_given_a_session_that_runs_when_read_then_there_is_nothing_to_keep() -> None:
    assert fact(*LED) is None


def test_given_a_session_that_a_flow_led_when_it_ends_then_each_node_of_the_flow_is_kept_with_its_answer() -> None:
    kept = known(*LED, resolved())
    assert kept.led == Led(FLOW_ID, 3)
    assert kept.visits == (
        Visit("root", "no", "No", own_words=False, skipped=False),
        Visit("cable", None, None, own_words=True, skipped=False),
        Visit("floor", None, None, own_words=False, skipped=True),
    )
    assert (kept.steps, kept.skips, kept.solved, kept.started_at) == (5, 1, True, NOW)


def test_given_a_flow_whose_nodes_are_called_like_a_checklist_s_when_the_session_ends_then_they_are_its_nodes() -> None:
    nodes = [{"id": name, "type": "action", "description": "Look."} for name in ("check/device", "scoping/since")]
    guide = matched().model_copy(update={"tree": {**TREE, "children": [*TREE["children"], *nodes]}})
    kept = known(started(flow=guide), *LED[1:], resolved())
    assert [visit.node for visit in kept.visits] == ["root", "cable", "floor", "scoping/since", "check/device"]


def test_given_the_ways_a_session_ends_when_read_then_the_last_one_counts() -> None:
    assert known(*LED, ABANDONED).ended == "abandoned"
    assert known(*LED, HANDED_OVER).ended == "handed_over"
    waiting = known(*LED, escalation())
    assert (waiting.ended, waiting.escalated, waiting.solved) == ("escalated", True, False)
    helped = known(*LED, escalation(), resolved(outcome=2))
    assert (helped.ended, helped.escalated, helped.solved) == ("resolved", True, True)


def test_given_an_escalation_that_is_taken_back_when_read_then_it_was_no_end_and_earlier_ends_stand() -> None:
    assert fact(*LED, escalation(), TAKEN_BACK) is None
    alone = known(*LED, escalation(), TAKEN_BACK, resolved(outcome=2))
    assert (alone.ended, alone.escalated, alone.solved) == ("resolved", False, True)
    again = known(*LED, escalation(), TAKEN_BACK, escalation())
    assert (again.ended, again.escalated) == ("escalated", True)
    reopened = known(*LED, resolved(), REOPENED, escalation(), TAKEN_BACK)
    assert (reopened.ended, reopened.escalated, reopened.reopened) == ("resolved", False, True)


def test_given_a_reopened_session_when_read_then_it_is_not_solved_until_it_is_again() -> None:
    again = known(*LED, resolved(), REOPENED)
    assert (again.reopened, again.solved) == (True, False)
    assert known(*LED, resolved(), REOPENED, resolved(outcome=2)).solved


def test_given_a_session_when_kept_then_with_the_words_of_the_problem_as_it_was_told() -> None:
    assert known(*LED, resolved()).words == ()
    words = known(started(flow=None), resolved()).words
    assert words == tuple(dict.fromkeys(words))
    assert len(words) > 1
    assert known(started(), resolved()).ended_at <= LATER
