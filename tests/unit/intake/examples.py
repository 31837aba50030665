"""Named examples that intake's tests share."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.intake.commands import ClassifyCase, StartCase
from services.intake.domain import Limits
from services.intake.events import CaseClassified, CaseReceived, ClientPolicy, Log, Screenshot, Ticket

ACCOUNT = UUID(int=1)
OWNER = UUID(int=2)
SESSION = UUID(int=3)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LIMITS = Limits(text_bytes=100, screenshots=2)

TICKET = Ticket(psa_connection_id="11111111-1111-1111-1111-111111111111", psa_ticket_id="4711")
LOG = Log(blob="ab" * 32, bytes=5000, lines=80, excerpt="ERROR Netlogon 5719")
SCREENSHOT = Screenshot(blob="cd" * 32, media_type="image/png", width=800, height=600, bytes=9000)


def start_case(**changes: Any) -> StartCase:
    """A plain text case."""
    fields: dict[str, Any] = {
        "intake_type": "free_text",
        "text": "Outlook keeps asking for the password",
        "log": None,
        "screenshots": [],
        "ticket": None,
        "client_id": None,
        "client_policy": ClientPolicy(),
        "owner_id": OWNER,
        "owner_name": "Erin",
        "team_id": None,
        "at": NOW,
    }
    return StartCase(**(fields | changes))


def case_received(**changes: Any) -> CaseReceived:
    """What follows from `start_case` with the same changes."""
    fields = dict(start_case(**changes))
    return CaseReceived(**{name: value for name, value in fields.items() if name != "at"}, received_at=fields["at"])


def classify_case(**changes: Any) -> ClassifyCase:
    """A plain classification."""
    return ClassifyCase(**dict(case_classified(**changes)))


def case_classified(**changes: Any) -> CaseClassified:
    """What follows from `classify_case` with the same changes."""
    fields: dict[str, Any] = {
        "summary": "Outlook keeps asking for the password",
        "domain": "email",
        "symptoms": ["password prompt"],
        "urgency": "medium",
        "engine": "playbook",
        "fallback": False,
        "psa_context_status": None,
        "ticket_context": None,
        "usage": None,
        "prompt_version": None,
    }
    return CaseClassified(**(fields | changes))
