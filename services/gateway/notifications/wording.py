"""How a notification reads, and where it leads: the same words in the app and in e-mail."""

from dataclasses import dataclass
from typing import assert_never
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

GENERAL = "General"


@dataclass(frozen=True, slots=True)
class Words:
    """What its reader sees. `link` is a path in the app."""

    title: str
    body: str
    link: str
    session_id: UUID | None = None


def words_of(kind: Kind, about: About) -> Words:
    """The words of what happened."""
    match about:
        case EscalationAbout():
            whom = "for your help" if kind == "escalation_to_me" else "your team for help"
            return _of_case(about.session_id, f"{about.by_name} asks {whom}", _case(about.case_title, about.reason))
        case ProposalAbout():
            what = "New flow" if about.proposal_type == "new_flow" else "Change of a flow"
            body = f"Domain: {about.problem_domain or GENERAL}. It waits for your review."
            return Words(f"{what} proposed: {about.title}", body, f"/review-queue?selected={about.proposal_id}")
        case FixAbout():
            body = _case(about.case_title, "say whether it holds.")
            return _of_case(about.session_id, f"A fix waits for its verification: {about.fix_title}", body)
        case PushAbout():
            title = f"A document did not get into ticket {about.ticket_id}"
            return _of_case(about.session_id, title, _case(about.case_title, about.error))
        case ConnectionAbout():
            title = f"Documents do not get into tickets of {about.name}"
            return Words(title, "See which, and try again.", "/settings/psa")
        case GapAbout():
            body = f"Domain: {about.problem_domain or GENERAL}. Severity: {about.severity}."
            return words_of_gap(about.gap_id, about.title, body)
        case _:
            assert_never(about)


def words_of_gap(gap: UUID, title: str, body: str = "") -> Words:
    """The words of a gap, which may be called otherwise later."""
    return Words(f"Knowledge gap: {title}", body, f"/knowledge-gaps/{gap}")


def _of_case(session: UUID, title: str, body: str) -> Words:
    return Words(title, body, f"/pilot/{session}", session)


def _case(title: str, said: str) -> str:
    return f"{title.rstrip(' .')}: {said}"
