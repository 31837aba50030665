"""What becomes of a session's ends: each counts once, whatever comes twice, late or in disorder."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.diagnosis.events import FlowAdopted, FlowGuide, SessionEvent
from services.flywheel.analysis.commands import (
    CountOutcome,
    DeferAnalysis,
    RecordAnalysis,
    ResumeAnalysis,
    RevertOutcome,
)
from services.flywheel.analysis.domain import ANALYSIS
from services.flywheel.analysis.events import (
    AnalysisDeferred,
    AnalysisResumed,
    FlowOutcomeCounted,
    OutcomeReverted,
    SessionAnalysed,
)
from services.flywheel.analysis.tally import TALLY
from services.flywheel.proposals.merging import Near, best, overlap, title_words
from services.flywheel.timers import waited_for, waiting_timer
from services.flywheel.verdict import judge
from shared.testing.decider_spec import DeciderSpec
from tests.unit.diagnosis.examples import NOW, REOPENED, TREE, started
from tests.unit.flywheel.examples import FLOW_ID, LIKENESS, SESSION, matched, question, resolved, stored, transcript

SPEC = DeciderSpec(ANALYSIS)
UNTIL = (NOW + timedelta(days=1)).replace(hour=0, minute=0)
RECORD = RecordAnalysis(
    outcome=1, verdict="auto_reinforced", divergences=0, flow_id=FLOW_ID, proposal_id=UUID(int=3), merged=False,
    engine=None, at=NOW,
)  # fmt: skip
ANALYSED = SessionAnalysed(**dict(RECORD))
DEFER = DeferAnalysis(outcome=1, until=UNTIL, at=NOW)
DEFERRED = AnalysisDeferred(**dict(DEFER))
RESUME = ResumeAnalysis(outcome=1, until=UNTIL, at=UNTIL)
RESUMED = AnalysisResumed(outcome=1, at=UNTIL)
REVERT = RevertOutcome(outcome=1, flow_id=FLOW_ID, at=NOW)
COUNT = CountOutcome(session_id=SESSION, outcome=1, flow_id=FLOW_ID, cause="followed", at=NOW)

FOLLOWED = question(0, "Does it ping?", "No", ["Yes", "No"])
LEFT = question(0, "Does it ping?", "Only at night", ["Yes", "No"])
CHECKLIST = question(1, "Since when?", "Today", ["Today", "Monday"], node_id="scoping/since")
OPEN_QUESTION = question(0, "Since when?", "Since Monday")
ODD = question(0, "Which light is on?", "Red", ["Red", "None"], node_id="state_of_lights")
AS_CHECKLIST = (
    *question(1, "Is it on?", "Yes", ["Yes", "No"], node_id="state"),
    *question(2, "Which one?", "The left", ["The left", "The right"], node_id="open/1"),
)


def has(*ids: str) -> FlowGuide:
    """A matched flow with nodes of these ids too."""
    nodes = [{**TREE["children"][0], "id": name} for name in ids]
    return matched().model_copy(update={"tree": {**TREE, "children": [*TREE["children"], *nodes]}})


def test_given_an_end_when_analysed_twice_then_once() -> None:
    SPEC.given().when(RECORD).then(ANALYSED)
    SPEC.given(ANALYSED).when(RECORD).then_nothing()
    SPEC.given(ANALYSED).when(DEFER).then_nothing()


def test_given_a_full_day_when_it_waits_then_it_is_resumed_once_for_that_day() -> None:
    SPEC.given().when(DEFER).then(DEFERRED)
    SPEC.given(DEFERRED).when(DEFER).then_nothing()
    SPEC.given(DEFERRED).when(RESUME).then(RESUMED)
    SPEC.given(DEFERRED, RESUMED).when(RESUME).then_nothing()
    SPEC.given(DEFERRED, ANALYSED).when(RESUME).then_nothing()
    later = DEFERRED.model_copy(update={"until": UNTIL + timedelta(days=1)})
    SPEC.given(DEFERRED, RESUMED, later).when(RESUME).then_nothing()


def test_given_a_reopened_end_when_told_twice_then_once() -> None:
    reverted = OutcomeReverted(**dict(REVERT))
    SPEC.given(ANALYSED).when(REVERT).then(reverted)
    SPEC.given(ANALYSED, reverted).when(REVERT).then_nothing()


def test_given_an_outcome_of_a_flow_when_counted_twice_then_once_and_only_followed_ones_worked() -> None:
    tally = DeciderSpec(TALLY)
    counted = FlowOutcomeCounted(**dict(COUNT), worked=True)
    tally.given().when(COUNT).then(counted)
    tally.given(counted).when(COUNT).then_nothing()
    for cause in ("reopened", "abandoned", "handed_over"):
        (event,) = TALLY.decide(COUNT.model_copy(update={"cause": cause}), False)
        assert not event.worked


def test_given_a_timer_that_failed_when_read_then_it_still_says_which_day_it_waited_for() -> None:
    timer = waiting_timer(stored([resolved()])[0], 2, UNTIL)
    assert waited_for(timer) == (2, UNTIL)


@pytest.mark.parametrize(
    ("events", "gone", "verdict"),
    [
        ([started(), *LEFT], False, "new_flow"),
        ([started(flow=matched(0.3)), *FOLLOWED], False, "auto_reinforced"),  # `match_guide` is a setting of matching
        ([started(flow=matched()), *OPEN_QUESTION], False, "auto_reinforced"),
        ([started(flow=matched()), *LEFT], False, "enhancement"),
        ([started(flow=matched()), *FOLLOWED, *CHECKLIST], False, "new_flow"),
        ([started(flow=matched()), *ODD], False, "auto_reinforced"),
        ([started(flow=has("state", "open/1")), *ODD, *AS_CHECKLIST], False, "auto_reinforced"),
        ([started(flow=matched()), *ODD, *AS_CHECKLIST], False, "new_flow"),
        ([started(), *CHECKLIST, FlowAdopted(flow=matched(0.0), at=NOW), *FOLLOWED], False, "auto_reinforced"),
        ([started(flow=matched()), *LEFT], True, "new_flow"),
        ([started(flow=matched()), *FOLLOWED], True, "auto_reinforced"),
        ([started(), FlowAdopted(flow=matched(0.0), at=NOW), *FOLLOWED], False, "auto_reinforced"),
    ],
)
def test_given_a_session_when_judged_then_by_its_match_and_its_divergence(
    events: list[SessionEvent], gone: bool, verdict: str
) -> None:
    assert judge(transcript(*events, resolved()), flow_gone=gone) == verdict


def test_given_a_session_with_two_ends_when_read_then_the_reopened_one_is_known() -> None:
    told = transcript(started(), resolved(), REOPENED, resolved(outcome=2))
    assert told.reopened == (1,)
    assert set(told.resolutions) == {1, 2}


def test_given_titles_when_compared_then_by_shared_words_of_the_larger() -> None:
    one, other = title_words("Enhancement: VPN drops every night"), title_words("vpn drops every morning again")
    assert overlap(one, other) == 3 / 5
    assert best(one, [Near(UUID(int=1), "proposal", other, 0.0)], LIKENESS) is None
    assert best(one, [Near(UUID(int=1), "proposal", title_words("VPN drops every"), 0.0)], LIKENESS)
    assert best(one, [Near(UUID(int=1), "proposal", other, 0.9)], LIKENESS)


def test_given_several_that_say_the_same_when_chosen_then_the_most_alike_whatever_their_order() -> None:
    words = title_words("VPN drops every night")
    near = [
        Near(UUID(int=1), "flow", words, 1.0),
        Near(UUID(int=2), "proposal", title_words("VPN drops every single night"), 0.1),
        Near(UUID(int=3), "proposal", words, 0.1),
    ]
    for order in (near, near[::-1], [near[1], near[0], near[2]]):
        found = best(words, order, LIKENESS)
        assert found
        assert found.id == UUID(int=3)


def test_given_a_closed_proposal_when_others_say_the_same_then_it_comes_last() -> None:
    words = title_words("VPN drops every night")
    closed, flow, open_ = (
        Near(UUID(int=1), "closed", words, 1.0),
        Near(UUID(int=2), "flow", words, 0.9),
        Near(UUID(int=3), "proposal", words, 0.9),
    )

    assert best(words, [closed, flow, open_], LIKENESS) == open_
    assert best(words, [closed, flow], LIKENESS) == flow
    assert best(words, [closed], LIKENESS) == closed
