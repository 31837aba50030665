"""A case's ticket on a real PostgreSQL, before a PSA over HTTP."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.diagnosis.events import SessionReopened, TicketLinked
from services.psa_sync.connections.asking import AT_ONCE
from services.psa_sync.tickets.events import CaseTicketEvent, TicketContextLoaded, TicketContextUnavailable
from services.psa_sync.tickets.linking import Link
from services.psa_sync.tickets.links import PostgresCaseLinks
from shared.ids import new_id
from shared.message import Actor
from shared.testing.waiting import PATIENCE
from tests.conftest import Database
from tests.integration.psa_sync.connections.kit import KEYS, NOBODY_THERE, WRONG, Bench, Psa, engineer, keeper, replica
from tests.unit.diagnosis.examples import RESOLVED
from tests.unit.intake.examples import NOW


async def found(bench: Bench, ada: Actor, words: str) -> str:
    """The id of a ticket of the PSA, by words of its summary."""
    answer = await bench.ask(engineer(ada), "search_tickets", q=words)
    return str(answer["tickets"][0]["id"])


def linked(ticket: str, connection: str, minutes: int = 5) -> TicketLinked:
    """A later link."""
    at = NOW + timedelta(minutes=minutes)
    return TicketLinked(psa_connection_id=connection, psa_ticket_id=ticket, by=new_id(), at=at)


async def link(bench: Bench, ada: Actor, session: UUID) -> Link | None:
    """What is kept of a case's link."""
    return await PostgresCaseLinks(bench.runtime.pool).find(ada.account_id, session)


def reasons(events: list[CaseTicketEvent]) -> list[str]:
    """What each event says in a word."""
    return [event.reason if isinstance(event, TicketContextUnavailable) else "loaded" for event in events]


async def test_given_a_case_with_a_ticket_when_it_is_received_then_it_is_given_what_the_psa_knows(bench: Bench) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    ticket = await found(bench, ada, "VPN drops")

    session = await bench.case(ada, f"CW #{ticket}")

    [event] = await bench.ticket_events(session)
    assert isinstance(event, TicketContextLoaded)
    assert (str(event.connection_id), event.ticket_id, event.context.ticket.id) == (connection, ticket, ticket)
    assert "VPN" in event.context.ticket.summary
    assert event.context.contact is not None
    assert [one.name for one in event.context.configurations]
    assert event.context.notes
    kept = await link(bench, ada, session)
    assert kept is not None
    assert (str(kept.connection), kept.ticket, kept.is_open) == (connection, ticket, True)


async def test_given_an_event_when_it_comes_again_then_the_psa_is_not_asked_again(bench: Bench) -> None:
    ada = keeper()
    await bench.add(ada)
    session = await bench.case(ada, await found(bench, ada, "VPN drops"))
    asked = len(bench.psa.trouble.seen)

    await bench.deliver(f"case-{session}")

    assert len(bench.psa.trouble.seen) == asked
    assert reasons(await bench.ticket_events(session)) == ["loaded"]


@pytest.mark.parametrize(
    ("changes", "ticket", "reason"),
    [
        ({}, "999999", "not_found"),
        ({}, "Robert'); drop table tickets;--", "not_found"),
        ({"base_url": NOBODY_THERE}, "1", "away"),
        ({"credentials": WRONG}, "1", "unauthorized"),
    ],
)
async def test_given_a_psa_that_tells_nothing_when_a_case_comes_then_it_goes_on_and_knows_why(
    bench: Bench, changes: dict[str, object], ticket: str, reason: str
) -> None:
    ada = keeper()
    connection = await bench.add(ada, **changes)

    session = await bench.case(ada, ticket)

    [event] = await bench.ticket_events(session)
    assert isinstance(event, TicketContextUnavailable)
    assert (event.reason, str(event.connection_id)) == (reason, connection)


async def test_given_a_silent_psa_when_a_case_comes_then_it_waits_for_so_long_only(
    module_database: Database, psa: Psa
) -> None:
    async with replica(module_database, psa, ticket_timeout=2) as bench:
        ada = keeper()
        await bench.add(ada)
        psa.trouble.make("silence", "GET", "/service/tickets", times=9)
        began = time.monotonic()

        session = await bench.case(ada, "1")

        assert time.monotonic() - began > 1.5
        assert reasons(await bench.ticket_events(session)) == ["away"]


