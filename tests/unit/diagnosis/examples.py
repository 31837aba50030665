"""Named examples of a session's events, commands and people."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from services.diagnosis.commands import Assignee, StartSession
from services.diagnosis.domain import SESSION
from services.diagnosis.events import (
    FlowGuide,
    Intake,
    NearFlow,
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
from shared.message import Actor
from shared.testing.decider_spec import DeciderSpec

SPEC = DeciderSpec(SESSION)

ACCOUNT = UUID(int=1)
OTHER_ACCOUNT = UUID(int=2)
TEAM = UUID(int=3)
ANNA_ID, BEN_ID, LEAD_ID = UUID(int=11), UUID(int=12), UUID(int=13)
STEP = UUID(int=100)
SUGGESTION = UUID(int=101)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)

ANNA = Actor(account_id=ACCOUNT, user_id=ANNA_ID, name="Anna", role="engineer", team_id=TEAM)
BEN = Actor(account_id=ACCOUNT, user_id=BEN_ID, name="Ben", role="engineer", team_id=TEAM)
LEAD = Actor(account_id=ACCOUNT, user_id=LEAD_ID, name="Lea", role="team_admin", team_id=TEAM)
STRANGER = Actor(account_id=OTHER_ACCOUNT, user_id=ANNA_ID, name="Mal", role="account_admin")
TO_BEN = Assignee(user_id=BEN_ID, name="Ben", role="engineer", team_id=TEAM, active=True)

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
