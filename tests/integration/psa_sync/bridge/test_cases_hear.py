"""A ticket changes at the PSA; the cases about it hear of it, once, in whatever order they are told."""

import itertools
import random
from uuid import UUID

import pytest

from services.psa_sync.pushes.marker import marker_of
from services.psa_sync.tickets.events import TicketChanged, TicketClosed
from tests.integration.psa_sync.bridge.kit import Bench

STATUS = {"name": "In Progress"}
RESOLVED = {"name": "Resolved"}


async def summaries(bridge: Bench, session: UUID) -> list[object]:
    """The events without the times at which we saw them."""
    return [event.model_copy(update={"at": None}) for event in await bridge.events(session)]


async def test_given_a_case_when_its_ticket_changes_then_the_case_hears_what_reads_otherwise(bridge: Bench) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    bridge.patch(ticket, "summary", "Printer on fire")
    bridge.note(ticket, "It smells of smoke.")

    bridge.told.pop(0)  # the ticket's own beginning
    await bridge.deliver()
    await bridge.work()

    [event] = await bridge.events(session)
    assert isinstance(event, TicketChanged)
    assert [(change.field, change.after) for change in event.changes] == [("summary", "Printer on fire")]
    assert [note.text for note in event.new_notes] == ["It smells of smoke."]


async def test_given_a_case_when_its_ticket_is_closed_then_the_case_hears_of_that_too(bridge: Bench) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    bridge.patch(ticket, "status", RESOLVED)

    await bridge.deliver()
    await bridge.work()

    changed, closed = await bridge.events(session)
    assert isinstance(changed, TicketChanged)
    assert changed.ticket.status == "Resolved"
    assert isinstance(closed, TicketClosed)


ORDERS = ("as sent", "backwards", "shuffled")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("times", [1, 2, 3])
async def test_given_any_order_and_duplicates_when_callbacks_come_then_the_case_knows_the_same_in_the_end(
    bridge: Bench, order: str, times: int
) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    bridge.patch(ticket, "summary", "Printer on fire")
    bridge.patch(ticket, "status", STATUS)
    bridge.note(ticket, "It smells of smoke.")
    bridge.patch(ticket, "status", RESOLVED)
    signed = [bridge.signed(told) for told in bridge.told[1:] for _ in range(times)]
    forged = [(body.replace(b"smoke", b"roses") + b" ", headers) for body, headers in signed]
    if order == "backwards":
        signed.reverse()
    elif order == "shuffled":
        random.Random(5).shuffle(signed)

    answers = [await bridge.receive(body, headers) for body, headers in signed]
    refused = [await bridge.receive(body, headers) for body, headers in forged]
    unknown = [await bridge.receive(body, headers, "A" * 43) for body, headers in signed]
    await bridge.work()
    replayed = [await bridge.receive(body, headers) for body, headers in signed]
    await bridge.work()

    assert answers.count("taken") == len(bridge.told) - 1
    assert set(refused) == {"bad_signature"}
    assert set(unknown) == {"unknown_callback_address"}
    assert set(replayed) == {"known"}
    changed, closed = await bridge.events(session)
    assert isinstance(changed, TicketChanged)
    assert isinstance(closed, TicketClosed)
    assert {change.field: change.after for change in changed.changes} == {
        "summary": "Printer on fire", "status": "Resolved",
    }  # fmt: skip
    assert [note.text for note in changed.new_notes] == ["It smells of smoke."]
    assert bridge.outbound.reads_of(ticket) == 2  # the context's, and one for all of the callbacks


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
async def test_given_reads_between_them_when_callbacks_come_in_any_order_then_nothing_is_told_twice(
    bridge: Bench, order: tuple[int, ...]
) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    bridge.told.clear()
    for text in ("one", "two", "three"):
        bridge.note(ticket, text)
    signed = [bridge.signed(told) for told in bridge.told]

    for place in order:
        assert await bridge.receive(*signed[place]) == "taken"
        await bridge.work()

    notes = [note.text for event in await bridge.events(session) if isinstance(event, TicketChanged)
             for note in event.new_notes]  # fmt: skip
    assert sorted(notes) == ["one", "three", "two"]
    assert bridge.outbound.reads_of(ticket) <= 1 + len(order)


