"""What we wrote to a ticket ourselves comes back as callbacks, and is told to nobody."""

from uuid import UUID

from services.psa_sync.ports import NewNote, NewTimeEntry
from services.psa_sync.pushes.events import PushAttempted, PushRequested, PushSucceeded, WorkTime
from services.psa_sync.pushes.marker import marker_of, push_id
from services.psa_sync.pushes.writing import SUMMARY
from services.psa_sync.tickets.events import TicketChanged
from shared.envelope import Stream
from tests.integration.psa_sync.bridge.kit import ACCOUNT, ADA, Bench

TRIPS, TICKETS = 1_000, 100


def requested(bridge: Bench, session: UUID, ticket: int, status: str | None) -> PushRequested:
    """A push of the case's document."""
    marker = marker_of(push_id(session, 1))
    return PushRequested(
        connection_id=bridge.connection, ticket_id=str(ticket), outcome=1, kind="escalation_package",
        note_kind="internal", marker=marker, text=f"Handed over.\n\n{marker}", time=None, status=status,
        member_id=None, member_warning=None, by=ADA, at=bridge.clock(),
    )  # fmt: skip


async def push(bridge: Bench, session: UUID, ticket: int, status: str) -> None:
    """Push as the pushes do: note, time, status."""
    stream = Stream("push", push_id(session, 1), ACCOUNT, session)
    request, provider = requested(bridge, session, ticket, status), await bridge.provider()
    await bridge.append(stream, request, PushAttempted(attempt=1, at=bridge.clock()))
    note = await provider.add_note(str(ticket), NewNote(request.text, "internal", request.marker, None))
    time = WorkTime(start=bridge.clock(), end=bridge.clock(), hours=0.25)
    entry = await provider.add_time_entry(str(ticket), NewTimeEntry(time, SUMMARY, request.marker, None))
    await provider.set_status(str(ticket), status)
    done = PushSucceeded(
        attempt=1, note_id=note, time_entry_id=entry, status_set=True, found=False, at=bridge.clock()
    )  # fmt: skip
    await bridge.append(stream, done)


async def test_given_a_push_of_note_time_and_status_when_it_is_reported_then_no_case_hears_of_it(
    bridge: Bench,
) -> None:
    ticket = bridge.ticket()
    ours, another = await bridge.case(ticket), await bridge.case(ticket)
    bridge.clock.pass_by(60)
    await push(bridge, ours, ticket, "Resolved")

    await bridge.deliver()
    await bridge.work()

    assert await bridge.events(ours) == []
    assert await bridge.events(another) == []
    assert bridge.told == []


async def test_given_our_status_when_somebody_reopens_the_ticket_and_closes_it_again_then_that_is_heard(
    bridge: Bench,
) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    bridge.clock.pass_by(60)
    await push(bridge, session, ticket, "Resolved")
    await bridge.deliver()
    await bridge.work()

    bridge.patch(ticket, "status", {"name": "In Progress"})
    await bridge.deliver()
    await bridge.work()
    bridge.patch(ticket, "status", {"name": "Resolved"})
    await bridge.deliver()
    await bridge.work()

    reopened, resolved, closed = await bridge.events(session)
    assert isinstance(reopened, TicketChanged)
    assert reopened.ticket.status == "In Progress"
    assert isinstance(resolved, TicketChanged)
    assert resolved.ticket.status == "Resolved"
    assert closed.type == "ticket_closed"


async def test_given_our_status_when_somebody_sets_it_back_and_closes_the_ticket_then_the_closing_is_heard(
    bridge: Bench,
) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    bridge.clock.pass_by(60)
    await push(bridge, session, ticket, "Resolved")
    await bridge.deliver()
    await bridge.work()

    bridge.patch(ticket, "status", {"name": "New"})  # as the case knows it: no news
    await bridge.deliver()
    await bridge.work()
    assert await bridge.events(session) == []
    bridge.patch(ticket, "status", {"name": "Resolved"})
    await bridge.deliver()
    await bridge.work()

    assert [event.type for event in await bridge.events(session)] == ["ticket_changed", "ticket_closed"]


async def test_given_our_note_that_was_read_when_the_psa_is_looked_through_then_it_is_not_read_again(
    bridge: Bench,
) -> None:
    ticket, catch_up = bridge.ticket(), bridge.bridge.catch_up
    session = await bridge.case(ticket)
    await catch_up.want(ACCOUNT, bridge.connection)
    await catch_up.look_once()
    bridge.clock.pass_by(60)
    await push(bridge, session, ticket, "Escalated")
    await bridge.deliver()
    await bridge.work()
    read = bridge.outbound.reads_of(ticket)

    bridge.clock.pass_by(1_000)
    assert await catch_up.look_once() == 1
    await bridge.work()

    assert bridge.outbound.reads_of(ticket) == read


async def test_given_our_note_beside_theirs_when_it_is_reported_then_only_theirs_is_told(bridge: Bench) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    bridge.clock.pass_by(60)
    await push(bridge, session, ticket, "Escalated")
    bridge.note(ticket, "Thank you, I take over.")

    await bridge.deliver()
    await bridge.work()

    [event] = await bridge.events(session)
    assert isinstance(event, TicketChanged)
    assert event.changes == ()
    assert [note.text for note in event.new_notes] == ["Thank you, I take over."]


async def test_given_a_thousand_round_trips_when_our_notes_come_back_then_nothing_follows_from_any(
    bridge: Bench,
) -> None:
    tickets = [bridge.ticket() for _ in range(TICKETS)]
    sessions = [await bridge.case(ticket) for ticket in tickets]
    bridge.told.clear()
    trips = 0

    while trips < TRIPS:
        bridge.clock.pass_by(2)
        for ticket in tickets:
            note = {"text": f"Trip {trips}.\n\n{marker_of(str(trips))}", "internalAnalysisFlag": True}
            bridge.desk.create("notes", note, parent=ticket)
            trips += 1
        await bridge.deliver()
        await bridge.work()

    assert bridge.told == []
    assert [await bridge.events(session) for session in sessions] == [[]] * TICKETS
    assert sum(bridge.outbound.reads_of(ticket) for ticket in tickets) == TICKETS + TRIPS
    written = await bridge.runtime.pool.fetchval("select count(*) from log.events where category = 'push'")
    assert written == 0
