"""What tickets do on an event: know which case is about which ticket, and give the case what the PSA knows.

case_received, ticket_linked                                       the link, then the ticket's context
session_resolved, session_abandoned, handed_over, session_reopened the link's case is closed, or open again
case_erased                                                        no link any more
"""

from dataclasses import dataclass
from uuid import UUID

from services.psa_sync.incoming import read_case, read_erased
from services.psa_sync.tickets.linking import Link, link_of
from services.psa_sync.tickets.links import PostgresCaseLinks
from services.psa_sync.tickets.loading import Loading
from shared.envelope import StoredEvent, Stream, follow
from shared.log import EventLog

SERVICE = "psa_sync"


@dataclass(frozen=True, slots=True)
class TicketReactions:
    """The reactions and what they work with."""

    log: EventLog
    links: PostgresCaseLinks
    loading: Loading

    async def on_ticket_named(self, event: StoredEvent) -> None:
        """Load the ticket, unless the PSA was asked for it before."""
        session = _session(event)
        link = await self._follow(event.account, session)
        if link is None:
            return
        stream = ticket_stream(event.account, session, event.client)
        known, _ = await self.loading.tickets.load(stream.name)
        if not known.answers(link.connection, link.ticket):
            await self.loading.load(stream, session, link, follow(event, SERVICE))

    async def on_case_moved(self, event: StoredEvent) -> None:
        """Note whether the case is open."""
        await self._follow(event.account, _session(event))

    async def on_case_erased(self, event: StoredEvent) -> None:
        """Forget which ticket it was about."""
        await self.links.forget(event.account, read_erased(event))

    async def _follow(self, account: UUID, session: UUID) -> Link | None:
        """Note the link as the case's events tell it by now, whichever of them came first."""
        case, heard = await self.log.load(f"case-{session}"), await self.log.load(f"session-{session}")
        link = link_of(read_case([*case, *heard]))
        if link is None:
            return None
        await self.links.put(account, session, link, len(heard))
        return await self.links.find(account, session)


def ticket_stream(account: UUID, session: UUID, client: UUID | None) -> Stream:
    """The stream of a case's ticket."""
    return Stream("ticket", str(session), account, session, client)


def _session(event: StoredEvent) -> UUID:
    if event.session is None:
        raise ValueError(f"{event.type} belongs to no session")
    return event.session
