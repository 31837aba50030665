"""People of an account, and what they may be told of."""

from datetime import UTC, datetime
from uuid import UUID

from services.gateway.auth.roles import Role
from services.gateway.notifications.events import (
    ConnectionAbout,
    EscalationAbout,
    FixAbout,
    GapAbout,
    NotificationRaised,
    ProposalAbout,
    PushAbout,
)
from services.gateway.notifications.people import Person

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ACCOUNT, SESSION = UUID(int=1), UUID(int=2)
DESK, FIELD = UUID(int=3), UUID(int=4)


def person(number: int, role: Role, team: UUID | None = DESK, *, active: bool = True) -> Person:
    """Somebody, by number."""
    return Person(UUID(int=number), f"Person {number}", f"person{number}@msp.example", role, team, active)


ANNA, BEN = person(11, "engineer"), person(12, "engineer")
LEAD, ADMIN = person(13, "team_admin"), person(14, "account_admin", None)
FAR, VERA = person(15, "engineer", FIELD), person(16, "viewer")
GONE, NOOR = person(17, "engineer", active=False), person(18, "operator", None)
EVERYBODY = (ANNA, BEN, LEAD, ADMIN, FAR, VERA, GONE, NOOR)

ESCALATION = EscalationAbout(
    session_id=SESSION, case_title="Outlook asks for the password", by_name="Anna", reason="Out of ideas", team_id=DESK
)
PROPOSAL = ProposalAbout(
    proposal_id=UUID(int=20), proposal_type="new_flow", title="Outlook keeps asking", problem_domain=None
)
FIX = FixAbout(
    session_id=SESSION, fix_id=UUID(int=21), case_title="Outlook", fix_title="Clear the token cache", pending_since=NOW
)
PUSH = PushAbout(session_id=SESSION, outcome=1, case_title="Outlook", ticket_id="4711", error="Closed")
CONNECTION = ConnectionAbout(connection_id=UUID(int=22), name="ConnectWise")
GAP = GapAbout(gap_id=UUID(int=23), title="Printers offline", severity="high", problem_domain="printing")


def raised(by: Person = BEN, about: EscalationAbout = ESCALATION) -> NotificationRaised:
    """Somebody is told of an escalation."""
    return NotificationRaised(user_id=by.id, kind="escalation_to_team", about=about, in_app=True, at=NOW)
