"""A PSA that was away, or a connection that was paused: what was missed is found, and read once."""

import asyncio
from datetime import timedelta

from services.psa_sync.bridge.ports import Look
from services.psa_sync.tickets.events import TicketChanged
from tests.integration.psa_sync.bridge.kit import ACCOUNT, Bench


async def first_look(bridge: Bench) -> None:
    """The connection is new: the look finds where to begin."""
    event = (await bridge.log.load(f"connection-{bridge.connection}"))[0]
    await bridge.bridge.reactions.on_connection_usable(event)
    assert await bridge.bridge.catch_up.look_once() == 1
    bridge.clock.pass_by(30)


async def due_in(bridge: Bench) -> timedelta:
    """How long until the connection is looked through again."""
    due_at = await bridge.runtime.pool.fetchval("select due_at from psa_sync.looks")
    return due_at - bridge.clock()  # type: ignore[no-any-return] # asyncpg's


async def test_given_a_paused_connection_when_it_is_resumed_then_changes_without_callbacks_are_heard_once(
    bridge: Bench,
) -> None:
    ticket, quiet = bridge.ticket(), bridge.ticket()
    bridge.clock.pass_by(30)
    session, other = await bridge.case(ticket), await bridge.case(quiet)
    await first_look(bridge)
    await bridge.pause()
    bridge.note(ticket, "It smells of smoke.")
    late = [bridge.signed(told) for told in bridge.told[2:]]
    bridge.clock.pass_by(600)

    await bridge.resume()
    await bridge.bridge.catch_up.look_once()
    await bridge.work()
    for signed in late:  # now the PSA gets through as well
        assert await bridge.receive(*signed) == "taken"
    await bridge.work()

    assert len(await bridge.events(session)) == 1
    assert await bridge.events(other) == []
    assert bridge.outbound.reads_of(ticket) == 2  # for the context, and once for the change
    assert bridge.outbound.reads_of(quiet) == 1


async def test_given_a_paused_connection_when_callbacks_come_then_they_wait_for_it(bridge: Bench) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    await first_look(bridge)
    bridge.told.clear()
    await bridge.pause()
    bridge.note(ticket, "It smells of smoke.")
    await bridge.deliver()

    await bridge.work()
    reads = bridge.outbound.reads_of(ticket)
    assert await bridge.events(session) == []
    await bridge.resume()
    await bridge.work()

    assert reads == 1
    assert len(await bridge.events(session)) == 1
    assert bridge.outbound.reads_of(ticket) == 2


async def test_given_a_psa_that_is_away_when_callbacks_come_then_it_is_left_alone_for_longer_each_time(
    bridge: Bench,
) -> None:
    tickets = [bridge.ticket() for _ in range(10)]
    sessions = [await bridge.case(ticket) for ticket in tickets]
    await first_look(bridge)
    bridge.told.clear()
    for ticket in tickets:
        bridge.note(ticket, "It smells of smoke.")
    await bridge.deliver()
    bridge.outbound.away = True

    tries = [await bridge.work(seconds) for seconds in (2, 0, 7, 0)]
    bridge.outbound.away = False
    bridge.note(tickets[0], "Somebody called.")
    bridge.told.clear()  # and of this no callback comes
    await bridge.work(600)
    await bridge.bridge.catch_up.look_once()
    await bridge.work()

    assert tries == [4, 0, 4, 0]
    assert bridge.outbound.refused > 0
    heard = [await bridge.events(session) for session in sessions]
    notes = [[note.text for event in events if isinstance(event, TicketChanged) for note in event.new_notes]
             for events in heard]  # fmt: skip
    assert sorted(notes[0]) == ["It smells of smoke.", "Somebody called."]
    assert notes[1:] == [["It smells of smoke."]] * 9


async def test_given_a_look_when_nothing_changed_since_then_nothing_is_read(bridge: Bench) -> None:
    ticket = bridge.ticket()
    await bridge.case(ticket)
    await first_look(bridge)
    bridge.note(ticket, "It smells of smoke.")
    await bridge.deliver()
    await bridge.work(30)
    read = bridge.outbound.reads_of(ticket)

    for _ in range(3):
        bridge.clock.pass_by(1_000)
        assert await bridge.bridge.catch_up.look_once() == 1
        await bridge.work()

    assert bridge.outbound.reads_of(ticket) == read
    assert timedelta(minutes=14) < await due_in(bridge) < timedelta(minutes=16)


async def test_given_a_watched_board_when_new_tickets_were_missed_then_they_are_offered(watching: Bench) -> None:
    await first_look(watching)
    ticket = watching.ticket(board={"name": "Help Desk"})
    watching.clock.pass_by(1_000)

    await watching.bridge.catch_up.look_once()
    await watching.work()

    assert [event.type for event in await watching.draft(ticket)] == ["ticket_drafted"]


async def test_given_a_psa_that_is_away_when_it_is_looked_through_then_it_is_tried_again_soon(bridge: Bench) -> None:
    await first_look(bridge)
    bridge.outbound.away = True
    bridge.clock.pass_by(1_000)

    assert await bridge.bridge.catch_up.look_once() == 1

    assert await due_in(bridge) <= timedelta(minutes=1)


async def test_given_two_workers_when_both_claim_then_no_read_and_no_look_is_both_s(bridge: Bench) -> None:
    sessions = [await bridge.case(bridge.ticket()) for _ in range(6)]
    for told in list(bridge.told):
        bridge.note(told.record["id"], "It smells of smoke.")
    await bridge.deliver()
    await bridge.bridge.catch_up.want(ACCOUNT, bridge.connection)
    reads, looks = bridge.bridge.worker.reads, bridge.bridge.catch_up.looks
    bridge.clock.pass_by(5)
    now, until = bridge.clock(), bridge.clock() + timedelta(seconds=15)

    claimed = await asyncio.gather(*(reads.claim(now, until, [], 2) for _ in range(4)))
    looked: list[list[Look]] = [list(one) for one in await asyncio.gather(*(looks.claim(now, until) for _ in range(4)))]

    tickets = [read.ticket for some in claimed for read in some]
    assert len(tickets) == len(set(tickets))
    assert max(len(some) for some in claimed) == 2
    assert sum(len(some) for some in looked) == 1
    assert len(sessions) == 6


async def test_given_a_removed_connection_when_heard_of_then_nothing_of_it_waits(bridge: Bench) -> None:
    ticket = bridge.ticket()
    await bridge.case(ticket)
    await first_look(bridge)
    bridge.note(ticket, "It smells of smoke.")
    await bridge.deliver()
    event = (await bridge.log.load(f"connection-{bridge.connection}"))[0]

    await bridge.bridge.reactions.on_connection_removed(event)

    assert await bridge.work(60) == 0
    assert await bridge.bridge.catch_up.look_once() == 0