async def test_given_two_changes_in_one_second_when_each_is_told_then_both_are_heard(bridge: Bench) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    bridge.told.clear()
    bridge.desk.patch("tickets", ticket, [{"op": "replace", "path": "summary", "value": "First"}], by="mosei")
    bridge.desk.patch("tickets", ticket, [{"op": "replace", "path": "summary", "value": "Second"}], by="mosei")
    first, second = (bridge.signed(told) for told in bridge.told)

    assert await bridge.receive(*first) == "taken"
    assert await bridge.receive(*second) == "taken"
    await bridge.work()

    [event] = await bridge.events(session)
    assert isinstance(event, TicketChanged)
    assert event.ticket.summary == "Second"


async def test_given_a_ticket_of_nobody_when_it_changes_then_the_psa_is_not_asked(bridge: Bench) -> None:
    ticket = bridge.ticket()
    await bridge.case(ticket, is_open=False)
    bridge.patch(ticket, "summary", "Printer on fire")
    asked = bridge.outbound.reads_of(ticket)

    await bridge.deliver()

    assert await bridge.work() == 0
    assert bridge.outbound.reads_of(ticket) == asked


async def test_given_a_worker_that_dies_after_the_read_when_it_is_claimed_again_then_nothing_is_lost_or_doubled(
    bridge: Bench,
) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    bridge.note(ticket, "It smells of smoke.")
    await bridge.deliver()
    bridge.clock.pass_by(2)

    [dead] = await bridge.bridge.worker.claim()  # and is never heard of again
    bridge.bridge.worker.running.clear()
    assert await bridge.bridge.worker.claim() == []
    assert await bridge.work(seconds=20) == 1
    assert len(await bridge.events(session)) == 1
    await bridge.bridge.worker.work(dead)  # a frozen one wakes up
    await bridge.work(seconds=20)

    assert len(await bridge.events(session)) == 1


async def test_given_a_worker_that_dies_between_append_and_note_of_it_when_claimed_again_then_nothing_is_doubled(
    bridge: Bench,
) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    bridge.note(ticket, "It smells of smoke.")
    await bridge.deliver()
    bridge.clock.pass_by(2)
    [dead] = await bridge.bridge.worker.claim()
    await bridge.bridge.worker.follower.follow(dead)
    bridge.bridge.worker.running.clear()

    assert await bridge.work(seconds=20) == 1

    assert len(await bridge.events(session)) == 1


async def test_given_reads_long_ago_when_swept_then_they_are_gone_and_the_digests_stay(bridge: Bench) -> None:
    ticket = bridge.ticket()
    await bridge.case(ticket)
    bridge.told.clear()
    bridge.patch(ticket, "summary", "Printer on fire")
    signed = bridge.signed(bridge.told[0])
    await bridge.receive(*signed)
    await bridge.work()

    reads = bridge.bridge.worker.reads
    assert await reads.sweep(bridge.clock()) == 1
    assert await bridge.receive(*signed) == "known"
    counted = await bridge.runtime.pool.fetchval("select count(*) from psa_sync.ticket_reads")
    assert counted == 0


async def test_given_our_note_when_a_customer_quotes_it_in_an_answer_then_the_case_hears_the_answer(
    bridge: Bench,
) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    answer = f"> Replaced the drum.\n> {marker_of('x-1')}\n\nThank you, but it still jams."
    bridge.note(ticket, answer)

    await bridge.deliver()
    await bridge.work()

    [event] = await bridge.events(session)
    assert isinstance(event, TicketChanged)
    assert [note.text for note in event.new_notes] == [answer]


async def test_given_a_note_of_ours_that_is_longer_than_a_case_is_told_when_it_comes_back_then_no_case_hears_of_it(
    bridge: Bench,
) -> None:
    ticket = bridge.ticket()
    session = await bridge.case(ticket)
    bridge.note(ticket, "So it went on. " * 2_000 + f"\n\n{marker_of('x-1')}")

    await bridge.deliver()
    await bridge.work()

    assert await bridge.events(session) == []
