"""Who is told of what. Pure: what happened and the account's people come in, who is told goes out.

Nobody is told of what they did themselves, and nobody who may not sign in is told anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.gateway.notifications.events import (
    About,
    ConnectionAbout,
    EscalationAbout,
    FixAbout,
    GapAbout,
    ProposalAbout,
    PushAbout,
)
from services.gateway.notifications.kinds import Kind
from services.gateway.notifications.people import Person

ADMIN = "account_admin"


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody is to be told. `subject` is the thing: of one thing a person has one notification that is unread."""

    user: UUID
    kind: Kind
    subject: str
    about: About


def escalation_subject(session: UUID, outcome: int) -> str:
    """A session's escalation: the next one is another thing."""
    return f"{session}-{outcome}"


def of_escalation(
    about: EscalationAbout, outcome: int, to: UUID | None, by: UUID, people: Sequence[Person]
) -> list[Notice]:
    """The engineer who is named; else the session's team; without a team, any engineer."""
    subject = escalation_subject(about.session_id, outcome)
    if to is not None:
        return _told("escalation_to_me", subject, about, (one for one in people if one.id == to), by)
    asked = [one for one in people if about.team_id in (None, one.team)]
    return _told("escalation_to_team", subject, about, asked, by)


def of_proposal(about: ProposalAbout, people: Sequence[Person]) -> list[Notice]:
    """Who reviews proposals."""
    return _told("proposal_pending", about.proposal_id, about, people)


def of_waiting_fix(about: FixAbout, owner: UUID, people: Sequence[Person]) -> list[Notice]:
    """Whose session it is."""
    return _told("fix_waiting", about.fix_id, about, (one for one in people if one.id == owner))


def of_failed_push(
    about: PushAbout, connection: ConnectionAbout, owner: UUID, people: Sequence[Person]
) -> list[Notice]:
    """Whose session it is, of each; the administrators, of the connection: a storm of failures is one thing to them."""
    owners = [one for one in people if one.id == owner]
    admins = [one for one in people if one.role == ADMIN and one.id != owner]
    return [
        *_told("push_failed", f"{about.session_id}-{about.outcome}", about, owners),
        *_told("push_failed", connection.connection_id, connection, admins),
    ]


def of_gap(about: GapAbout, people: Sequence[Person]) -> list[Notice]:
    """Who looks after the flow library."""
    return _told("gap_found", about.gap_id, about, people)


def still_concerns(kind: Kind, about: About, person: Person | None) -> bool:
    """Whether somebody who was told would still be: roles, teams and access change."""
    if person is None or not person.may_hear(kind):
        return False
    if kind == "escalation_to_team" and isinstance(about, EscalationAbout):
        return about.team_id in (None, person.team)
    return not isinstance(about, ConnectionAbout) or person.role == ADMIN


def _told(
    kind: Kind, subject: UUID | str, about: About, people: Iterable[Person], by: UUID | None = None
) -> list[Notice]:
    return [Notice(one.id, kind, str(subject), about) for one in people if one.id != by and one.may_hear(kind)]
