"""Named examples that documentation's tests share."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from services.documentation.incoming import (
    SessionAbandoned,
    SessionReopened,
    SessionResolved,
    SessionStarted,
    StepAnswered,
    StepProposed,
)

ENGINEER = UUID(int=901)
STARTED_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
WRITTEN_AT = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)


def at(minutes: float) -> datetime:
    """So many minutes after the start."""
    return STARTED_AT + timedelta(minutes=minutes)


def started(**changes: Any) -> SessionStarted:
    """A text case about a VPN."""
    fields: dict[str, Any] = {
        "owner_id": ENGINEER,
        "owner_name": "Sam Rivera",
        "symptoms": (),
        "ticket_context": None,
        "no_model": False,
        "redactions": (),
        "summary": "VPN drops every 20 minutes",
        "domain": "networking",
        "intake": {"text": "VPN drops every 20 minutes for home office users."},
        "started_at": STARTED_AT,
    }
    return SessionStarted.model_validate(fields | changes)


def proposed(number: int, text: str, step_type: str = "question") -> StepProposed:
    """A step by its number."""
    return StepProposed.model_validate(
        {"step_id": UUID(int=number), "step_type": step_type, "content": {"type": "question", "text": text}}
    )


def answered(number: int, **answer: Any) -> StepAnswered:
    """The answer to the step of that number."""
    return StepAnswered.model_validate({"step_id": UUID(int=number), **answer})


def resolved(minutes: float = 65, outcome: int = 1, summary: str = "Caused by a NAT timeout.") -> SessionResolved:
    """The closing so many minutes after the start."""
    return SessionResolved(outcome=outcome, resolution_summary=summary, resolution_action=None, at=at(minutes))


def abandoned(outcome: int = 1) -> SessionAbandoned:
    """A closing without a result."""
    return SessionAbandoned(outcome=outcome, at=at(90))


REOPENED = SessionReopened()
