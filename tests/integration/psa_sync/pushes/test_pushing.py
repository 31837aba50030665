"""Closing documents on their way into tickets of a demo PSA: once each, also when it goes wrong."""

import asyncio
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from services.diagnosis.events import SessionReassigned, SessionReopened, SessionResolved, TicketLinked
from services.psa_sync.pushes import app
from services.psa_sync.pushes.api import Api
from services.psa_sync.pushes.events import PushAttemptFailed, PushRequested, PushRetried
from services.psa_sync.pushes.marker import marker_of, push_id
from services.psa_sync.tickets.events import TicketContextLoaded
from shared.clock import utc_now
from shared.message import Actor
from shared.testing.waiting import eventually
from tests.conftest import Database
from tests.integration.psa_sync.connections.kit import WRONG, Psa, engineer, keeper
from tests.integration.psa_sync.pushes.kit import DOCUMENT, WINDOW, Bench, replica
from tests.unit.psa_sync.tickets.examples import context, seen

NOTES = "/notes"


def resolved(by: Actor, outcome: int = 1) -> SessionResolved:
    assert by.user_id
    return SessionResolved(
        outcome=outcome, resolution_summary="Raised the timer.", resolution_action=None, rating=None, feedback=None,
        by=by.user_id, at=utc_now(),
    )  # fmt: skip


async def closed(bench: Bench, owner: Actor, ticket: str | None, connection: UUID | None = None) -> UUID:
    """A case that is resolved, its document written."""
    session = await bench.begun(owner, ticket, connection)
    await bench.written(owner, session, resolved(owner))
    return session


async def test_given_a_ticket_when_its_case_is_resolved_then_the_document_stands_in_it_with_its_marker(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada)

    session = await closed(bench, ada, ticket)
    push = await bench.comes_to(session, "succeeded")

    assert bench.notes(ticket) == [f"{DOCUMENT}\n\n{marker_of(push_id(session, 1))}"]
    assert push.success is not None
    assert (push.attempts, push.success.found, push.success.time_entry_id) == (1, False, None)
    assert (
        push.request.member_warning == "Ada has no member in Büro ☎ 服务台; the note is in the name of the integration."
    )


async def test_given_a_ticket_named_by_another_number_when_its_case_is_resolved_then_the_psa_is_asked_by_its_id(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    connection = await bench.connect(ada)
    session = await bench.begun(ada, "T20261120.0007")
    told = context(seen(id=ticket))
    loaded = TicketContextLoaded(connection_id=connection, ticket_id="T20261120.0007", context=told, at=utc_now())
    await bench.append("psa_sync", "ticket", ada, session, loaded)

    await bench.written(ada, session, resolved(ada))
    push = await bench.comes_to(session, "succeeded")

    assert push.request.ticket_id == ticket
    assert len(bench.notes(ticket)) == 1


async def test_given_a_ticket_as_people_write_it_when_its_case_is_resolved_then_the_note_goes_there(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada)

    session = await closed(bench, ada, f"CW #{ticket}")
    push = await bench.comes_to(session, "succeeded")

    assert push.request.ticket_id == ticket


async def test_given_two_connections_when_another_one_s_ticket_has_that_number_then_the_note_goes_to_the_case_s_own(
    bench: Bench,
) -> None:
    ada, (ticket, other) = keeper(), bench.tickets()[:2]
    elsewhere, connection = await bench.connect(ada), await bench.connect(ada, name="Second desk")
    session = await bench.begun(ada, ticket, connection)
    told = context(seen(id=other))
    loaded = TicketContextLoaded(connection_id=elsewhere, ticket_id=ticket, context=told, at=utc_now())
    await bench.append("psa_sync", "ticket", ada, session, loaded)

    await bench.written(ada, session, resolved(ada))
    push = await bench.comes_to(session, "succeeded")

    assert (push.request.connection_id, push.request.ticket_id) == (connection, ticket)
    assert not bench.notes(other)


async def test_given_a_status_whose_answer_is_lost_when_it_is_tried_again_then_the_ticket_has_it_and_is_closed(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada, push={"status_on_resolve": "Resolved"})
    bench.psa.trouble.make("cut", "PATCH", f"tickets/{ticket}", commits=True)

    session = await closed(bench, ada, ticket)
    push = await bench.comes_to(session, "succeeded")

    assert push.success is not None
    assert (push.attempts, push.success.status_set, push.success.ticket_closed) == (2, True, True)
    assert len(bench.notes(ticket)) == 1


async def test_given_a_ticket_system_that_puts_words_below_a_note_when_pushed_again_then_the_note_is_found(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada)
    session = await bench.begun(ada, ticket)
    marker = marker_of(push_id(session, 1))
    bench.signs(ticket, f"Done.\n\n{marker}\n\n-- signed by the ticket system")

    await bench.written(ada, session, resolved(ada))
    push = await bench.comes_to(session, "succeeded")

    assert push.success is not None
    assert push.success.found
    assert len(bench.notes(ticket)) == 1


async def test_given_a_connection_that_books_time_and_sets_a_status_when_a_case_is_resolved_then_it_does(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada, push={"note_kind": "resolution", "time_entry": True, "status_on_resolve": "Resolved"})

    session = await closed(bench, ada, ticket)
    push = await bench.comes_to(session, "succeeded")

    assert len(bench.notes(ticket)) == len(bench.entries(ticket)) == 1
    assert push.success is not None
    assert push.success.time_entry_id
    assert push.success.status_set


async def test_given_a_status_that_the_board_has_not_when_a_case_is_resolved_then_the_note_stands_with_a_warning(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada, push={"status_on_resolve": "Done and dusted"})

    session = await closed(bench, ada, ticket)
    push = await bench.comes_to(session, "succeeded")

    assert push.success is not None
    assert push.success.warning is not None
    assert push.success.warning.startswith("The status is not set: ")
    assert not push.success.status_set
    assert len(bench.notes(ticket)) == 1


async def test_given_a_note_that_an_engineer_edited_when_it_is_pushed_then_those_are_the_words(bench: Bench) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada)
    session = await bench.begun(ada, ticket)

    await bench.written(ada, session, resolved(ada), "My own words. Copied: [RF 0123456789ab]")
    await bench.comes_to(session, "succeeded")

    assert bench.notes(ticket) == [f"My own words. Copied:\n\n{marker_of(push_id(session, 1))}"]


