"""Tickets that are offered as cases: new ones of the boards that a connection watches."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from services.psa_sync.drafts.commands import DraftCommand, OfferTicket, RefreshDraft, TakeDraft, WithdrawDraft
from services.psa_sync.drafts.domain import Draft, NoDraft, Offered
from services.psa_sync.drafts.events import DraftEvent
from services.psa_sync.drafts.table import DraftTable, Noted
from services.psa_sync.tickets.events import TicketSeen
from shared.envelope import Stream, begin
from shared.errors import Erased
from shared.handle import Handler
from shared.message import Actor
from shared.sealing import KeyDestroyed

SERVICE = "psa_sync"


def draft_id(connection: UUID, ticket: str) -> UUID:
    """The id of the draft of a ticket."""
    return uuid5(connection, f"draft {ticket}")


def draft_stream(account: UUID, draft: UUID) -> Stream:
    """The stream of a draft, sealed by the draft's own key."""
    return Stream("ticket", str(draft), account, draft)


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of all accounts. One whose key is destroyed was settled for good: nothing more happens to it."""

    handler: Handler[Draft, DraftCommand, DraftEvent]
    table: DraftTable

    async def find(self, draft: UUID) -> Draft:
        """The draft as it stands; none where nobody can read it any more."""
        try:
            state, _ = await self.handler.load(f"ticket-{draft}")
        except KeyDestroyed:
            return NoDraft()
        return state

    async def is_offered(self, connection: UUID, ticket: str) -> bool:
        """Whether the ticket is offered now."""
        return isinstance(await self.find(draft_id(connection, ticket)), Offered)

    async def offer(self, account: UUID, connection: UUID, ticket: TicketSeen, at: datetime) -> None:
        """Offer a ticket, unless it was offered before."""
        command = OfferTicket(connection_id=connection, ticket=ticket, at=at)
        await self._do(account, draft_id(connection, ticket.id), command)

    async def refresh(
        self, account: UUID, connection: UUID, ticket_id: str, ticket: TicketSeen | None, at: datetime
    ) -> None:
        """Note how an offered ticket reads now; None where the PSA has it no more."""
        await self._do(account, draft_id(connection, ticket_id), RefreshDraft(ticket=ticket, at=at))

    async def withdraw(self, account: UUID, draft: UUID, at: datetime) -> None:
        """Offer a ticket no more: nobody watches its board."""
        await self._do(account, draft, WithdrawDraft(at=at))

    async def take(self, account: UUID, connection: UUID, ticket_id: str, session: UUID, at: datetime) -> None:
        """Offer a ticket no more: it is this case's, and goes with it.

        That is noted first: whoever erases the case finds the draft, however soon.
        """
        draft = draft_id(connection, ticket_id)
        if isinstance(await self.find(draft), Offered):
            await self.table.put(Noted(draft, account, connection, session))
            await self._do(account, draft, TakeDraft(session_id=session, at=at))

    async def _do(self, account: UUID, draft: UUID, command: DraftCommand) -> None:
        with suppress(Erased, KeyDestroyed):
            origin = begin(Actor(account_id=account), SERVICE)
            await self.handler.handle(draft_stream(account, draft), command, origin)
