"""What drafts do on an event: they are offered as long as nobody has the ticket and its board is watched.

case_received, ticket_linked             the ticket is a case's: it is offered no more
ticket_context_loaded                    the same, by the id that the ticket turned out to have
connection_changed, connection_removed   what is on no watched board is offered no more
every event of a draft                   it is noted as it stands, and withdrawn if its board is watched no more by now
case_erased                              its drafts are forgotten, however late they were taken
"""

from dataclasses import dataclass
from uuid import UUID

from services.psa_sync.connections.opening import OpenConnections
from services.psa_sync.drafts.domain import Offered, Settled
from services.psa_sync.drafts.forgetting import Forgetting
from services.psa_sync.drafts.offering import Drafts
from services.psa_sync.drafts.table import DraftTable, Noted
from services.psa_sync.drafts.watching import Boards, is_watched
from services.psa_sync.incoming import read_case, read_erased
from services.psa_sync.ports import NoConnection
from services.psa_sync.tickets.events import CASE_TICKET_EVENTS, TicketContextLoaded
from services.psa_sync.tickets.linking import link_of
from shared.clock import Clock
from shared.envelope import StoredEvent


@dataclass(frozen=True, slots=True)
class DraftReactions:
    """The reactions and what they work with."""

    drafts: Drafts
    table: DraftTable
    boards: Boards
    connections: OpenConnections
    forgetting: Forgetting
    clock: Clock

    async def on_ticket_named(self, event: StoredEvent) -> None:
        """The ticket is a case's: it is offered no more."""
        link = link_of(read_case([event]))
        if link is None or event.session is None:
            return
        try:
            ready = await self.connections.ready(event.account, link.connection)
        except NoConnection:
            return
        await self.drafts.take(event.account, ready.opened.id, link.ticket, event.session, self.clock())

    async def on_ticket_told(self, event: StoredEvent) -> None:
        """The case may have named its ticket by a number that is not the id it was offered under."""
        told = CASE_TICKET_EVENTS.decode(event.type, event.schema_version, event.data)
        if isinstance(told, TicketContextLoaded) and event.session is not None:
            ticket = told.context.ticket.id
            await self.drafts.take(event.account, told.connection_id, ticket, event.session, self.clock())

    async def on_connection_changed(self, event: StoredEvent) -> None:
        """Withdraw what is on no watched board."""
        for draft in await self.table.offered(UUID(event.stream_id)):
            await self._review(event.account, draft)

    async def on_draft_changed(self, event: StoredEvent) -> None:
        """Note the draft, and whether it is offered; its board may have been let go while it was on its way."""
        draft = UUID(event.stream_id)
        state = await self.drafts.find(draft)
        match state:
            case Offered():
                await self.table.put(Noted(draft, event.account, state.connection_id))
                await self._review(event.account, draft)
            case Settled():
                noted = Noted(draft, event.account, state.connection_id, state.session, state.at)
                await self.table.put(noted)
            case _:
                pass

    async def on_case_erased(self, event: StoredEvent) -> None:
        """Forget the drafts that it was started from; whoever erased it may have come before they were taken."""
        await self.forgetting.of_case(read_erased(event))

    async def _review(self, account: UUID, draft: UUID) -> None:
        state = await self.drafts.find(draft)
        if isinstance(state, Offered) and not is_watched(state.ticket, await self.boards.watched(state.connection_id)):
            await self.drafts.withdraw(account, draft, self.clock())
