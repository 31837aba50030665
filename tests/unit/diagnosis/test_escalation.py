"""Escalating, picking up, taking back and handing over; the briefing and the allowance that come with a pick-up."""

from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.commands import AnswerStep, PauseSession, ProposeStep, RateSession, ReopenSession, RetryStep
from services.diagnosis.escalation.commands import Escalate, GainInsight, GiveBriefing, HandOver, PickUp, TakeBack
from services.diagnosis.escalation.events import EscalationInsightGained
from services.diagnosis.events import ActionResult, SessionEvent, SessionPaused, SessionRated, SessionReassigned
from services.diagnosis.near import NearFlow
from services.diagnosis.ports import Question
from services.diagnosis.state import (
    Active,
    AwaitingBriefing,
    AwaitingStep,
    Case,
    ConfirmedStep,
    Escalated,
    FailedStep,
    NotStarted,
    OpenStep,
    RequestingEscalation,
    awaited,
    under_way,
)
from shared.message import Actor
from tests.unit.diagnosis.examples import (
    ANNA,
    ANNA_ID,
    AWAITING,
    BEN,
    BEN_ID,
    BRIEFING,
    CARL,
    CARL_ID,
    FAILED,
    HANDED_OVER,
    LATER,
    LEAD,
    LEAD_ID,
    NEAR,
    NO,
    NOW,
    OPEN,
    PAUSED,
    REOPENED,
    RESOLVED,
    SPEC,
    STEP,
    STRANGER,
    SUGGESTED,
    SUGGESTION,
    TAKEN_BACK,
    TEAM,
    TO_BEN,
    TO_CARL,
    TOLD,
    VERA,
    YES,
    answered,
    asked,
    briefed,
    escalation,
    failed,
    picked_up,
    started,
)

ESCALATED: tuple[SessionEvent, ...] = (*OPEN, escalation())
PICKED_UP: tuple[SessionEvent, ...] = (*ESCALATED, picked_up())
BRIEFED: tuple[SessionEvent, ...] = (*PICKED_UP, briefed())
CONFIRMED = answered(
    0, SUGGESTION, selected_option=None, selected_label=None, action_result=ActionResult(success=True)
)  # fmt: skip


def escalate(**said: Any) -> Escalate:
    return Escalate(**{"actor": ANNA, "at": NOW, "reason": "I am stuck with it.", **said})


def pick_up(who: Actor = BEN, **said: Any) -> PickUp:
    return PickUp(**{"actor": who, "at": LATER, **said})


def take_back(who: Actor = ANNA) -> TakeBack:
    return TakeBack(actor=who, at=LATER)


def hand_over(who: Actor = ANNA, **said: Any) -> HandOver:
    return HandOver(**{"actor": who, "at": LATER, "recipient": "Brother", **said})


def brief(**said: Any) -> GiveBriefing:
    return GiveBriefing(**{"at": LATER, "outcome": 1, "order": 1, "step_id": BRIEFING, "content": TOLD, **said})


def propose(order: int, attempt: int = 1) -> ProposeStep:
    question = Question(text="Does it ping?", options=(YES, NO))
    return ProposeStep(
        at=LATER, order=order, attempt=attempt, step_id=UUID(int=7), proposal=question, engine="playbook"
    )


def live(*history: SessionEvent) -> Active:
    state = SPEC.decider.fold(history)
    assert isinstance(state, Active)
    return state


def case_of(*history: SessionEvent) -> Case:
    state = SPEC.decider.fold(history)
    assert not isinstance(state, NotStarted)
    return state.case


# asking


def test_given_a_session_when_it_is_escalated_then_it_is_a_closing_of_its_own() -> None:
    SPEC.given(*OPEN).when(escalate(reason="  I am stuck with it. ")).then(escalation())
    SPEC.given(*OPEN, RESOLVED, REOPENED).when(escalate()).then(escalation(2))


def test_given_somebody_is_named_when_it_is_escalated_then_it_is_to_them() -> None:
    SPEC.given(*OPEN).when(escalate(to=TO_CARL)).then(escalation(to_id=CARL_ID, to_name="Carl"))


