"""What follows from a callback: the ticket is read again, and whoever it concerns is told what is new in it.

What we wrote ourselves is no news: notes that end with a marker of ours, and a status that a push gave. So nothing is
told back that we said, and nothing is ever pushed because of it.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.psa_sync.bridge.ports import Link, Links, OwnWrites, Read
from services.psa_sync.drafts.offering import Drafts
from services.psa_sync.drafts.watching import is_watched
from services.psa_sync.ports import Connections, Opened, Refused
from services.psa_sync.pushes.marker import last_marker
from services.psa_sync.pushes.writing import SUMMARY
from services.psa_sync.tickets.commands import CaseTicketCommand, RecordContext, ReportChange, ReportClosed
from services.psa_sync.tickets.domain import CaseTicket
from services.psa_sync.tickets.events import CaseTicketEvent, NoteSeen, TicketContext, TicketSeen
from shared.clock import Clock
from shared.envelope import StoredEvent, Stream, begin
from shared.errors import Erased
from shared.handle import Handler
from shared.message import Actor
from shared.sealing import KeyDestroyed

SERVICE = "psa_sync"
SETTLED = timedelta(seconds=10)
"""A change older than this lies in a second that is over, also by a PSA's clock that is a little wrong."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of a read: the ticket's own time, and when the read began. None: it was not read, or has no time.

    `offered`: it is, as a case. `ours`: it has a status that we gave it.
    """

    seen_to: datetime | None = None
    began_at: datetime | None = None
    offered: bool = False
    ours: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """A case's ticket as it was told at `at`, and the `first` event of its stream."""

    first: StoredEvent
    known: CaseTicket
    at: datetime

    def has_heard(self, changed_at: datetime | None) -> bool:
        """Whether what is told of is known for sure; the last second counts only if it was over by then."""
        seen_to = self.known.seen.last_updated if self.known.seen else None
        if seen_to is None or changed_at is None:
            return False
        return seen_to > changed_at or (seen_to == changed_at and self.at - seen_to >= SETTLED)


@dataclass(frozen=True, slots=True)
class Follower:
    """Reads tickets again and tells. A read takes at most `timeout`."""

    connections: Connections
    links: Links
    own: OwnWrites
    cases: Handler[CaseTicket, CaseTicketCommand, CaseTicketEvent]
    drafts: Drafts
    clock: Clock
    timeout: timedelta

    async def follow(self, read: Read) -> Followed:
        """Read the ticket, if it concerns anybody. Raises NoConnection, PsaFailed, TimeoutError."""
        links = await self.links.of_ticket(read.account, read.connection, read.ticket)
        told = [await self._told(link.session) for link in links if link.open]
        cases = [case for case in told if case is not None and not case.has_heard(read.changed_at)]
        offered = (read.offered or read.added) and await self.drafts.is_offered(read.connection, read.ticket)
        if not cases and not offered and (links or not read.added):
            return Followed(offered=offered)
        opened = await self.connections.open(read.account, read.connection)
        if not cases and not offered and not opened.content.watched_boards:
            return Followed()
        began_at = self.clock()
        context = await self._read(opened, read.ticket, whole=bool(cases))
        ours = [await self._tell(case, read, context, links, began_at) for case in cases]
        ticket = context.ticket if context else None
        if offered or read.added:
            offered = await self._offer(opened, read, ticket, links, began_at)
        return Followed(ticket.last_updated if ticket else None, began_at, offered, any(ours))

    async def _told(self, session: UUID) -> _Told | None:
        """What a case was told; None where it was erased, or whoever loads its ticket's context is still at it."""
        try:
            events = await self.cases.log.load(f"ticket-{session}")
        except KeyDestroyed:
            return None
        if not events:
            return None
        decoded = self.cases.registry.decode_all(events)
        return _Told(events[0], self.cases.decider.fold(decoded), decoded[-1].at)

    async def _read(self, opened: Opened, ticket: str, *, whole: bool) -> TicketContext | None:
        """The ticket; with everything around it where a case is about it. None: the PSA has it no more."""
        try:
            async with asyncio.timeout(self.timeout.total_seconds()):
                if whole:
                    return await opened.provider.context(ticket)
                return _bare(await opened.provider.ticket(ticket))
        except Refused as refused:
            if refused.code == "not_found":
                return None
            raise

    async def _tell(
        self, case: _Told, read: Read, context: TicketContext | None, links: Sequence[Link], at: datetime
    ) -> bool:
        """Tell a case what is new; all there is, where the PSA had told it nothing before.

        Whether the ticket's status is news to it, and ours.
        """
        with suppress(Erased, KeyDestroyed):
            if context is not None and case.known.seen is None:
                await self._do(case, _loaded(read, context, at))
            elif context is not None:
                own = await self._own_status(case, read, context.ticket, links)
                await self._report(case, read, context, own, at)
                return bool(own)
        return False

    async def _report(self, case: _Told, read: Read, context: TicketContext, own: frozenset[str], at: datetime) -> None:
        ticket = context.ticket
        notes = tuple(note for note in context.notes if not is_ours(note))
        await self._do(
            case, ReportChange(connection_id=read.connection, ticket=ticket, notes=notes, own_statuses=own, at=at)
        )
        if ticket.closed and not own:
            await self._do(case, ReportClosed(connection_id=read.connection, ticket=ticket, at=at))

    async def _own_status(self, case: _Told, read: Read, ticket: TicketSeen, links: Sequence[Link]) -> frozenset[str]:
        """The ticket's status, if it is another than the case knows, and we gave it that since it was last theirs."""
        seen = case.known.seen
        if ticket.status is None or (seen and (ticket.status, ticket.closed) == (seen.status, seen.closed)):
            return frozenset()
        since = max(case.at, read.theirs_at or case.at)
        own = await self.own.statuses([link.session for link in links], ticket.id, since)
        is_own = ticket.status.casefold() in {status.casefold() for status in own}
        return frozenset({ticket.status}) if is_own else frozenset()

    async def _do(self, case: _Told, command: CaseTicketCommand) -> None:
        first = case.first
        stream = Stream("ticket", first.stream_id, first.account, first.session, first.client)
        await self.cases.handle(stream, command, begin(Actor(account_id=first.account), SERVICE))

    async def _offer(
        self, opened: Opened, read: Read, ticket: TicketSeen | None, links: Sequence[Link], at: datetime
    ) -> bool:
        """Offer a new ticket, or keep its draft as it reads; whether it is offered then."""
        watched = ticket is not None and read.added and is_watched(ticket, opened.content.watched_boards)
        if ticket is not None and watched and not links:
            await self.drafts.offer(read.account, read.connection, ticket, at)
            links = await self.links.of_ticket(read.account, read.connection, read.ticket)
        else:
            await self.drafts.refresh(read.account, read.connection, read.ticket, ticket, at)
        for link in links:  # a case that was started from it meanwhile found no draft to take
            await self.drafts.take(read.account, read.connection, read.ticket, link.session, at)
        return await self.drafts.is_offered(read.connection, read.ticket)


def is_ours(note: NoteSeen) -> bool:
    """Whether we wrote the note: it ends with a marker, or is the words of a time entry, whose marker is elsewhere."""
    return last_marker(note.text) is not None or note.text.strip() == SUMMARY


def _bare(ticket: TicketSeen) -> TicketContext:
    return TicketContext(ticket=ticket, description=None, company=None, contact=None, configurations=(), notes=())


def _loaded(read: Read, context: TicketContext, at: datetime) -> RecordContext:
    return RecordContext(connection_id=read.connection, ticket_id=read.ticket, context=context, at=at)
