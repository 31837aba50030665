"""Documents on their way into tickets, as they are asked for and answered."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from services.gateway.params import RequestBody
from services.gateway.routes.psa_connection_models import NoteKind

PushStatus = Literal["pending", "succeeded", "failed", "abandoned"]


class PushNote(RequestBody):
    """Where the note goes in the ticket; null: where the connection says. A discussion is read by the customer.

    So may a resolution be, as the PSA is set up.
    """

    note_kind: NoteKind | None = None


class Push(BaseModel):
    """A closing document on its way into the ticket.

    `failed` is tried again at `next_try_at`, or when the connection is resumed; `abandoned` only when somebody asks.
    `note_id` of one that failed: the note stands there, and the rest does not. `found`: the note stood there already,
    written by a try that did not hear so.
    """

    id: str
    outcome: int
    kind: Literal["resolution_note", "escalation_package"]
    connection_id: UUID
    ticket_id: str
    ticket_ref: str | None
    note_kind: NoteKind
    ticket_status: str | None
    """What the ticket's status is set to; null: it stays as it is."""
    status: PushStatus
    attempts: int
    last_error: str | None
    last_error_code: str | None
    next_try_at: datetime | None
    note_id: str | None
    time_entry_id: str | None
    status_set: bool
    found: bool
    warning: str | None
    """What of the time and the status the PSA refused, though the note stands."""
    late_duplicates: list[str]
    """Ids of notes that the PSA wrote later than it ever should: remove all but one there."""
    member_warning: str | None
    requested_at: datetime
    updated_at: datetime
    version: int


class PushItem(Push):
    """A push in a list across sessions."""

    session_id: UUID
    title: str | None
    user_id: UUID | None
    user_name: str | None
