"""What diagnosis reads of other services' events: only the fields that it uses."""

from typing import Any, Literal
from uuid import UUID

from shared.message import Incoming


class Log(Incoming):
    """A pasted log, by what a model sees of it."""

    excerpt: str


class Picture(Incoming):
    """A screenshot, by its blob."""

    blob: str
    media_type: str


class ClientPolicy(Incoming):
    """What the client company allows."""

    no_model: bool = False
    redactions: tuple[str, ...] = ()


class CaseReceived(Incoming):
    """An engineer described a problem."""

    text: str | None
    log: Log | None
    screenshots: tuple[Picture, ...]
    client_policy: ClientPolicy
    owner_id: UUID
    owner_name: str
    team_id: UUID | None


class CaseClassified(Incoming):
    """What the problem is, in short."""

    summary: str
    domain: str
    symptoms: tuple[str, ...]
    urgency: str
    ticket_context: dict[str, Any] | None


class MatchedFlow(Incoming):
    """The flow that fits best."""

    id: UUID
    name: str
    version: int
    tree: dict[str, Any]


class Candidate(Incoming):
    """A flow that was looked at."""

    flow_id: UUID
    flow_version: int
    name: str
    domain: str = "other"
    score: float


class FlowsMatched(Incoming):
    """The case was compared with the library."""

    decision: Literal["none", "guide", "guided"]
    flow: MatchedFlow | None
    score: float | None
    candidates: tuple[Candidate, ...]


class FlowPublished(Incoming):
    """A version of a flow that sessions may use."""

    flow_version: int
    name: str
    tree_structure: dict[str, Any]


class TicketContextLoaded(Incoming):
    """What the ticket system knows of the case's ticket."""

    connection_id: UUID
    ticket_id: str
    context: dict[str, Any]


class TicketContextUnavailable(Incoming):
    """The ticket system did not tell."""

    ticket_id: str


class TicketChanged(Incoming):
    """The ticket reads otherwise now, or was written in."""

    ticket: dict[str, Any]
    new_notes: tuple[dict[str, Any], ...]


class TicketClosed(Incoming):
    """The ticket was closed."""

    ticket: dict[str, Any]