async def test_given_no_connection_or_several_when_a_case_comes_then_it_is_told_so(bench: Bench) -> None:
    ada = keeper()

    without = await bench.case(ada, "1")
    first, _ = await bench.add(ada), await bench.add(ada, name="Other")
    ambiguous, odd = await bench.case(ada, "1"), await bench.case(ada, "1", "my PSA")
    named = await bench.case(ada, await found_in(bench, ada, first), first)
    await bench.ask(ada, "pause_connection", connection_id=first)
    halted = await bench.case(ada, "1", first)

    told = [reasons(await bench.ticket_events(one)) for one in (without, ambiguous, odd, named, halted)]
    assert told == [["no_connection"], ["no_connection"], ["no_connection"], ["loaded"], ["paused"]]


async def found_in(bench: Bench, ada: Actor, connection: str) -> str:
    """The id of some ticket of that connection."""
    answer = await bench.ask(engineer(ada), "search_tickets", connection_id=connection)
    return str(answer["tickets"][0]["id"])


async def test_given_the_connection_of_another_account_when_a_case_names_it_then_it_is_none(bench: Bench) -> None:
    ada, mallory = keeper(), keeper()
    connection = await bench.add(ada)

    session = await bench.case(mallory, "1", connection)

    assert reasons(await bench.ticket_events(session)) == ["no_connection"]


async def test_given_a_case_when_it_is_linked_later_and_linked_anew_then_the_latest_ticket_counts(bench: Bench) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    vpn, outlook = await found(bench, ada, "VPN drops"), await found(bench, ada, "Outlook keeps")
    session = await bench.case(ada, vpn)

    await bench.more(ada, session, linked(outlook, connection))
    await bench.deliver(f"case-{session}")

    events = await bench.ticket_events(session)
    assert [event.ticket_id for event in events if isinstance(event, TicketContextLoaded)] == [vpn, outlook]
    kept = await link(bench, ada, session)
    assert kept is not None
    assert kept.ticket == outlook


async def test_given_services_whose_clocks_differ_when_a_case_is_linked_then_the_link_that_was_made_last_counts(
    bench: Bench,
) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    vpn, outlook = await found(bench, ada, "VPN drops"), await found(bench, ada, "Outlook keeps")
    session = await bench.case(ada, vpn)

    await bench.more(ada, session, linked(outlook, connection, minutes=-5))

    kept = await link(bench, ada, session)
    assert kept is not None
    assert (kept.ticket, kept.number) == (outlook, 1)
    assert reasons(await bench.ticket_events(session)) == ["loaded", "loaded"]


async def test_given_a_ticket_that_reads_the_same_when_it_is_loaded_again_then_nothing_is_written(
    bench: Bench,
) -> None:
    ada = keeper()
    await bench.add(ada)
    session = await bench.case(ada, await found(bench, ada, "VPN drops"))

    answer = await bench.ask(engineer(ada), "reload_ticket", session=session)

    assert answer["status"] == "loaded"
    assert reasons(await bench.ticket_events(session)) == ["loaded"]


