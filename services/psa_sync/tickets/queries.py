"""`qry.psa_sync.*` about tickets: those that match, and one with all that is around it. Nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.psa_sync.access import require_user
from services.psa_sync.connections.questions import Questions
from services.psa_sync.ports import TicketSearch
from services.psa_sync.problems import ticket_problem
from services.psa_sync.tickets.linking import plain_ticket
from shared.bus.commands import Answer, Endpoint, Request

PAGES = 1_000

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    connection_id: UUID | None = None


class SearchQuery(_Body):
    """What is sought; `page` counts from 1."""

    q: Words | None = None
    board: Words | None = None
    open_only: bool = True
    page: Annotated[int, Field(ge=1, le=PAGES)] = 1


class TicketQuery(_Body):
    """Which ticket."""

    ticket_id: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


@dataclass(frozen=True, slots=True)
class TicketQueries:
    """What people who work on cases may ask."""

    questions: Questions

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """The queries by name."""
        return {"search_tickets": self.search, "ticket": self.ticket}

    async def search(self, request: Request) -> Answer:
        """Answer `{connection_id, tickets, more}`: the most recently changed first."""
        query, account = SearchQuery.model_validate(request.body), require_user(request.actor)
        opened = await self.questions.open(account, query.connection_id)
        wanted = TicketSearch(query.q or None, query.board or None, query.open_only, query.page)
        found = await self.questions.ask(opened, wanted, lambda provider: provider.search(wanted))
        tickets = [ticket.model_dump(mode="json") for ticket in found.tickets]
        return {"connection_id": opened.id, "tickets": tickets, "more": found.more}

    async def ticket(self, request: Request) -> Answer:
        """Answer `{connection_id, context}`."""
        query, account = TicketQuery.model_validate(request.body), require_user(request.actor)
        opened = await self.questions.open(account, query.connection_id)
        ticket = plain_ticket(query.ticket_id)
        found = await self.questions.ask(
            opened, ("context", ticket), lambda provider: provider.context(ticket), ticket_problem
        )
        return {"connection_id": opened.id, "context": found.model_dump(mode="json")}
