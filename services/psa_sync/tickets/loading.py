"""Asks the PSA for the ticket of a case and keeps what it told, or that it told nothing. Never waits for long."""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from services.psa_sync.connections.asking import Turns
from services.psa_sync.ports import Connections, NoConnection, PsaFailed, Refused, Unauthorized, Unclear
from services.psa_sync.tickets.commands import CaseTicketCommand, RecordContext, RecordUnavailable
from services.psa_sync.tickets.domain import CaseTicket
from services.psa_sync.tickets.events import CaseTicketEvent, UnavailableReason
from services.psa_sync.tickets.linking import Link
from services.psa_sync.tickets.links import PostgresCaseLinks
from shared.clock import Clock
from shared.envelope import Origin, Stream
from shared.handle import Handled, Handler
from shared.log import CommandKey

Failure = NoConnection | PsaFailed


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was kept, and what kept the PSA from telling anything."""

    handled: Handled[CaseTicket, CaseTicketEvent]
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class Loading:
    """Loads tickets. `seconds` is how long the PSA may take in all; `turns`: one that hangs holds up nobody else."""

    tickets: Handler[CaseTicket, CaseTicketCommand, CaseTicketEvent]
    connections: Connections
    links: PostgresCaseLinks
    clock: Clock
    seconds: float
    turns: Turns = field(default_factory=Turns)

    async def load(
        self,
        stream: Stream,
        session: UUID,
        link: Link,
        origin: Origin,
        key: CommandKey | None = None,
        *,
        again: bool = False,
    ) -> Loaded | None:
        """Ask for the linked ticket, or ask `again`; None where the case was linked to another one meanwhile."""
        command, failure = await self._ask(stream.account, link, again=again)
        present = await self.links.find(stream.account, session)
        if present is None or present.number != link.number:
            return None
        if isinstance(command, RecordContext):
            ticket = command.context.ticket.id
            await self.links.settle(stream.account, session, link, command.connection_id, ticket)
        handled = await self.tickets.handle(stream, command, origin, key)
        if isinstance(failure, Unauthorized) and command.connection_id is not None:
            await self.connections.pause(stream.account, command.connection_id)
        return Loaded(handled, failure)

    async def _ask(
        self, account: UUID, link: Link, *, again: bool
    ) -> tuple[RecordContext, None] | tuple[RecordUnavailable, Failure]:
        connection, ticket = link.connection, link.ticket
        try:
            async with asyncio.timeout(self.seconds):
                opened = await self.connections.open(account, connection)
                connection = opened.id
                async with self.turns.turn(connection):
                    context = await opened.provider.context(ticket)
        except (NoConnection, PsaFailed) as error:
            failure: Failure = error
        except TimeoutError:
            failure = Unclear("timeout", "The ticket system did not answer in time.")
        else:
            asked = {"connection_id": opened.id, "ticket_id": ticket, "at": self.clock()}
            return RecordContext(**asked, context=context, again=again), None
        asked = {"connection_id": connection, "ticket_id": ticket, "at": self.clock()}
        return RecordUnavailable(**asked, reason=_reason(failure)), failure


def _reason(failure: Failure) -> UnavailableReason:
    match failure:
        case NoConnection():
            return "paused" if failure.code == "paused" else "no_connection"
        case Unauthorized():
            return "unauthorized"
        case Refused():
            return "not_found" if failure.code == "not_found" else "refused"
        case _:
            return "away"
