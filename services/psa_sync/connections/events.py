"""What happened to a connection with a PSA: the streams `connection-<id>`, sealed by the account's key.

Credentials are in none of them.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.log import Registry
from shared.message import Event, Message

ProviderName = Literal["connectwise", "autotask", "halopsa"]
NoteKind = Literal["internal", "resolution", "discussion"]
"""Where a note shows in the ticket. A discussion is read by the customer."""
PauseReason = Literal["unauthorized", "asked"]


class PushSettings(Message):
    """What is written to a ticket besides the note, and where the note goes. A status of None stays as it is."""

    note_kind: NoteKind = "internal"
    time_entry: bool = False
    status_on_resolve: str | None = None
    status_on_escalate: str | None = None


class ConnectionContent(Message):
    """A whole connection but for its keys. `company` is the PSA's name of the MSP, where the PSA has one.

    New tickets of the `watched_boards` are offered as drafts of cases.
    """

    provider: ProviderName
    name: str
    base_url: str
    company: str | None
    push: PushSettings
    watched_boards: tuple[str, ...] = ()


class Member(Message):
    """One of ours, as the PSA knows them. `how`: matched by e-mail, or set by hand."""

    user_id: UUID
    member_id: str
    member_name: str
    how: Literal["email", "manual"]


class ConnectionAdded(Event):
    """The account has a connection. `keys_id` names its keys, which are kept apart, sealed."""

    connection: ConnectionContent
    keys_id: UUID
    by: UUID
    at: datetime


class ConnectionChanged(Event):
    """The connection reads otherwise now."""

    connection: ConnectionContent
    by: UUID
    at: datetime


class CredentialsRotated(Event):
    """The connection signs in with the keys of that id from now on, and with no others."""

    keys_id: UUID
    by: UUID
    at: datetime


class ConnectionTested(Event):
    """The PSA was asked who we are. `code` says what was wrong; nothing that the PSA said is kept."""

    ok: bool
    code: str | None
    at: datetime


class MembersMapped(Event):
    """Who of ours is whom in the PSA, as a whole."""

    members: tuple[Member, ...]
    by: UUID | None
    at: datetime


class CallbacksRegistered(Event):
    """The PSA was told where to report changes; `callback_id` is its name of that."""

    callback_id: str
    by: UUID | None
    at: datetime


class ConnectionPaused(Event):
    """Nothing is asked of the PSA until somebody resumes; what is to be written waits."""

    reason: PauseReason
    by: UUID | None
    at: datetime


class ConnectionResumed(Event):
    """The PSA is asked again."""

    by: UUID
    at: datetime


class ConnectionRemoved(Event):
    """The connection is gone, its keys with it."""

    by: UUID
    at: datetime


ConnectionEvent = (
    ConnectionAdded
    | ConnectionChanged
    | CredentialsRotated
    | ConnectionTested
    | MembersMapped
    | CallbacksRegistered
    | ConnectionPaused
    | ConnectionResumed
    | ConnectionRemoved
)

CONNECTION_EVENTS: Registry[ConnectionEvent] = Registry(
    ConnectionAdded,
    ConnectionChanged,
    CredentialsRotated,
    ConnectionTested,
    MembersMapped,
    CallbacksRegistered,
    ConnectionPaused,
    ConnectionResumed,
    ConnectionRemoved,
)
