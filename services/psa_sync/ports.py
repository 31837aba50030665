"""What the service needs from outside: a PSA, whichever it is.

PsaFailed
├── NotDone          it certainly did not happen
│   ├── Unauthorized     the keys are not accepted: the connection pauses
│   ├── Refused          asked as it was, it will never happen
│   ├── Busy             too much was asked; not before `retry_after`
│   └── Away             no connection came about, or the PSA says that it is down
└── Unclear          it may have happened, or may still: a timeout, a broken connection, a server's error
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from services.psa_sync.connections.events import ConnectionContent, NoteKind
from services.psa_sync.pushes.events import WorkTime
from services.psa_sync.tickets.events import TicketContext, TicketSeen

ERROR_CHARS = 200


class PsaFailed(Exception):
    """A PSA did not do what it was asked. `code` is for programs, `detail` for people: at most 200 characters.

    `detail` never holds credentials or what we sent.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail[:ERROR_CHARS]


class NotDone(PsaFailed):
    """What was asked certainly did not happen."""


class Unauthorized(NotDone):
    """The PSA does not accept our keys."""


class Refused(NotDone):
    """The PSA understood and will not: not found, forbidden, not valid, in conflict with what is there."""


class Busy(NotDone):
    """The PSA wants to be asked less. `retry_after` is None where it did not say when."""

    def __init__(self, code: str, detail: str, retry_after: timedelta | None = None) -> None:
        super().__init__(code, detail)
        self.retry_after = retry_after


class Away(NotDone):
    """The PSA could not be reached at all."""


class Unclear(PsaFailed):
    """What was asked may have happened, or may yet happen."""


@dataclass(frozen=True, slots=True)
class TicketSearch:
    """Which tickets are sought; `page` counts from 1. What is None or empty is not asked."""

    text: str | None = None
    board: str | None = None
    open_only: bool = True
    page: int = 1
    page_size: int = 25


@dataclass(frozen=True, slots=True)
class TicketPage:
    """Tickets that were found, the most recently changed first."""

    tickets: tuple[TicketSeen, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note to write. `text` ends with `marker`. `member_id`: in whose name, None: in that of the keys."""

    text: str
    kind: NoteKind
    marker: str
    member_id: str | None


@dataclass(frozen=True, slots=True)
class NewTimeEntry:
    """Time to book on the ticket; the marker goes where the customer does not read it."""

    time: WorkTime
    summary: str
    marker: str
    member_id: str | None


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note that holds the marker that was looked for.

    `whole`: it ends with it, so it is the note itself. Else it quotes the note, or the PSA has put something below it:
    either way the note was written.
    """

    id: str
    at: datetime | None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class PsaMember:
    """Somebody who works in the PSA."""

    id: str
    name: str
    email: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class Board:
    """A board (queue, team) with the names of the statuses that its tickets can have; none where it did not tell."""

    name: str
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What a PSA says of itself when the keys are right."""

    product: str


class Provider(Protocol):
    """One connection with a PSA. Every method may raise any `PsaFailed`; none retries what might have happened."""

    async def test(self) -> About:
        """Find out whether the keys work."""
        ...

    async def search(self, wanted: TicketSearch) -> TicketPage:
        """Tickets that match; a text that is a number also finds the ticket of that number."""
        ...

    async def ticket(self, ticket_id: str) -> TicketSeen:
        """One ticket. Raises Refused with the code `not_found`."""
        ...

    async def context(self, ticket_id: str) -> TicketContext:
        """One ticket with everything around it; parts that the keys may not read are left out."""
        ...

    async def boards(self) -> tuple[Board, ...]:
        """The boards that tickets are on, each with its statuses."""
        ...

    async def members(self) -> tuple[PsaMember, ...]:
        """Everybody who works in the PSA."""
        ...

    async def find_notes(self, ticket_id: str, marker: str) -> tuple[FoundNote, ...]:
        """The notes of the ticket that end with the marker, the oldest first; one that only quotes it is another's."""
        ...

    async def add_note(self, ticket_id: str, note: NewNote) -> str:
        """Write a note; its id."""
        ...

    async def find_time_entries(self, ticket_id: str, marker: str) -> tuple[str, ...]:
        """The ids of the ticket's time entries that end with the marker, the oldest first."""
        ...

    async def add_time_entry(self, ticket_id: str, entry: NewTimeEntry) -> str:
        """Book time; the entry's id."""
        ...

    async def set_status(self, ticket_id: str, status: str) -> bool:
        """Give the ticket a status by its name; False where it had it. Raises Refused where there is no such status."""
        ...

    async def register_callbacks(self, url: str) -> str:
        """Have changes of tickets reported to the address, once: what is registered already is kept. Its id."""
        ...

    async def unregister_callbacks(self, callback_id: str) -> None:
        """Have them reported no more."""
        ...


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a connection signs in with. Which of them a provider needs: see its adapter. Shown to nobody."""

    values: dict[str, str]

    def __repr__(self) -> str:
        """Not the values."""
        return "Credentials(...)"


MakeProvider = Callable[[ConnectionContent, Credentials], Provider]
"""Makes the provider of a connection; one for each kind of PSA."""


class NoConnection(Exception):
    """There is no such connection, or none, or several and none was named. `code`: no_connection, paused, removed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection that may be used now."""

    id: UUID
    account: UUID
    content: ConnectionContent
    provider: Provider
    members: dict[UUID, str]
    """Our users' ids → the PSA's members."""


class Connections(Protocol):
    """The connections of all accounts."""

    async def open(self, account: UUID, connection: UUID | None) -> Opened:
        """That connection, or the account's only one. Raises NoConnection."""
        ...

    async def pause(self, account: UUID, connection: UUID) -> bool:
        """Note that the PSA does not accept the keys any more; False where it does accept those of now."""
        ...


class Outbound(Protocol):
    """Sends HTTP requests to addresses that others chose, and to nobody inside. See `adapters/outbound.py`."""

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: dict[str, str] | None = None,
        content: bytes | None = None,
        params: dict[str, Any] | None = None,
        timeout_seconds: float | None = None,
    ) -> "Reply":
        """The reply, of at most so many bytes as are allowed. Raises Blocked, NotConnected, NoReply."""
        ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. Header names are in lower case."""

    status: int
    headers: dict[str, str]
    content: bytes
    too_long: bool = False


class Blocked(Exception):
    """The address is not one that may be called; `code` says why. Nothing was sent."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


CheckAddress = Callable[[str], None]
"""Raises Blocked for an address that would not be called."""


class NotConnected(Exception):
    """No connection came about: nothing was sent."""


class NoReply(Exception):
    """The request was sent, at least in part, and no whole reply came."""
