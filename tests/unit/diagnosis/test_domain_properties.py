"""Whatever is asked in whatever order, a session keeps its rules."""

from collections.abc import Iterable
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
from services.diagnosis.escalation.commands import Escalate, GainInsight, GiveBriefing, HandOver, PickUp, TakeBack
from services.diagnosis.escalation.events import (
    BriefingGiven,
    EscalationPickedUp,
    EscalationRequested,
    EscalationTakenBack,
    HandedOver,
)
from services.diagnosis.events import (
    ActionResult,
    SessionAbandoned,
    SessionEvent,
    SessionReopened,
    SessionResolved,
    StepAnswered,
    StepProposed,
)
from services.diagnosis.material.commands import (
    AddFact,
    RecordFixOutcome,
    RecordScript,
    RecordScriptResult,
    RemindOfFix,
    RetractFact,
    ReviseFact,
    SuggestFix,
)
from services.diagnosis.material.events import FixOutcome, FixOutcomeRecorded, FixSuggested
from services.diagnosis.material.fixes import FINAL
from services.diagnosis.material.state import Fix, Material
from services.diagnosis.ports import Action, Question, ResolutionSuggestion
from services.diagnosis.state import Active, NotStarted, Ongoing, OpenStep, State
from shared.errors import Problem
from shared.message import Actor
from tests.unit.diagnosis.examples import (
    ANNA,
    BEN,
    LEAD,
    NO,
    NOW,
    START,
    STRANGER,
    TEMPLATE,
    TO_BEN,
    TOLD,
    VERA,
    YES,
    script,
)

OUTCOMES: tuple[FixOutcome, ...] = (
    "applied_success", "applied_failed", "applied_partial", "applied_pending", "dismissed",
)  # fmt: skip
INSIGHT: dict[str, Any] = {"remaining_hypotheses": (), "suggested_next_steps": (), "steps_ruled_out": ()}
CLOSINGS = SessionResolved | SessionAbandoned | EscalationRequested | HandedOver
MAX_STEPS = 4
COMMANDS = (
    *["answer"] * 6, *["propose"] * 8, "stale", "fail", "retry", "pause", "resume", "resolve", "abandon", "idle",
    *["reopen"] * 6, "rate", "link", "reassign", "fact", "revise", "retract", "fix", "outcome", "remind", "script",
    "result", *["escalate"] * 3, *["pick_up"] * 6, *["briefing"] * 8, "take_back", "hand_over", "insight",
)  # fmt: skip
ACTORS = (None, None, None, None, ANNA, BEN, LEAD, VERA, STRANGER)
"""None is whoever owns the session."""
OWNERS = {person.user_id: person for person in (ANNA, BEN, LEAD)}
SYSTEM = ("propose", "stale", "fail", "idle", "remind", "briefing", "insight")


@st.composite
def wishes(draw: st.DrawFn) -> tuple[str, int, bool]:
    """A kind of command, who asks, and one of two ways to say it."""
    return draw(st.sampled_from(COMMANDS)), draw(st.integers(0, len(ACTORS) - 1)), draw(st.booleans())


def command(kind: str, who: Actor, way: bool, state: State, number: int) -> SessionCommand:
    """That command, fitted to where the session stands."""
    case = None if isinstance(state, NotStarted) else state.case
    order, attempt, version = (case.order, case.attempt, case.version) if case else (0, 1, 0)
    user: dict[str, Any] = {"actor": who, "at": NOW + timedelta(minutes=number)}
    at = user["at"]
    material, outcomes = (case.material, case.outcomes) if case else (Material(), 0)
    fix = material.fixes.get(latest(material.fixes), Fix(None))
    made: dict[str, Any] = script().model_dump(exclude={"by", "at", "step_id", "generation_id"})
    step: dict[str, Any] = {"at": at, "step_id": UUID(int=1000 + number), "engine": "playbook"}
    proposals = {True: Question(text="?", options=(YES, NO)), False: Action(text="!", template_id=TEMPLATE)}
    question = proposals[number % 3 != 0]
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
        "fact": AddFact(**user, fact_id=UUID(int=2000 + number), text="It is so."),
        "revise": ReviseFact(**user, fact_id=latest(material.facts), text=f"It is so {way}."),
        "retract": RetractFact(**user, fact_id=latest(material.facts)),
        "fix": SuggestFix(**user, fix_id=UUID(int=3000 + number), title="An idea", description="Do it."),
        "outcome": RecordFixOutcome(**user, fix_id=latest(material.fixes), outcome=OUTCOMES[number % 5], notes="so"),
        "remind": RemindOfFix(at=at, fix_id=latest(material.fixes), pending_since=fix.pending_since or at, number=1),
        "script": RecordScript(**user, **made, generation_id=UUID(int=4000 + number)),
        "result": RecordScriptResult(**user, generation_id=latest(material.scripts), success=way),
        "escalate": Escalate(**user, reason="I am stuck.", to=TO_BEN if way else None),
        "pick_up": PickUp(**user, mode="fresh" if way else "continue", additional_context="look"),
        "briefing": GiveBriefing(at=at, outcome=outcomes, order=order, step_id=UUID(int=1000 + number), content=TOLD),
        "take_back": TakeBack(**user),
        "hand_over": HandOver(**user, recipient="Brother"),
        "insight": GainInsight(at=at, outcome=outcomes, **INSIGHT, engine="playbook"),
    }
    return makers[kind]


