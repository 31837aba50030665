"""What the bridge needs from outside: whose a callback is, and what is to be read again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.psa_sync.bridge.notices import Notice
from services.psa_sync.connections.events import ProviderName


@dataclass(frozen=True, slots=True)
class Peer:
    """A connection as its callbacks see it. `secrets` are what they are signed with, where we chose that."""

    connection: UUID
    account: UUID
    provider: ProviderName
    base_url: str
    watching: bool
    secrets: Mapping[str, str]

    def __repr__(self) -> str:
        """Not the secrets."""
        return f"Peer({self.connection})"


class Peers(Protocol):
    """The connections that callbacks may come from."""

    async def find(self, connection: UUID) -> Peer | None:
        """The connection; None where there is none any more."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """A ticket to be read again.

    `asked` counts what asked for it, `changed_at` is the ticket's own time told of; `offered`: it was, as a case.
    `theirs_at` is when it was last read with a status that we had not given it.
    """

    connection: UUID
    ticket: str
    account: UUID
    asked: int
    added: bool
    changed_at: datetime | None
    offered: bool
    theirs_at: datetime | None
    tries: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a read. The ticket's own time is `seen_to`, known for sure up to `read_to`; None: it was not read.

    `offered`: it is, as a case. `theirs_at` is when the read began, if it found a status that we had not given.
    """

    seen_to: datetime | None
    read_to: datetime | None
    offered: bool
    theirs_at: datetime | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A ticket that was seen to have changed, by its own time `changed_at`. `added`: it is new."""

    ticket: str
    changed_at: datetime | None
    added: bool
    due_at: datetime


class Callbacks(Protocol):
    """Callbacks that were taken."""

    async def take(self, peer: Peer, notice: Notice, due_at: datetime) -> bool:
        """Keep a callback, and what is to be read because of it, at once; False where it was taken before."""
        ...


class Reads(Protocol):
    """Tickets that are to be read again: one entry a ticket, however often it was asked for."""

    async def claim(self, now: datetime, until: datetime, busy: Collection[UUID], each: int) -> Sequence[Read]:
        """What is due, at most `each` of a connection and none of the busy ones. Nobody else gets it before `until`."""
        ...

    async def want(self, account: UUID, connection: UUID, wanted: Wanted) -> None:
        """Have a ticket read, unless it is known to have been read up to that time already."""
        ...

    async def done(self, read: Read, outcome: Outcome, again_at: datetime) -> None:
        """It was read. Asked for once more meanwhile, for a later change, it is due again."""
        ...

    async def failed(self, read: Read, due_at: datetime) -> None:
        """It could not be read, and neither can the connection's others: not before then."""
        ...

    async def hurry(self, connection: UUID, now: datetime) -> None:
        """What waits of a connection waits no longer."""
        ...

    async def forget(self, connection: UUID) -> None:
        """Nothing is read of a connection any more."""
        ...

    async def sweep(self, before: datetime) -> int:
        """Drop what only remembers a read from before then; how many there were."""
        ...


@dataclass(frozen=True, slots=True)
class Link:
    """A case about a ticket."""

    session: UUID
    ticket: str
    open: bool


class Links(Protocol):
    """Which cases are about which ticket; each call sees one account only."""

    async def of_ticket(self, account: UUID, connection: UUID, ticket: str) -> Sequence[Link]:
        """The cases about the ticket, open or not."""
        ...

    async def open_tickets(self, account: UUID, connection: UUID, limit: int) -> Sequence[str]:
        """The tickets of open cases, the most recently linked first."""
        ...


class OwnWrites(Protocol):
    """What we wrote to tickets."""

    async def statuses(self, sessions: Collection[UUID], ticket: str, since: datetime) -> frozenset[str]:
        """The statuses that the cases' pushes gave, or may have given, the ticket since then."""
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """A connection to be looked through. `since` is up to where it was, by the PSA's clock; None where it never was."""

    connection: UUID
    account: UUID
    since: datetime | None


class Looks(Protocol):
    """Connections that are looked through now and then."""

    async def want(self, account: UUID, connection: UUID, due_at: datetime) -> None:
        """Have a connection looked through at a time, or before."""
        ...

    async def claim(self, now: datetime, until: datetime) -> Sequence[Look]:
        """What is due; nobody else gets it before `until`."""
        ...

    async def done(self, look: Look, changed_at: datetime | None, due_at: datetime | None) -> None:
        """It was looked through up to that change, or not at all (None). Never again where `due_at` is None."""
        ...

    async def forget(self, connection: UUID) -> None:
        """It is not looked through any more."""
        ...
