"""Whatever is asked in whatever order, a session keeps its rules."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.diagnosis.commands import (
    AbandonIdleSession,
    AbandonSession,
    AnswerStep,
    FailStep,
    LinkTicket,
    PauseSession,
    ProposeStep,
    RateSession,
    ReassignSession,
    ReopenSession,
    ResolveSession,
    ResumeSession,
    RetryStep,
    SessionCommand,
)
from services.diagnosis.domain import SESSION
from services.diagnosis.events import ActionResult, SessionEvent, SessionReopened, StepAnswered, StepProposed
from services.diagnosis.ports import Question, ResolutionSuggestion
from services.diagnosis.state import Active, NotStarted, OpenStep, Paused, State
from shared.errors import Problem
from tests.unit.diagnosis.examples import ANNA, BEN, LEAD, NO, NOW, START, STRANGER, TO_BEN, YES

MAX_STEPS = 4
COMMANDS = (
    "answer", "answer", "answer", "propose", "propose", "propose", "stale", "fail", "retry", "pause", "resume",
    "resolve", "abandon", "idle", "reopen", "rate", "link", "reassign",
)  # fmt: skip
ACTORS = (ANNA, ANNA, ANNA, BEN, LEAD, STRANGER)


@st.composite
def wishes(draw: st.DrawFn) -> tuple[str, int, bool]:
    """A kind of command, who asks, and one of two ways to say it."""
    return draw(st.sampled_from(COMMANDS)), draw(st.integers(0, len(ACTORS) - 1)), draw(st.booleans())


def command(kind: str, who: int, way: bool, state: State, number: int) -> SessionCommand:
    """That command, fitted to where the session stands."""
    case = None if isinstance(state, NotStarted) else state.case
    order, attempt, version = (case.order, case.attempt, case.version) if case else (0, 1, 0)
    user: dict[str, Any] = {"actor": ACTORS[who], "at": NOW + timedelta(minutes=number)}
    at = user["at"]
    step: dict[str, Any] = {"at": at, "step_id": UUID(int=1000 + number), "engine": "playbook"}
    question = Question(text="?", options=(YES, NO))
    suggestion = ResolutionSuggestion(summary="s", resolution_summary="r")
    result = ActionResult(success=way)
    open_step = state.phase if isinstance(state, Active) and isinstance(state.phase, OpenStep) else None
    said = {"selected_option": "yes"} if open_step and open_step.shape == "question" else {"action_result": result}
    makers: dict[str, SessionCommand] = {
        "answer": AnswerStep(**user, **said),
        "propose": ProposeStep(**step, order=order, attempt=attempt, proposal=question if way else suggestion),
        "stale": ProposeStep(**step, order=max(0, order - 1), attempt=attempt + way, proposal=question),
        "fail": FailStep(at=at, order=order, attempt=attempt, code="c", detail="d", retriable=way, engine="claude"),
        "retry": RetryStep(**user),
        "pause": PauseSession(**user),
        "resume": ResumeSession(**user),
        "resolve": ResolveSession(**user, resolution_summary="It works again."),
        "abandon": AbandonSession(**user),
        "idle": AbandonIdleSession(at=at, version=version - way),
        "reopen": ReopenSession(**user),
        "rate": RateSession(**user, rating=3),
        "link": LinkTicket(**user, psa_connection_id="cw", psa_ticket_id=str(way)),
        "reassign": ReassignSession(**user, to=TO_BEN),
    }
    return makers[kind]


def check(events: list[SessionEvent], state: State) -> None:
    """The rules that hold after every event."""
    assert not isinstance(state, NotStarted)
    assert state.case.version == len(events)
    proposed = [event for event in events if isinstance(event, StepProposed)]
    assert [step.order for step in proposed] == list(range(len(proposed)))
    reopened = sum(isinstance(event, SessionReopened) for event in events)
    assert len(proposed) <= MAX_STEPS * (1 + reopened)
    answered = {event.order for event in events if isinstance(event, StepAnswered)}
    if isinstance(state, Active | Paused) and isinstance(state.phase, OpenStep):
        assert state.phase.order == len(proposed) - 1
        assert state.phase.order not in answered
    assert all(0 <= step.confidence <= 1 for step in proposed)


@settings(max_examples=300, deadline=None)
@given(st.lists(wishes(), max_size=60))
def test_given_any_commands_then_the_rules_hold_and_refusals_change_nothing(asked: list[tuple[str, int, bool]]) -> None:
    start = START.model_copy(update={"max_steps": MAX_STEPS})
    events: list[SessionEvent] = list(SESSION.decide(start, SESSION.initial))
    for number, (kind, who, way) in enumerate(asked):
        state = SESSION.fold(events)
        wish = command(kind, who, way, state, number)
        try:
            new = list(SESSION.decide(wish, state))
        except Problem:
            continue
        assert len(new) <= 1
        assert ACTORS[who] is not STRANGER or not new or kind in ("propose", "stale", "fail", "idle")
        events += new
        check(events, SESSION.fold(events))