def actor(who: int, state: State) -> Actor:
    """Who asks."""
    owner = ANNA if isinstance(state, NotStarted) else OWNERS[state.case.owner_id]
    return ACTORS[who] or owner


def latest(known: Iterable[UUID]) -> UUID:
    """The id that came last, or one that is not there."""
    return next(reversed(list(known)), UUID(int=9))


def check(events: list[SessionEvent], state: State) -> None:
    """The rules that hold after every event."""
    assert not isinstance(state, NotStarted)
    assert state.case.version == len(events)
    steps = [event for event in events if isinstance(event, StepProposed | BriefingGiven)]
    assert [step.order for step in steps] == list(range(len(steps)))
    proposed = [step for step in steps if isinstance(step, StepProposed)]
    granted = sum(isinstance(event, SessionReopened | EscalationPickedUp) for event in events)
    assert len(proposed) <= MAX_STEPS * (1 + granted)
    answered = {event.order for event in events if isinstance(event, StepAnswered)}
    if isinstance(state, Ongoing) and isinstance(state.phase, OpenStep):
        assert state.phase.order == len(steps) - 1
        assert state.phase.order not in answered
    assert all(0 <= step.confidence <= 1 for step in proposed)
    check_fixes(events, state.case.material)
    check_closings(events)


def check_fixes(events: list[SessionEvent], material: Material) -> None:
    """The last one suggested is active; only the active one is decided, and for good once."""
    active, final = None, set()
    for event in events:
        if isinstance(event, FixSuggested):
            assert event.supersedes == active
            active = event.fix_id
        elif isinstance(event, FixOutcomeRecorded):
            assert event.fix_id == active
            assert event.fix_id not in final
            final |= {event.fix_id} if event.outcome in FINAL else set()
    assert material.active_fix == active


def check_closings(events: list[SessionEvent]) -> None:
    """Closings count from one without a gap; each escalation is picked up, taken back or handed over at most once."""
    closings = [event.outcome for event in events if isinstance(event, CLOSINGS)]
    assert closings == list(range(1, len(closings) + 1))
    waiting = False
    for event in events:
        if isinstance(event, EscalationRequested):
            waiting = True
        elif isinstance(event, EscalationPickedUp | EscalationTakenBack | HandedOver):
            assert waiting
            waiting = False


@settings(max_examples=300, deadline=None)
@given(st.lists(wishes(), min_size=30, max_size=60))
def test_given_any_commands_then_the_rules_hold_and_refusals_change_nothing(asked: list[tuple[str, int, bool]]) -> None:
    start = START.model_copy(update={"max_steps": MAX_STEPS})
    events: list[SessionEvent] = list(SESSION.decide(start, SESSION.initial))
    for number, (kind, who, way) in enumerate(asked):
        state = SESSION.fold(events)
        asking = actor(who, state)
        wish = command(kind, asking, way, state, number)
        try:
            new = list(SESSION.decide(wish, state))
        except Problem:
            continue
        assert len(new) <= 3
        assert asking not in (STRANGER, VERA) or not new or kind in SYSTEM
        events += new
        check(events, SESSION.fold(events))