def test_given_oneself_is_named_when_it_is_escalated_then_it_is_refused() -> None:
    to_anna = TO_BEN.model_copy(update={"user_id": ANNA_ID})
    SPEC.given(*OPEN).when(escalate(to=to_anna)).then_refused(422, "not_to_yourself")


@pytest.mark.parametrize("changes", [{"role": "viewer"}, {"role": "operator"}, {"active": False}])
def test_given_no_engineer_is_named_when_it_is_escalated_then_it_is_refused(changes: dict[str, Any]) -> None:
    SPEC.given(*OPEN).when(escalate(to=TO_BEN.model_copy(update=changes))).then_refused(422, "not_an_engineer")


@pytest.mark.parametrize("reason", ["help", "   x    ", "x" * 2001])
def test_a_reason_has_5_to_2000_characters(reason: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        escalate(reason=reason)


def test_given_a_reassigned_session_when_it_is_escalated_then_it_waits_for_the_new_owner_s_team() -> None:
    other = UUID(int=4)
    reassigned = SessionReassigned(from_id=ANNA_ID, to_id=BEN_ID, to_name="Ben", to_team_id=other, by=LEAD_ID, at=NOW)
    (event,) = SPEC.given(*OPEN, reassigned).when(escalate(actor=BEN)).events
    assert event == escalation(team_id=other, by=BEN_ID, by_name="Ben")


@pytest.mark.parametrize("history", [AWAITING, (*AWAITING, PAUSED)])
def test_given_a_step_under_way_when_it_arrives_in_an_escalated_session_then_it_is_dropped(
    history: tuple[SessionEvent, ...],
) -> None:
    SPEC.given(*history, escalation()).when(propose(0)).then_nothing()


# picking up

NO_TEAM: tuple[SessionEvent, ...] = (started(team_id=None), asked())
Rights = dict[str, tuple[tuple[SessionEvent, ...], dict[str, str | None]]]
ELSE = "not_yours_to_pick_up"
RIGHTS: Rights = {
    "team": (ESCALATED, {"Ben": None, "Carl": ELSE, "Lea": None}),
    "named of the team": (
        (*OPEN, escalation(to_id=BEN_ID)),
        {"Ben": None, "Lea": None, "Carl": ELSE},
    ),
    "named of another team": ((*OPEN, escalation(to_id=CARL_ID)), {"Ben": None, "Carl": None}),
    "named without a team": (
        (*NO_TEAM, escalation(to_id=CARL_ID, team_id=None)),
        {"Carl": None, "Ben": ELSE, "Lea": ELSE},
    ),
    "nobody": ((*NO_TEAM, escalation(team_id=None)), {"Ben": None, "Carl": None, "Lea": None}),
}
PEOPLE = {actor.name: actor for actor in (ANNA, BEN, CARL, LEAD)}
WHO = [
    pytest.param(history, PEOPLE[name], code, id=f"{case}-{name}")
    for case, (history, rights) in RIGHTS.items()
    for name, code in {**rights, "Anna": "own_escalation"}.items()
]


@pytest.mark.parametrize(("history", "who", "code"), WHO)
def test_given_an_escalation_when_somebody_picks_it_up_then_only_who_it_waits_for_may(
    history: tuple[SessionEvent, ...], who: Actor, code: str | None
) -> None:
    outcome = SPEC.given(*history).when(pick_up(who))
    if code is None:
        outcome.then(picked_up(by=who.user_id, by_name=who.name, team_id=who.team_id))
    else:
        outcome.then_refused(403, code)


@pytest.mark.parametrize("history", [ESCALATED, (*OPEN, escalation(to_id=VERA.user_id)), RIGHTS["nobody"][0]])
@pytest.mark.parametrize("role", ["viewer", "operator"])
def test_given_no_engineer_when_they_pick_it_up_then_it_is_forbidden(
    history: tuple[SessionEvent, ...], role: str
) -> None:
    who = VERA.model_copy(update={"role": role})
    SPEC.given(*history).when(pick_up(who)).then_refused(403, "not_yours_to_pick_up")


def test_given_another_account_when_it_picks_it_up_then_there_is_none() -> None:
    SPEC.given(*ESCALATED).when(pick_up(STRANGER)).then_refused(404, "unknown_session")


def test_given_a_picked_up_session_when_a_second_one_comes_then_they_hear_who_has_it() -> None:
    refusal = SPEC.given(*PICKED_UP).when(pick_up(LEAD)).then_refused(409, "wrong_status")
    assert refusal.facts["picked_up_by"] == str(BEN_ID)
    assert "Ben has picked it up." in refusal.detail


def test_given_a_picked_up_session_when_a_lead_is_late_then_they_hear_who_has_it() -> None:
    for late in (take_back(LEAD), HandOver(actor=LEAD, at=LATER, recipient="Brother")):
        assert SPEC.given(*BRIEFED).when(late).then_refused(409, "wrong_status").facts["picked_up_by_name"] == "Ben"
    refusal = SPEC.given(*BRIEFED).when(take_back(BEN)).then_refused(409, "wrong_status")
    assert refusal.facts["picked_up_by"] == str(BEN_ID)
    assert "You have it already." in refusal.detail


def test_given_a_session_picked_up_long_ago_when_something_else_is_refused_then_nobody_is_named() -> None:
    asked_for = ReopenSession(actor=BEN, at=LATER)
    refusal = SPEC.given(*BRIEFED).when(asked_for).then_refused(409, "wrong_status")
    assert "picked" not in f"{refusal.detail}{refusal.facts}"


def test_given_a_session_taken_back_when_somebody_comes_for_it_then_nobody_is_named() -> None:
    refusal = SPEC.given(*ESCALATED, TAKEN_BACK).when(pick_up()).then_refused(409, "wrong_status")
    assert "picked_up_by" not in refusal.facts


@pytest.mark.parametrize(("asked_mode", "context", "mode", "kept"), [
    ("continue", None, "continue", None),
    ("continue", "it is the fuser", "continue", "it is the fuser"),
    ("fresh", "it is the fuser", "fresh", "it is the fuser"),
    ("fresh", None, "continue", None),
    ("fresh", "   ", "continue", None),
])  # fmt: skip
def test_given_a_way_to_go_on_then_fresh_needs_words_of_one_s_own(
    asked_mode: str, context: str | None, mode: str, kept: str | None
) -> None:
    SPEC.given(*ESCALATED).when(pick_up(mode=asked_mode, additional_context=context)).then(
        picked_up(mode=mode, additional_context=kept)
    )


def test_given_a_picked_up_session_then_it_is_the_pickers_alone() -> None:
    case = case_of(*BRIEFED)
    assert (case.owner_id, case.team_id) == (BEN_ID, TEAM)
    SPEC.given(*BRIEFED).when(PauseSession(actor=ANNA, at=NOW)).then_refused(403, "not_your_session")
    SPEC.given(*BRIEFED).when(PauseSession(actor=BEN, at=NOW)).then(SessionPaused(by=BEN_ID, at=NOW))


def test_given_an_open_step_when_it_is_picked_up_then_that_step_is_not_open_any_more() -> None:
    answer = AnswerStep(actor=BEN, at=LATER, step_id=STEP, selected_option="yes")
    SPEC.given(*PICKED_UP).when(answer).then_refused(409, "step_not_open")


# the briefing


def test_given_a_pick_up_when_its_briefing_is_there_then_it_comes_before_the_next_step() -> None:
    state = live(*PICKED_UP)
    assert (state.phase, awaited(state), under_way(state)) == (AwaitingBriefing(1), None, True)
    SPEC.given(*PICKED_UP).when(propose(1, attempt=state.case.attempt)).then_nothing()
    SPEC.given(*PICKED_UP).when(brief()).then(briefed())
    assert live(*BRIEFED).phase == AwaitingStep()
    (step,) = SPEC.given(*BRIEFED).when(propose(2)).events
    assert step.type == "step_proposed"


def test_given_flows_near_to_a_fresh_beginning_when_the_briefing_is_given_then_they_are_kept() -> None:
    (event,) = SPEC.given(*PICKED_UP).when(brief(nearest=(NEAR,))).events
    assert event == briefed().model_copy(update={"nearest": (NearFlow(**dict(NEAR)),)})


@pytest.mark.parametrize("said", [{"outcome": 2}, {"order": 2}, {"order": 0}])
def test_given_a_pick_up_when_another_s_briefing_comes_then_nothing_happens(said: dict[str, Any]) -> None:
    SPEC.given(*PICKED_UP).when(brief(**said)).then_nothing()


@pytest.mark.parametrize("since", [(briefed(),), (RESOLVED,), (escalation(2),), (escalation(2), TAKEN_BACK)])
def test_given_the_session_went_on_when_the_briefing_comes_late_then_nothing_happens(
    since: tuple[SessionEvent, ...],
) -> None:
    SPEC.given(*PICKED_UP, *since).when(brief()).then_nothing()


def test_given_a_paused_session_when_the_briefing_comes_then_it_is_kept() -> None:
    SPEC.given(*PICKED_UP, PAUSED).when(brief()).then(briefed())


@pytest.mark.parametrize("allowance", [1, 3])
def test_given_a_session_at_its_limit_when_it_is_picked_up_then_there_are_as_many_steps_again_and_the_briefing(
    allowance: int,
) -> None:
    history: list[SessionEvent] = [started(max_steps=allowance)]
    for order in range(allowance - 1):
        history += [asked(order, UUID(int=order)), answered(order, UUID(int=order))]
    history += [asked(allowance - 1), escalation(), picked_up(), briefed(allowance)]
    orders = range(allowance + 1, 2 * allowance + 1)
    for order in orders:
        history += SPEC.given(*history).when(propose(order)).events
        outcome = SPEC.given(*history).when(AnswerStep(actor=BEN, at=LATER, selected_option="yes"))
        history += outcome.events
        if order == orders[-1]:
            assert outcome.then_refused(409, "step_limit").facts["max_steps"] == 2 * allowance
    assert sum(event.type == "step_proposed" for event in history) == 2 * allowance


# taking back


@pytest.mark.parametrize(("history", "phase"), [
    (OPEN, OpenStep), (SUGGESTED, OpenStep), ((*SUGGESTED, CONFIRMED), ConfirmedStep), (FAILED, FailedStep),
])  # fmt: skip
def test_given_an_escalation_when_it_is_taken_back_then_it_stands_where_it_stood(
    history: tuple[SessionEvent, ...], phase: type[object]
) -> None:
    SPEC.given(*history, escalation()).when(take_back()).then(TAKEN_BACK)
    before, after = live(*history), live(*history, escalation(), TAKEN_BACK)
    assert isinstance(after.phase, phase)
    assert after.phase == before.phase
    assert (after.case.order, after.case.attempt, after.case.limit) == (
        before.case.order, before.case.attempt, before.case.limit,
    )  # fmt: skip


@pytest.mark.parametrize("history", [(*ESCALATED, TAKEN_BACK), (*OPEN, PAUSED, escalation(), TAKEN_BACK)])
def test_given_an_escalation_taken_back_when_the_open_step_is_answered_then_that_is_taken(
    history: tuple[SessionEvent, ...],
) -> None:
    SPEC.given(*history).when(AnswerStep(actor=ANNA, at=LATER, selected_option="yes")).then(answered())


def test_given_a_step_under_way_when_it_is_taken_back_then_the_step_is_asked_for_anew() -> None:
    history = (*AWAITING, escalation(), TAKEN_BACK)
    case = awaited(live(*history))
    assert case is not None
    assert (case.order, case.attempt) == (0, 2)
    SPEC.given(*history).when(propose(0)).then_nothing()
    (step,) = SPEC.given(*history).when(propose(0, attempt=2)).events
    assert step.type == "step_proposed"


def test_given_a_failed_step_when_it_is_taken_back_then_it_may_be_retried() -> None:
    (event,) = SPEC.given(*AWAITING, failed(), escalation(), TAKEN_BACK).when(RetryStep(actor=ANNA, at=LATER)).events
    assert event.type == "step_retried"


def test_given_a_briefing_under_way_when_the_next_escalation_is_taken_back_then_a_step_is_asked_for() -> None:
    again = escalation(2, by=BEN_ID, by_name="Ben")
    state = live(*PICKED_UP, again, TAKEN_BACK.model_copy(update={"by": BEN_ID}))
    assert state.phase == AwaitingStep()
    assert state.case.order == 1


def test_given_an_escalation_when_a_colleague_takes_it_back_then_it_is_forbidden() -> None:
    SPEC.given(*ESCALATED).when(take_back(BEN)).then_refused(403, "not_your_session")


def test_given_an_escalation_that_nobody_takes_when_a_lead_takes_it_back_then_its_owner_goes_on() -> None:
    by_lead = TAKEN_BACK.model_copy(update={"by": LEAD_ID})
    SPEC.given(*ESCALATED).when(take_back(LEAD)).then(by_lead)
    assert live(*ESCALATED, by_lead).case.owner_id == ANNA_ID


def test_given_a_picked_up_session_when_it_is_taken_back_then_it_is_too_late() -> None:
    SPEC.given(*PICKED_UP).when(take_back()).then_refused(403, "not_your_session")
    SPEC.given(*PICKED_UP).when(take_back(BEN)).then_refused(409, "wrong_status")


def test_given_an_escalation_taken_back_when_it_is_escalated_again_then_it_is_the_next_closing() -> None:
    SPEC.given(*ESCALATED, TAKEN_BACK).when(escalate()).then(escalation(2))


# handing over


@pytest.mark.parametrize("who", [ANNA, LEAD])
def test_given_an_escalation_when_it_is_handed_over_then_it_is_escalated(who: Actor) -> None:
    SPEC.given(*ESCALATED).when(hand_over(who, notes=" tomorrow ")).then(
        HANDED_OVER.model_copy(update={"notes": "tomorrow", "by": who.user_id})
    )
    assert isinstance(SPEC.decider.fold((*ESCALATED, HANDED_OVER)), Escalated)


def test_given_an_escalation_when_a_colleague_hands_it_over_then_it_is_forbidden() -> None:
    SPEC.given(*ESCALATED).when(hand_over(BEN)).then_refused(403, "not_your_session")


def test_given_a_session_handed_over_then_it_can_be_rated_and_reopened_by_who_had_it() -> None:
    history = (*ESCALATED, HANDED_OVER)
    SPEC.given(*history).when(RateSession(actor=ANNA, at=NOW, rating=3)).then(
        SessionRated(rating=3, feedback=None, by=ANNA_ID, at=NOW)
    )
    SPEC.given(*history).when(ReopenSession(actor=ANNA, at=LATER)).then(REOPENED)
    SPEC.given(*history, REOPENED).when(escalate()).then(escalation(3))


@pytest.mark.parametrize("said", [{"recipient": " "}, {"recipient": "x" * 201}, {"notes": "x" * 2001}])
def test_given_words_that_do_not_fit_when_it_is_handed_over_then_they_are_not_taken(said: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(said))):
        hand_over(**said)


