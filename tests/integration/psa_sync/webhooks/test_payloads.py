"""What each type of event tells, made from events as their owners write them, and what it never tells."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.documentation.events import NoteWritten
from services.ops.events import CaseErased
from services.psa_sync.connections.events import ConnectionPaused, ConnectionResumed
from services.psa_sync.drafts.events import TicketDrafted
from services.psa_sync.pushes.events import PushAbandoned, PushRequested, PushSucceeded
from services.psa_sync.tickets.events import (
    FieldChange,
    NoteSeen,
    TicketChanged,
    TicketClosed,
    TicketSeen,
)
from services.psa_sync.webhooks.catalogue import BY_SOURCE
from services.psa_sync.webhooks.deliveries import Told
from services.psa_sync.webhooks.payload import Missing
from shared.envelope import StoredEvent, Stream, begin
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor, Event
from shared.sealing import Keyring
from tests.conftest import Database
from tests.integration.psa_sync.webhooks.conftest import MASTER, Bench, Subscription
from tests.integration.psa_sync.webhooks.receiver import Receiver
from tests.unit.diagnosis.examples import (
    ABANDONED,
    ANNA_ID,
    BEN_ID,
    HANDED_OVER,
    REOPENED,
    TAKEN_BACK,
    TEAM,
    asked,
    escalation,
    picked_up,
    started,
)

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
CONNECTION = UUID(int=400)
TICKET = TicketSeen(
    id="123", ref="CW #123", summary="Printer", status="New", closed=False, board="Service", priority="High", type=None,
    company="Contoso", contact="Cleo Contact", owner="Anna", url=None, entered_at=NOW, last_updated=NOW,
)  # fmt: skip
SEEN = {
    "ref": "CW #123", "summary": "Printer", "status": "New", "closed": False, "board": "Service", "priority": "High",
    "type": None, "url": None, "last_updated": "2026-11-20T09:30:00Z",
}  # fmt: skip
CASE = {"client_id": None, "problem_summary": "Printer on floor 2 prints nothing", "problem_domain": "printing"}
ENDED = {"duration_seconds": 0, "steps_answered": 0}
REQUESTED = PushRequested(
    connection_id=CONNECTION, ticket_id="123", outcome=1, kind="resolution_note", note_kind="internal",
    marker="[RF 0123456789ab]", text="All that was said. Hunter2!", time=None, status=None, member_id=None,
    member_warning=None, by=None, at=NOW,
)  # fmt: skip


@pytest.mark.parametrize(
    ("event", "data"),
    [
        (REOPENED, {"reopened_by": str(ANNA_ID)}),
        (TAKEN_BACK, {"taken_back_by": str(ANNA_ID)}),
        (
            picked_up(),
            {"outcome": 1, "escalated_by": str(ANNA_ID), "picked_up_by": str(BEN_ID), "resume_mode": "continue"},
        ),
        (ABANDONED, {**ENDED, "outcome": 1, "reason": "owner", "abandoned_by": str(ANNA_ID)}),
        (
            HANDED_OVER,
            {**ENDED, "duration_seconds": 300, "outcome": 2, "recipient": "Brother", "handed_over_by": str(ANNA_ID)},
        ),
        (
            escalation(),
            {
                **ENDED,
                "outcome": 1,
                "escalation_reason": "I am stuck with it.",
                "escalated_by": str(ANNA_ID),
                "escalated_to_id": None,
                "team_id": str(TEAM),
            },
        ),
    ],
)
async def test_given_an_event_of_a_session_when_told_then_so(
    bench: Bench, receiver: Receiver, subscription: Subscription, event: Event, data: dict[str, Any]
) -> None:
    session = await bench.session(started(), asked(), event)
    assert await _told(bench, receiver, (await bench.log.load(f"session-{session}"))[-1]) == {
        "session_id": str(session),
        "ticket_id": None,
        **CASE,
        **data,
    }


async def test_given_a_session_about_a_ticket_when_started_then_the_ticket_is_told(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    session = await bench.session(started())
    async with bench.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{bench.account}'")
        await connection.execute(
            "insert into psa_sync.ticket_links (session, account, ticket, linked_at) values ($1, $2, '123', now())",
            session,
            bench.account,
        )
    assert await _told(bench, receiver, (await bench.log.load(f"session-{session}"))[0]) == {
        "session_id": str(session),
        "ticket_id": "123",
        **CASE,
        "owner_id": str(ANNA_ID),
        "team_id": str(TEAM),
        "urgency": "medium",
        "confidence_tier": "discovery",
        "flow_id": None,
    }


async def test_given_a_document_when_told_then_its_size_and_not_its_text(
    bench: Bench, receiver: Receiver, subscription: Subscription, database: Database
) -> None:
    session = await bench.session(started())
    note = NoteWritten(
        outcome=1, kind="resolution_note", state_version=1, markdown="Secret words", edited=True, engine="playbook",
        usage=None, prompt_version=None, prompt_blob=None, at=NOW,
    )  # fmt: skip
    event = await _written_by(database, "documentation", Stream("document", str(session), bench.account, session), note)
    data = await _told(bench, receiver, event)
    assert {key: data[key] for key in ("outcome", "kind", "edited", "characters")} == {
        "outcome": 1, "kind": "resolution_note", "edited": True, "characters": 12,
    }  # fmt: skip
    assert b"Secret words" not in receiver.received[0].body


@pytest.mark.parametrize(
    ("end", "data"),
    [
        (
            PushSucceeded(attempt=2, note_id="77", time_entry_id=None, status_set=True, found=False, at=NOW),
            {"note_id": "77", "time_entry_id": None, "attempts": 2},
        ),
        (PushAbandoned(code="refused", error="The ticket is locked.", at=NOW), {
            "code": "refused", "error": "The ticket is locked.",
        }),
    ],
)  # fmt: skip
async def test_given_a_push_when_it_ends_then_how_and_not_what_was_pushed(
    bench: Bench, receiver: Receiver, subscription: Subscription, end: Event, data: dict[str, Any]
) -> None:
    session = await bench.session(started())
    event = await bench.own(Stream("push", f"{session}-1", bench.account, session), REQUESTED, end)
    assert await _told(bench, receiver, event) == {
        "session_id": str(session),
        **CASE,
        "ticket_id": "123",
        "psa_connection_id": str(CONNECTION),
        "outcome": 1,
        "kind": "resolution_note",
        **data,
    }
    assert b"Hunter2" not in receiver.received[0].body


async def test_given_a_ticket_that_changes_when_told_then_its_line_and_not_its_notes_or_people(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    session = await bench.session(started())
    changed = TicketChanged(
        connection_id=CONNECTION,
        ticket=TICKET,
        changes=(
            FieldChange(field="status", before="New", after="Done"),
            FieldChange(field="contact", before="Cleo Contact", after="Dora Contact"),
            FieldChange(field="owner", before=None, after="Anna"),
        ),
        new_notes=(NoteSeen(text="Private words", by="Cleo Contact", at=NOW, internal=True),),
        at=NOW,
    )
    stream = Stream("ticket", str(session), bench.account, session)
    about = {"psa_connection_id": str(CONNECTION), "ticket_id": "123", "ticket": SEEN}
    assert await _told(bench, receiver, await bench.own(stream, changed)) == {
        "session_id": str(session),
        **CASE,
        **about,
        "changes": [{"field": "status", "before": "New", "after": "Done"}, {"field": "contact"}, {"field": "owner"}],
        "new_notes": 1,
    }
    assert b"Private" not in receiver.received[0].body
    for name in (b"Cleo", b"Dora", b"Anna"):
        assert name not in receiver.received[0].body

    closed = TicketClosed(connection_id=CONNECTION, ticket=TICKET, at=NOW)
    other = await bench.session(started())
    told = await _told(bench, receiver, await bench.own(Stream("ticket", str(other), bench.account, other), closed))
    assert told == {"session_id": str(other), **CASE, **about}


async def test_given_things_that_are_no_case_when_told_then_without_one(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    draft, connection = new_id(), new_id()
    drafted = TicketDrafted(connection_id=CONNECTION, ticket=TICKET, at=NOW)
    offer = Stream("ticket", str(draft), bench.account, draft)
    assert await _told(bench, receiver, await bench.own(offer, drafted)) == {
        "psa_connection_id": str(CONNECTION), "ticket_id": "123", "ticket": SEEN, "draft_id": str(draft),
    }  # fmt: skip
    assert [one["session_id"] for one in await bench.deliveries(subscription.id)] == [None]
    paused = ConnectionPaused(reason="unauthorized", by=None, at=NOW)
    resumed = ConnectionResumed(by=ANNA_ID, at=NOW)
    stream = Stream("connection", str(connection), bench.account)
    event = await bench.own(stream, resumed, paused)
    assert await _told(bench, receiver, event) == {"psa_connection_id": str(connection), "reason": "unauthorized"}
    first = (await bench.log.load(stream.name))[0]
    assert await _told(bench, receiver, first) == {"psa_connection_id": str(connection)}


async def test_given_an_erasure_when_told_then_the_session_and_nothing_more(
    bench: Bench, receiver: Receiver, subscription: Subscription, database: Database
) -> None:
    session = await bench.session(started())
    erased = CaseErased(session=session, by="operator", reason="asked for by the customer", at=NOW)
    event = await _written_by(database, "ops", Stream("erasure", str(session), bench.account), erased)
    assert await _told(bench, receiver, event) == {"session_id": str(session)}


async def test_given_every_type_that_is_offered_when_it_happens_then_there_is_a_test_of_it_here() -> None:
    here = {
        "session_started", "session_resolved", "escalation_requested", "escalation_picked_up", "escalation_taken_back",
        "handed_over", "session_abandoned", "session_reopened", "case_erased", "note_written", "push_succeeded",
        "push_abandoned", "ticket_changed", "ticket_closed", "ticket_drafted", "connection_paused",
        "connection_resumed",
    }  # fmt: skip
    assert here == set(BY_SOURCE)


async def test_given_an_event_that_is_not_there_or_anothers_when_told_then_nothing_is(bench: Bench) -> None:
    session = await bench.session(started())
    for account, stream in ((bench.account, f"session-{new_id()}"), (new_id(), f"session-{session}")):
        with pytest.raises(Missing):
            await bench.sender.payloads.body(account, Told(new_id(), "session.started", NOW, stream, 1, session))


async def _told(bench: Bench, receiver: Receiver, event: StoredEvent) -> dict[str, Any]:
    """The data that the receiver gets of an event."""
    await bench.react(event)
    assert await bench.send() == 1
    got = receiver.received[-1]
    assert got.json["type"] == BY_SOURCE[event.type].name
    data: dict[str, Any] = got.json["data"]
    return data


async def _written_by(database: Database, service: str, stream: Stream, event: Event) -> StoredEvent:
    """An event that another service writes, under its own role."""
    async with asyncpg.create_pool(database.dsn(f"rf_{service}"), min_size=1, max_size=1) as pool:
        log = PostgresLog(pool, Keyring(PostgresKeyStore(pool), MASTER))
        await log.append(stream, 0, [event], begin(Actor(account_id=stream.account), service))
        return (await log.load(stream.name))[-1]