async def test_given_no_ticket_or_no_connection_when_a_case_is_resolved_then_nothing_is_requested(bench: Bench) -> None:
    ada = keeper()
    without_connection = await closed(bench, ada, "1")
    await bench.connect(ada)
    without_ticket = await closed(bench, ada, None)

    assert await bench.events(without_connection) == await bench.events(without_ticket) == []
    assert await bench.refused(ada, "push_note", session=without_ticket) == "no_ticket"


@pytest.mark.parametrize("commits", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("kind", ["cut", "answer"])
async def test_given_a_psa_that_fails_before_or_after_it_wrote_when_the_window_is_over_then_the_note_is_there_once(
    bench: Bench, kind: str, commits: bool
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada)
    bench.psa.trouble.make(kind, "POST", NOTES, status=500, commits=commits)

    session = await closed(bench, ada, ticket)
    push = await bench.comes_to(session, "succeeded")

    assert len(bench.notes(ticket)) == 1
    assert push.success is not None
    assert (push.attempts, push.success.found) == (2, commits)
    (failed,) = [event for event in await bench.events(session) if isinstance(event, PushAttemptFailed)]
    assert failed.unclear
    assert failed.retry_at is not None
    assert failed.retry_at - failed.at >= timedelta(seconds=1)


@pytest.mark.parametrize("status", [409, 429])
async def test_given_a_psa_that_is_busy_or_in_conflict_when_it_is_asked_again_then_the_note_is_there_once(
    bench: Bench, status: int
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada)
    bench.psa.trouble.make("answer", "POST", NOTES, status=status, headers={"retry-after": "0"}, times=2)

    session = await closed(bench, ada, ticket)
    await bench.comes_to(session, "succeeded")

    assert len(bench.notes(ticket)) == 1


async def test_given_a_ticket_that_is_not_there_when_another_is_linked_and_it_is_pushed_again_then_it_goes_there(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    connection = await bench.connect(ada)
    session = await closed(bench, ada, "987654321")
    push = await bench.comes_to(session, "abandoned")
    assert push.code == "not_found"
    assert push.error
    assert len(push.error) <= 200

    assert ada.user_id
    link = TicketLinked(psa_connection_id=str(connection), psa_ticket_id=ticket, by=ada.user_id, at=utc_now())
    await bench.append("diagnosis", "session", ada, session, link)
    answer = await bench.ask(ada, "push_note", session=session)
    await bench.comes_to(session, "succeeded")

    assert answer["status"] == "pending"
    assert len(bench.notes(ticket)) == 1


async def test_given_keys_that_are_not_accepted_when_the_connection_is_resumed_with_others_then_the_push_goes_on(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    connection = await bench.connect(ada, credentials=WRONG)
    session = await closed(bench, ada, ticket)
    push = await bench.comes_to(session, "waiting")
    assert (push.code, push.retry_at) == ("unauthorized", None)
    later = await closed(bench, ada, bench.tickets()[1])

    credentials = {"public_key": "public-key", "private_key": "private-key", "client_id": "a-client"}
    await bench.ask(ada, "rotate_credentials", connection_id=str(connection), credentials=credentials)
    await bench.ask(ada, "resume_connection", connection_id=str(connection))
    await bench.deliver(f"connection-{connection}")

    await bench.comes_to(session, "succeeded")
    await bench.comes_to(later, "succeeded")
    assert (await bench.push(session)).attempts == 2
    assert len(bench.notes(ticket)) == 1


async def test_given_a_connection_that_is_removed_when_pushes_wait_for_it_then_they_are_abandoned_with_a_word(
    bench: Bench,
) -> None:
    ada = keeper()
    connection = await bench.connect(ada, credentials=WRONG)
    session = await closed(bench, ada, bench.tickets()[0])
    await bench.comes_to(session, "waiting")

    await bench.ask(ada, "remove_connection", connection_id=str(connection))
    await bench.deliver(f"connection-{connection}")
    push = await bench.comes_to(session, "abandoned")

    assert push.code == "connection_removed"
    assert push.error
    assert "Link the ticket" in push.error


async def test_given_two_replicas_when_many_cases_are_resolved_then_each_note_is_there_once_and_in_order(
    bench: Bench, other_replica: Bench
) -> None:
    ada, tickets = keeper(), bench.tickets()[:4]
    await bench.connect(ada)
    bench.psa.trouble.make("answer", "POST", NOTES, status=429, headers={"retry-after": "0"}, times=5)

    sessions = [await closed(bench, ada, tickets[number % 4]) for number in range(24)]
    for session in sessions:
        await other_replica.deliver(f"document-{session}")
    for session in sessions:
        await bench.comes_to(session, "succeeded")

    for number, ticket in enumerate(tickets):
        markers = [marker_of(push_id(session, 1)) for session in sessions[number::4]]
        assert [note.splitlines()[-1] for note in bench.notes(ticket)] == markers


async def test_given_a_slow_psa_when_another_account_has_a_push_then_that_one_does_not_wait(
    module_database: Database, psa: Psa
) -> None:
    async with replica(module_database, psa, psa_timeout=timedelta(seconds=60)) as bench:
        slow, quick = keeper(), keeper()
        await bench.connect(slow)
        await bench.connect(quick)
        tickets = bench.tickets()
        bench.psa.trouble.make("silence", "GET", f"/{tickets[0]}{NOTES}", times=1000)
        for _ in range(12):
            await closed(bench, slow, tickets[0])
        others = [await closed(bench, slow, tickets[0]) for _ in range(2)]

        session = await closed(bench, quick, tickets[1])
        await bench.comes_to(session, "succeeded")

        assert bench.psa.trouble.count("GET", f"/{tickets[0]}{NOTES}") == 1  # and it is asked still
        assert all(push.phase != "succeeded" for push in [await bench.push(other) for other in others])


async def test_given_a_running_attempt_when_somebody_asks_for_a_retry_then_the_note_is_there_once(
    module_database: Database, psa: Psa
) -> None:
    async with replica(module_database, psa, psa_timeout=timedelta(seconds=4)) as bench:
        ada, ticket = keeper(), bench.tickets()[0]
        await bench.connect(ada)
        bench.psa.trouble.make("silence", "POST", NOTES, commits=True)
        session = await closed(bench, ada, ticket)
        await bench.comes_to(session, "attempting")

        answer = await bench.ask(ada, "push_note", session=session)
        push = await bench.comes_to(session, "succeeded")

        assert answer["status"] == "pending"
        assert push.attempts == 2
        assert len(bench.notes(ticket)) == 1
        assert not any(isinstance(event, PushRetried) for event in await bench.events(session))


async def test_given_a_session_that_was_reopened_when_it_is_resolved_again_then_that_is_another_note(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada)
    session = await closed(bench, ada, ticket)
    assert ada.user_id

    await bench.append("diagnosis", "session", ada, session, SessionReopened(by=ada.user_id, at=utc_now()))
    await bench.written(ada, session, resolved(ada, 2), "## Problem\nAgain.")
    await bench.comes_to(session, "succeeded", 2)
    await bench.comes_to(session, "succeeded", 1)

    first, second = bench.notes(ticket)
    assert first.endswith(marker_of(push_id(session, 1)))
    assert second == f"## Problem\nAgain.\n\n{marker_of(push_id(session, 2))}"


async def test_given_a_session_that_is_erased_when_its_push_waits_then_it_is_quietly_gone(
    bench: Bench, module_database: Database
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada)
    bench.psa.trouble.make("cut", "POST", NOTES)
    session = await closed(bench, ada, ticket)
    await bench.comes_to(session, "waiting")

    connection = await asyncpg.connect(module_database.dsn("postgres"))
    await connection.execute("update log.keys set wrapped = null where id = $1", session)
    await connection.close()
    bench.runtime.keyring.forget(session)

    async def is_gone() -> bool:
        return push_id(session, 1) not in await bench.queued()

    await eventually(is_gone)
    assert not bench.notes(ticket)


async def test_given_a_note_that_was_written_when_the_window_is_over_then_the_ticket_is_read_back_and_that_is_all(
    bench: Bench,
) -> None:
    ada = keeper()
    await bench.connect(ada)
    session = await closed(bench, ada, bench.tickets()[0])
    await bench.comes_to(session, "succeeded")

    async def is_done() -> bool:
        return push_id(session, 1) not in await bench.queued()

    await eventually(is_done)
    assert not (await bench.push(session)).duplicates


async def test_given_a_document_that_is_delivered_twice_when_it_is_pushed_then_it_is_requested_once(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    await bench.connect(ada)
    session = await closed(bench, ada, ticket)
    await asyncio.gather(*(bench.deliver(f"document-{session}") for _ in range(4)))
    await bench.comes_to(session, "succeeded")
    await bench.deliver(f"document-{session}")

    assert [type(event) for event in await bench.events(session)].count(PushRequested) == 1
    assert len(bench.notes(ticket)) == 1


async def test_given_people_when_they_ask_for_a_push_then_the_owner_and_leads_may_and_others_may_not(
    bench: Bench,
) -> None:
    ada = keeper()
    ben, eve = engineer(ada), engineer(ada)
    await bench.connect(ada)
    session = await bench.begun(ben, bench.tickets()[0])
    assert await bench.refused(ben, "push_note", session=session) == "no_document"
    await bench.written(ben, session, resolved(ben))

    assert await bench.refused(eve, "push_note", session=session) == "not_your_session"
    assert await bench.refused(keeper(), "push_note", session=session) == "unknown_session"
    assert (await bench.ask(ben, "push_note", session=session))["push_id"] == push_id(session, 1)
    assert (await bench.ask(ada, "push_note", session=session))["push_id"] == push_id(session, 1)


async def test_given_a_case_that_changed_hands_when_its_new_owner_asks_for_a_push_then_it_is_pushed(
    bench: Bench,
) -> None:
    ada = keeper()
    ben, eve = engineer(ada), engineer(ada)
    assert ben.user_id
    assert eve.user_id
    await bench.connect(ada)
    session = await closed(bench, ben, bench.tickets()[0])
    handed = SessionReassigned(
        from_id=ben.user_id, to_id=eve.user_id, to_name="Eve", to_team_id=None, by=ben.user_id, at=utc_now()
    )
    await bench.append("diagnosis", "session", ben, session, handed)

    assert (await bench.ask(eve, "push_note", session=session))["push_id"] == push_id(session, 1)
    assert (await bench.ask(ben, "push_note", session=session))["push_id"] == push_id(session, 1)


async def test_given_somebody_asks_for_a_push_when_the_process_dies_before_it_is_queued_then_it_is_pushed_all_the_same(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        raise ConnectionAbortedError

    ada, ticket = keeper(), bench.tickets()[0]
    session = await closed(bench, ada, ticket)
    await bench.connect(ada)
    monkeypatch.setattr(Api, "_wake", killed)
    with pytest.raises(ConnectionAbortedError):
        await bench.ask(ada, "push_note", session=session)
    assert push_id(session, 1) not in await bench.queued()

    await bench.deliver(f"push-{push_id(session, 1)}")
    await bench.comes_to(session, "succeeded")
    await bench.deliver(f"push-{push_id(session, 1)}")

    assert len(bench.notes(ticket)) == 1


async def test_given_a_note_kind_by_explicit_choice_when_it_is_pushed_by_hand_then_the_customer_reads_it(
    bench: Bench,
) -> None:
    ada, ticket = keeper(), bench.tickets()[0]
    session = await closed(bench, ada, ticket)
    await bench.connect(ada)

    await bench.ask(ada, "push_note", session=session, note_kind="discussion")
    push = await bench.comes_to(session, "succeeded")

    assert push.request.note_kind == "discussion"
    assert len(bench.notes(ticket)) == 1


async def test_given_a_replica_whose_clock_is_ahead_when_an_attempt_ends_unclear_then_it_waits_for_the_window_too(
    module_database: Database, psa: Psa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "utc_now", lambda: utc_now() + timedelta(minutes=10))
    async with replica(module_database, psa) as ahead:
        ada = keeper()
        await ahead.connect(ada)
        psa.trouble.make("cut", "POST", NOTES)
        session = await closed(ahead, ada, ahead.tickets()[0])
        await ahead.comes_to(session, "succeeded")
        stored = await ahead.runtime.log.load(f"push-{session}-1")

    (failed,) = [event.recorded_at for event in stored if event.type == "push_attempt_failed"]
    about = WINDOW * 0.8  # when it was recorded is a little later than when it was
    assert [event.recorded_at - failed >= about for event in stored if event.type == "push_attempted"] == [False, True]