# the insight


def insight(outcome: int = 1) -> GainInsight:
    return GainInsight(
        at=LATER,
        outcome=outcome,
        remaining_hypotheses=("The fuser.",),
        suggested_next_steps=("Swap it.",),
        steps_ruled_out=("The cable.",),
        engine="playbook",
    )


def gained(outcome: int = 1) -> EscalationInsightGained:
    return EscalationInsightGained(**insight(outcome).model_dump())


@pytest.mark.parametrize(
    "since", [(), (TAKEN_BACK,), (HANDED_OVER,), (picked_up(),), (picked_up(), briefed(), RESOLVED)]
)
def test_given_an_escalation_when_an_insight_is_gained_then_it_is_kept_whatever_came_of_it(
    since: tuple[SessionEvent, ...],
) -> None:
    SPEC.given(*ESCALATED, *since).when(insight()).then(gained())
    SPEC.given(*ESCALATED, *since, gained()).when(insight()).then_nothing()


def test_given_two_escalations_when_insights_are_gained_then_each_has_its_own() -> None:
    history = (*ESCALATED, TAKEN_BACK, escalation(2))
    SPEC.given(*history).when(insight(1)).then(gained(1))
    SPEC.given(*history, gained(1)).when(insight(2)).then(gained(2))
    SPEC.given(*history).when(insight(3)).then_nothing()


def test_given_no_session_when_an_insight_or_a_briefing_comes_then_nothing_happens() -> None:
    SPEC.given().when(insight()).then_nothing()
    SPEC.given().when(brief()).then_nothing()


def test_an_escalated_session_waits_with_the_phase_that_it_had() -> None:
    state = SPEC.decider.fold(ESCALATED)
    assert isinstance(state, RequestingEscalation)
    assert isinstance(state.phase, OpenStep)
