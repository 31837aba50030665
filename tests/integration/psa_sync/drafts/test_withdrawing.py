"""A ticket is offered as long as its connection is there and its board is watched."""

from typing import Any

from services.psa_sync.connections.domain import Connected
from services.psa_sync.connections.events import ConnectionChanged, ConnectionRemoved
from shared.envelope import Stream
from tests.integration.psa_sync.bridge.kit import ACCOUNT, ADA, Bench
from tests.integration.psa_sync.drafts.kit import draft_of, offered, states


async def changed(bridge: Bench, **changes: Any) -> None:
    """The connection reads otherwise now."""
    stream = Stream("connection", str(bridge.connection), ACCOUNT)
    state, _ = await bridge.connections.opened.handler.load(stream.name)
    assert isinstance(state, Connected)
    content = state.content.model_copy(update=changes)
    await bridge.append(stream, ConnectionChanged(connection=content, by=ADA, at=bridge.clock()))


async def test_given_offered_tickets_when_a_board_is_let_go_then_those_of_the_others_stay(
    watching_both: Bench,
) -> None:
    let_go, kept = await offered(watching_both), await offered(watching_both, "Monitoring")

    await changed(watching_both, watched_boards=("MONITORING",))
    await watching_both.hear(f"connection-{watching_both.connection}")
    await watching_both.hear(f"connection-{watching_both.connection}")

    assert await states(watching_both, let_go) == ["ticket_drafted", "draft_dismissed"]
    assert await states(watching_both, kept) == ["ticket_drafted"]


async def test_given_offered_tickets_when_the_connection_is_paused_or_renamed_then_they_stay(watching: Bench) -> None:
    ticket = await offered(watching)

    await watching.pause()
    await changed(watching, name="Renamed")
    await watching.hear(f"connection-{watching.connection}")

    assert await states(watching, ticket) == ["ticket_drafted"]


async def test_given_offered_tickets_when_the_connection_is_removed_then_none_is_offered(
    watching_both: Bench,
) -> None:
    tickets = [await offered(watching_both), await offered(watching_both, "Monitoring")]

    stream = Stream("connection", str(watching_both.connection), ACCOUNT)
    await watching_both.append(stream, ConnectionRemoved(by=ADA, at=watching_both.clock()))
    await watching_both.hear(stream.name)

    for ticket in tickets:
        assert await states(watching_both, ticket) == ["ticket_drafted", "draft_dismissed"]


async def test_given_a_board_that_is_let_go_while_a_ticket_is_offered_when_that_is_heard_then_it_is_withdrawn(
    watching: Bench,
) -> None:
    ticket = watching.ticket(board={"name": "Help Desk"})
    await watching.deliver()
    await watching.work()
    await changed(watching, watched_boards=())
    await watching.hear(f"connection-{watching.connection}")
    assert await states(watching, ticket) == ["ticket_drafted"]

    await watching.hear(f"ticket-{draft_of(watching, ticket)}")

    assert await states(watching, ticket) == ["ticket_drafted", "draft_dismissed"]