async def test_given_a_psa_that_hangs_when_cases_pour_in_then_another_accounts_case_gets_its_ticket(
    module_database: Database, psa: Psa
) -> None:
    async with replica(module_database, psa, ticket_timeout=10) as bench:
        ada, eve = keeper(), keeper()
        away = await bench.add(ada)
        psa.trouble.make("silence", "GET", "/service/tickets", times=AT_ONCE)
        pouring = [asyncio.create_task(bench.case(ada, "1", away)) for _ in range(AT_ONCE)]
        await until(lambda: psa.trouble.count("GET", "/service/tickets") >= AT_ONCE)

        late = await bench.case(ada, "1", away)

        assert psa.trouble.count("GET", "/service/tickets") == AT_ONCE
        assert reasons(await bench.ticket_events(late)) == ["away"]
        await bench.add(eve)
        assert reasons(await bench.ticket_events(await bench.case(eve, await found(bench, eve, "VPN drops")))) == [
            "loaded"
        ]
        await asyncio.gather(*pouring)


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for it."""
    async with asyncio.timeout(PATIENCE):
        while not is_so():  # noqa: ASYNC110 - the PSA only counts
            await asyncio.sleep(0.01)


async def test_given_a_case_when_it_ends_and_is_reopened_then_its_link_is_closed_and_open_again(bench: Bench) -> None:
    ada = keeper()
    await bench.add(ada)
    session = await bench.case(ada, await found(bench, ada, "VPN drops"))

    await bench.more(ada, session, RESOLVED)
    closed = await link(bench, ada, session)
    await bench.more(ada, session, SessionReopened(by=new_id(), at=NOW))
    reopened = await link(bench, ada, session)

    assert closed is not None
    assert reopened is not None
    assert (closed.is_open, reopened.is_open) == (False, True)
    assert closed.ticket == reopened.ticket


async def test_given_an_unreachable_psa_when_it_is_back_then_the_ticket_can_be_loaded_again(bench: Bench) -> None:
    ada = keeper()
    connection = await bench.add(ada, base_url=NOBODY_THERE)
    session = await bench.case(ada, "1")

    first = await bench.ask(engineer(ada), "reload_ticket", session=session)
    await bench.ask(ada, "change_connection", connection_id=connection, base_url=bench.psa.url, credentials=KEYS)
    ticket = await found(bench, ada, "VPN drops")
    await bench.more(ada, session, linked(ticket, connection))
    again = await asyncio.gather(
        *(bench.ask(engineer(ada), "reload_ticket", session=session, key="same") for _ in range(3))
    )

    assert (first["status"], first["reason"]) == ("unavailable", "away")
    assert {(answer["status"], answer["reason"]) for answer in again} == {("loaded", None)}
    assert reasons(await bench.ticket_events(session)) == ["away", "loaded"]


async def test_given_a_loaded_ticket_when_it_cannot_be_loaded_again_then_people_are_told_and_it_stays(
    bench: Bench,
) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    session = await bench.case(ada, await found(bench, ada, "VPN drops"))

    bench.psa.trouble.make("answer", "GET", "/service/tickets", status=503, times=9)
    assert await bench.refused(engineer(ada), "reload_ticket", session=session) == "psa_away"
    bench.psa.trouble.rules.clear()
    await bench.ask(ada, "rotate_credentials", connection_id=connection, credentials=WRONG)
    assert await bench.refused(engineer(ada), "reload_ticket", session=session) == "psa_unauthorized"
    assert await bench.refused(engineer(ada), "reload_ticket", session=session) == "connection_paused"
    assert reasons(await bench.ticket_events(session)) == ["loaded"]


async def test_given_a_case_of_another_account_when_its_ticket_is_reloaded_then_there_is_none(bench: Bench) -> None:
    ada, mallory = keeper(), keeper()
    await bench.add(ada)
    session = await bench.case(ada, await found(bench, ada, "VPN drops"))

    assert await bench.refused(engineer(mallory), "reload_ticket", session=session) == "no_ticket"
    assert await bench.refused(engineer(ada), "reload_ticket", session=new_id()) == "no_ticket"
    assert await bench.refused(engineer(ada), "reload_ticket") == "no_session"


async def test_given_tickets_when_they_are_searched_then_words_numbers_boards_and_pages_find_them(bench: Bench) -> None:
    ada = keeper()
    await bench.add(ada)
    ben = engineer(ada)
    ticket = await found(bench, ada, "VPN drops")

    by_number = await bench.ask(ben, "search_tickets", q=ticket)
    alerts = await bench.ask(ben, "search_tickets", board="Monitoring")
    none = await bench.ask(ben, "search_tickets", q='" or 1=1 --')
    beyond = await bench.ask(ben, "search_tickets", page=900)
    whole = await bench.ask(ben, "ticket", ticket_id=f"#{ticket}")

    assert ticket in [one["id"] for one in by_number["tickets"]]
    assert {one["board"] for one in alerts["tickets"]} == {"Monitoring"}
    assert (none["tickets"], beyond["tickets"], beyond["more"]) == ([], [], False)
    assert whole["context"]["ticket"]["id"] == ticket
    assert await bench.refused(ben, "ticket", ticket_id="999999") == "ticket_not_found"


async def test_given_a_case_with_a_ticket_when_it_is_erased_then_its_link_is_gone(bench: Bench) -> None:
    ada = keeper()
    await bench.add(ada)
    session = await bench.case(ada, await found(bench, ada, "VPN drops"))

    await bench.erase(ada, session)

    assert await link(bench, ada, session) is None


async def test_given_events_that_were_read_in_disorder_when_links_are_written_then_what_was_heard_last_counts(
    bench: Bench,
) -> None:
    ada, session = keeper(), new_id()
    links = PostgresCaseLinks(bench.runtime.pool)
    first, second = Link(None, "1", NOW, is_open=True), Link(None, "2", NOW, is_open=False, number=1)

    await links.put(ada.account_id, session, second, 7)
    await links.put(ada.account_id, session, first, 3)
    await links.settle(ada.account_id, session, first, new_id(), "one")
    assert await links.find(ada.account_id, session) == second

    connection = new_id()
    await links.settle(ada.account_id, session, second, connection, "two")
    await links.put(ada.account_id, session, replace(second, is_open=True), 8)
    assert await links.find(ada.account_id, session) == replace(
        second, connection=connection, ticket="two", is_open=True
    )
    assert await links.find(new_id(), session) is None
