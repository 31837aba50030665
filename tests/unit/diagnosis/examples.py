"""Named examples of a session's events, commands and people."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from services.diagnosis.commands import StartSession
from services.diagnosis.commands_base import Assignee
from services.diagnosis.domain import SESSION
from services.diagnosis.escalation.events import (
    BriefingContent,
    BriefingGiven,
    EscalationPickedUp,
    EscalationRequested,
    EscalationTakenBack,
    HandedOver,
)
from services.diagnosis.events import (
    ActionContent,
    FlowGuide,
    Intake,
    Option,
    QuestionContent,
    SessionAbandoned,
    SessionEvent,
    SessionPaused,
    SessionReopened,
    SessionResolved,
    SessionStarted,
    StepAnswered,
    StepFailed,
    StepProposed,
    SuggestionContent,
)
from services.diagnosis.material.events import (
    FactRecorded,
    FixOutcome,
    FixOutcomeRecorded,
    FixSuggested,
    ScriptGenerated,
)
from services.diagnosis.near import NearFlow
from shared.message import Actor
from shared.testing.decider_spec import DeciderSpec

SPEC = DeciderSpec(SESSION)

ACCOUNT = UUID(int=1)
OTHER_ACCOUNT = UUID(int=2)
TEAM = UUID(int=3)
OTHER_TEAM = UUID(int=4)
ANNA_ID, BEN_ID, LEAD_ID, CARL_ID, VERA_ID = UUID(int=11), UUID(int=12), UUID(int=13), UUID(int=14), UUID(int=15)
STEP = UUID(int=100)
SUGGESTION = UUID(int=101)
BRIEFING = UUID(int=102)
FACT = UUID(int=200)
FIX, OTHER_FIX = UUID(int=210), UUID(int=211)
SCRIPT, TEMPLATE = UUID(int=220), UUID(int=221)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)

ANNA = Actor(account_id=ACCOUNT, user_id=ANNA_ID, name="Anna", role="engineer", team_id=TEAM)
BEN = Actor(account_id=ACCOUNT, user_id=BEN_ID, name="Ben", role="engineer", team_id=TEAM)
LEAD = Actor(account_id=ACCOUNT, user_id=LEAD_ID, name="Lea", role="team_admin", team_id=TEAM)
CARL = Actor(account_id=ACCOUNT, user_id=CARL_ID, name="Carl", role="engineer", team_id=OTHER_TEAM)
VERA = Actor(account_id=ACCOUNT, user_id=VERA_ID, name="Vera", role="viewer", team_id=TEAM)
STRANGER = Actor(account_id=OTHER_ACCOUNT, user_id=ANNA_ID, name="Mal", role="account_admin")
TO_BEN = Assignee(user_id=BEN_ID, name="Ben", role="engineer", team_id=TEAM, active=True)
TO_CARL = Assignee(user_id=CARL_ID, name="Carl", role="engineer", team_id=OTHER_TEAM, active=True)

YES = Option(label="Yes", value="yes")
NO = Option(label="No", value="no")

TREE: dict[str, Any] = {
    "id": "root",
    "type": "decision",
    "question": "Does it ping?",
    "options": [
        {"id": "yes", "label": "Yes", "next_node_id": "s"},
        {"id": "no", "label": "No", "next_node_id": "s"},
    ],
    "children": [{"id": "s", "type": "solution", "title": "Done", "description": "Cause: a. Fix: b."}],
}
FLOW = FlowGuide(id=UUID(int=50), name="Printer offline", version=3, score=0.92, tree=TREE)
NEAR = NearFlow(flow_id=UUID(int=51), flow_version=2, name="Spooler stuck", score=0.41)

START = StartSession(
    at=NOW,
    account_id=ACCOUNT,
    owner_id=ANNA_ID,
    owner_name="Anna",
    team_id=TEAM,
    summary="Printer on floor 2 prints nothing",
    domain="printing",
    symptoms=("nothing prints",),
    urgency="medium",
    intake=Intake(text="The printer on floor 2 prints nothing", log_excerpt=None, screenshots=()),
    ticket_context=None,
    no_model=False,
    redactions=(),
    flow=None,
    guided=False,
    nearest=(NEAR,),
    max_steps=30,
)


def started(**changes: Any) -> SessionStarted:
    """The session of `START` began."""
    facts = START.model_dump(exclude={"at", "guided"})
    return SessionStarted(**{**facts, "confidence": 0.0, "tier": "discovery", "started_at": NOW, **changes})


def asked(order: int = 0, step_id: UUID = STEP, attempt: int = 1, **changes: Any) -> StepProposed:
    """A question with Yes and No is open."""
    facts: dict[str, Any] = {
        "step_id": step_id,
        "order": order,
        "attempt": attempt,
        "shape": "question",
        "step_type": "question",
        "content": QuestionContent(text="Does it ping?"),
        "context_message": "It tells the network from the device.",
        "options": (YES, NO),
        "allow_free_text": True,
        "allow_skip": True,
        "confidence": 0.3,
        "tier": "discovery",
        "engine": "playbook",
        "reasoning": None,
        "node_id": "root",
        "usage": None,
        "prompt_version": None,
        "prompt_blob": None,
        "proposed_at": NOW,
    }
    return StepProposed(**{**facts, **changes})


def suggested(order: int = 0, step_id: UUID = SUGGESTION, **changes: Any) -> StepProposed:
    """A resolution is suggested."""
    content = SuggestionContent(
        text="It prints", resolution_summary="Caused by: a. Fixed by: b.", follow_up_recommendations=()
    )
    facts = {"shape": "resolution_suggestion", "step_type": "action", "content": content, "options": ()}
    return asked(order, step_id, **{**facts, "allow_free_text": False, "allow_skip": False, **changes})


def answered(order: int = 0, step_id: UUID = STEP, **changes: Any) -> StepAnswered:
    """Anna chose Yes."""
    facts: dict[str, Any] = {
        "step_id": step_id,
        "order": order,
        "selected_option": "yes",
        "selected_label": "Yes",
        "free_text": None,
        "was_free_text": False,
        "was_skipped": False,
        "action_result": None,
        "answered_by": ANNA_ID,
        "answered_at": LATER,
    }
    return StepAnswered(**{**facts, **changes})


def failed(order: int = 0, attempt: int = 1, *, retriable: bool = True) -> StepFailed:
    """The engine gave nothing usable."""
    return StepFailed(
        order=order,
        attempt=attempt,
        code="model_answer_invalid",
        detail="The model's answer could not be used.",
        retriable=retriable,
        engine="claude",
        usage=None,
        failed_at=NOW,
    )


PAUSED = SessionPaused(by=ANNA_ID, at=NOW)
REOPENED = SessionReopened(by=ANNA_ID, at=LATER)
ABANDONED = SessionAbandoned(outcome=1, by=ANNA_ID, reason="owner", at=NOW)
RESOLVED = SessionResolved(
    outcome=1,
    resolution_summary="Replaced the patch cable.",
    resolution_action=None,
    rating=None,
    feedback=None,
    by=ANNA_ID,
    at=NOW,
)

OPEN: tuple[SessionEvent, ...] = (started(), asked())
AWAITING: tuple[SessionEvent, ...] = (started(),)
FAILED: tuple[SessionEvent, ...] = (started(), failed())
SUGGESTED: tuple[SessionEvent, ...] = (started(), suggested())


def action(order: int = 0, step_id: UUID = STEP, template_id: UUID | None = TEMPLATE, **changes: Any) -> StepProposed:
    """An action that is done with a script is open."""
    content = ActionContent(
        text="Run it",
        action_type="script_generation" if template_id else "instruction",
        expected_outcome=None,
        template_id=template_id,
        pre_filled_params=None,
        instructions=None,
    )
    return asked(
        order, step_id, **{"shape": "action", "step_type": "action", "content": content, "options": (), **changes}
    )


def fact(fact_id: UUID = FACT, **changes: Any) -> FactRecorded:
    """Anna knows something."""
    told: dict[str, Any] = {"text": "Only floor 2.", "source_type": "engineer", "source_summary": None, "step_id": None}
    return FactRecorded(**{"fact_id": fact_id, **told, "by": ANNA_ID, "at": NOW, **changes})


def fix(fix_id: UUID = FIX, **changes: Any) -> FixSuggested:
    """Anna has an idea."""
    idea: dict[str, Any] = {"title": "New cable", "description": "Replace the patch cable.", "confidence_pct": 50}
    rest: dict[str, Any] = {"script": None, "step_id": None, "supersedes": None, "by": ANNA_ID, "at": NOW}
    return FixSuggested(**{"fix_id": fix_id, **idea, **rest, **changes})


def turned_out(outcome: FixOutcome, notes: str | None = None, fix_id: UUID = FIX, **changes: Any) -> FixOutcomeRecorded:
    """Anna says how the fix turned out."""
    return FixOutcomeRecorded(
        **{"fix_id": fix_id, "outcome": outcome, "notes": notes, "by": ANNA_ID, "at": NOW, **changes}
    )


def script(generation_id: UUID = SCRIPT, **changes: Any) -> ScriptGenerated:
    """Anna was handed a script."""
    made: dict[str, Any] = {
        "template_id": TEMPLATE,
        "template_version": 2,
        "template_name": "Restart a service",
        "template_slug": "restart-service",
        "shell": "powershell",
        "parameters_used": {"name": "Spooler", "password": "[redacted]"},
        "step_id": None,
        "fix_id": None,
    }
    return ScriptGenerated(**{"generation_id": generation_id, **made, "by": ANNA_ID, "at": NOW, **changes})


def escalation(outcome: int = 1, **changes: Any) -> EscalationRequested:
    """Anna asks for somebody of her team."""
    asked_for: dict[str, Any] = {"to_id": None, "to_name": None, "team_id": TEAM, "confidence": 0.3}
    asking: dict[str, Any] = {"reason": "I am stuck with it.", "by": ANNA_ID, "by_name": "Anna", "at": NOW}
    return EscalationRequested(**{"outcome": outcome, **asked_for, **asking, **changes})


def picked_up(outcome: int = 1, **changes: Any) -> EscalationPickedUp:
    """Ben has it now."""
    taker: dict[str, Any] = {"from_id": ANNA_ID, "by": BEN_ID, "by_name": "Ben", "team_id": TEAM, "at": LATER}
    way: dict[str, Any] = {"mode": "continue", "additional_context": None}
    return EscalationPickedUp(**{"outcome": outcome, **taker, **way, **changes})


def briefed(order: int = 1, outcome: int = 1) -> BriefingGiven:
    """Ben was told what was tried."""
    return BriefingGiven(step_id=BRIEFING, order=order, outcome=outcome, content=TOLD, nearest=(), at=LATER)


TOLD = BriefingContent(
    text="Escalation briefing — here's what was tried before you.",
    escalated_by="Anna",
    escalation_reason="I am stuck with it.",
    problem="Printer on floor 2 prints nothing",
    steps=("1. Does it ping? — Yes",),
    remaining_hypotheses=(),
    suggested_next_steps=(),
    steps_ruled_out=(),
    additional_context=None,
)
TAKEN_BACK = EscalationTakenBack(by=ANNA_ID, at=LATER)
HANDED_OVER = HandedOver(outcome=2, recipient="Brother", notes=None, by=ANNA_ID, at=LATER)
WORKED: tuple[SessionEvent, ...] = (*OPEN, fact(), fix(), script())
