"""From a received case to a classified one, over a real PostgreSQL."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest

from services.intake.events import CaseClassified, TicketWaitEnded
from shared.blobs import collect_unkept
from shared.bus.reactions import NotYet
from shared.clock import utc_now
from shared.database import open_pool
from shared.envelope import StoredEvent
from shared.ids import new_id
from shared.llm.ledger import Work
from shared.settings import CommonSettings
from tests.conftest import Database
from tests.integration.intake.conftest import ACCOUNT, Intake, start_request

TICKET = {"psa_connection_id": str(new_id()), "psa_ticket_id": "4711"}
CONTEXT = {"ticket": {"summary": "Outlook asks for the password again and again"}}
SECONDS = timedelta(seconds=1)


async def started(intake: Intake, **body: Any) -> tuple[UUID, StoredEvent]:
    """A session and the event that it was received."""
    session = new_id()
    await intake.api.start_case(start_request(session, **body))
    (event,) = await intake.stored(session)
    return session, event


def ticket_event(session: UUID, type_: str, data: dict[str, object]) -> StoredEvent:
    """What the ticket service says about a session, opened."""
    meta = orjson.dumps({"correlation": str(new_id())}).decode()
    return StoredEvent(
        new_id(), f"ticket-{new_id()}", 1, "ticket", type_, 1, ACCOUNT, session, None, orjson.dumps(data), meta,
        utc_now(), b"",
    )  # fmt: skip


async def test_given_a_text_when_received_then_it_is_classified_at_once(intake: Intake) -> None:
    session, event = await started(intake, text="Outlook keeps asking for the password.")
    await intake.reactions.on_case_received(event)
    assert (await intake.events(session))[1:] == [
        CaseClassified(
            summary="Outlook keeps asking for the password.",
            domain="email",
            symptoms=["Outlook keeps asking for the password."],
            urgency="medium",
            engine="playbook",
            fallback=False,
            psa_context_status=None,
            ticket_context=None,
            usage=None,
            prompt_version=None,
        )
    ]


async def test_given_a_classification_when_written_then_its_envelope_names_the_cause(intake: Intake) -> None:
    session, event = await started(intake, text="Outlook keeps asking for the password.")
    await intake.reactions.on_case_received(event)
    classified = (await intake.stored(session))[1]
    assert classified.meta["cause"] == str(event.id)
    assert classified.meta["correlation"] == event.meta["correlation"]


async def test_given_a_received_case_when_delivered_twice_at_once_then_it_is_classified_once(intake: Intake) -> None:
    session, event = await started(intake, text="VPN drops")
    results = await asyncio.gather(
        *(intake.reactions.on_case_received(event) for _ in range(2)), return_exceptions=True
    )
    assert all(result is None or isinstance(result, NotYet) for result in results)
    await intake.reactions.on_case_received(event)
    assert len(await intake.events(session)) == 2


async def test_given_a_case_that_another_replica_classifies_when_delivered_then_it_comes_back_later(
    intake: Intake,
) -> None:
    session, event = await started(intake, text="VPN drops")
    async with intake.reactions.leases.hold(Work(ACCOUNT, session, "classification", 1)):
        with pytest.raises(NotYet):
            await intake.reactions.on_case_received(event)
    await intake.reactions.on_case_received(event)
    assert len(await intake.events(session)) == 2


async def test_given_a_ticket_when_its_context_comes_then_the_case_is_classified_with_it(intake: Intake) -> None:
    session, event = await started(intake, intake_type="psa_ticket", ticket=TICKET)
    await intake.reactions.on_case_received(event)
    assert len(await intake.events(session)) == 1
    await intake.reactions.on_ticket_context_loaded(
        ticket_event(session, "ticket_context_loaded", {"context": CONTEXT, "more": 1})
    )
    (_, classified) = await intake.events(session)
    assert isinstance(classified, CaseClassified)
    assert (classified.psa_context_status, classified.ticket_context) == ("loaded", CONTEXT)
    assert (classified.domain, classified.summary) == ("email", "Outlook asks for the password again and again")


async def test_given_a_ticket_when_the_ticket_system_is_away_then_the_case_is_classified_without(
    intake: Intake,
) -> None:
    session, event = await started(intake, intake_type="psa_ticket", ticket=TICKET)
    await intake.reactions.on_case_received(event)
    await intake.reactions.on_ticket_context_unavailable(ticket_event(session, "ticket_context_unavailable", {}))
    (_, classified) = await intake.events(session)
    assert isinstance(classified, CaseClassified)
    assert (classified.psa_context_status, classified.summary, classified.domain, classified.fallback) == (
        "unavailable",
        "Ticket 4711",
        "other",
        True,
    )


async def test_given_a_ticket_when_nothing_comes_in_time_then_the_case_goes_on_without(intake: Intake) -> None:
    session, event = await started(intake, intake_type="combined", text="VPN drops", ticket=TICKET)
    await intake.reactions.on_case_received(event)
    assert await intake.fire_timers(1 * SECONDS) == 0
    assert await intake.fire_timers(4 * SECONDS) == 1
    ended = (await intake.stored(session))[1]
    assert ended.meta["correlation"] == event.meta["correlation"]
    await intake.reactions.on_ticket_wait_ended(ended)
    (_, waited, classified) = await intake.events(session)
    assert isinstance(waited, TicketWaitEnded)
    assert isinstance(classified, CaseClassified)
    assert (classified.psa_context_status, classified.domain) == ("unavailable", "networking")
    assert await intake.fire_timers(9 * SECONDS) == 0


async def test_given_a_classified_case_when_the_context_comes_late_then_nothing_changes(intake: Intake) -> None:
    session, event = await started(intake, text="VPN drops", ticket=TICKET, intake_type="combined")
    await intake.reactions.on_case_received(event)
    await intake.reactions.on_ticket_context_unavailable(ticket_event(session, "ticket_context_unavailable", {}))
    await intake.fire_timers(4 * SECONDS)
    await intake.reactions.on_ticket_context_loaded(
        ticket_event(session, "ticket_context_loaded", {"context": CONTEXT})
    )
    assert len(await intake.events(session)) == 2


async def test_given_a_ticket_event_before_its_case_when_delivered_then_it_comes_back_later(intake: Intake) -> None:
    with pytest.raises(NotYet):
        await intake.reactions.on_ticket_context_unavailable(ticket_event(new_id(), "ticket_context_unavailable", {}))


async def test_given_a_received_case_when_reacted_to_then_its_files_outlive_the_sweeper(
    intake: Intake, database: Database
) -> None:
    session, event = await started(intake, intake_type="log_paste", log="ERROR disk full\n")
    await intake.reactions.on_case_received(event)
    async with open_pool(CommonSettings(database_url=database.url), "rf_ops") as pool:
        assert await collect_unkept(pool, utc_now() + timedelta(days=2)) == 0
    assert len(await intake.events(session)) == 2
