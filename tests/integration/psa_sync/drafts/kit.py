"""Offered tickets for the tests of drafts."""

from uuid import UUID

from services.psa_sync.drafts.offering import draft_id
from tests.integration.psa_sync.bridge.kit import Bench


def draft_of(bridge: Bench, ticket: int) -> UUID:
    """The draft of a ticket."""
    return draft_id(bridge.connection, str(ticket))


async def offered(bridge: Bench, board: str = "Help Desk") -> int:
    """A new ticket that is offered, of which drafts have heard."""
    ticket = bridge.ticket(board={"name": board})
    await bridge.deliver()
    await bridge.work()
    await bridge.hear(f"ticket-{draft_of(bridge, ticket)}")
    assert await states(bridge, ticket) == ["ticket_drafted"]
    return ticket


async def states(bridge: Bench, ticket: int) -> list[str]:
    """What became of the draft of a ticket."""
    return [event.type for event in await bridge.draft(ticket)]
