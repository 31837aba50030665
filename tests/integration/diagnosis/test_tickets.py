"""What a model is told of the ticket of a case, over the bus, from link to link."""

from uuid import UUID

from services.diagnosis.escalation.events import EscalationInsightGained
from shared.message import Event
from shared.settings import CommonSettings
from shared.testing import model_server as plays
from shared.testing.model_server import ModelServer, serve
from tests.integration.diagnosis.conftest import Diagnosis, running
from tests.integration.diagnosis.test_handover import FOUND, escalate, has, stepping, text_of, with_model
from tests.unit.gateway.psa_kit import CONNECTION, loaded, unavailable


class TicketContextLoaded(Event):
    """As a newer program writes it."""

    schema_version = 2


async def link(diagnosis: Diagnosis, session: UUID, ticket: str) -> None:
    await diagnosis.command(session, "link_ticket", psa_connection_id=str(CONNECTION), psa_ticket_id=ticket)


async def test_given_another_ticket_linked_when_steps_follow_then_the_model_is_told_of_that_one_alone(
    settings: CommonSettings,
) -> None:
    server = ModelServer()
    server.otherwise = stepping(plays.answer(FOUND))
    async with serve(server) as url, running(settings, with_model(url)) as (diagnosis, _):
        session = await diagnosis.begin_case()
        told = []
        for order, (ticket, event) in enumerate(
            (
                ("4711", loaded(summary="The first ticket")),
                ("4712", unavailable(ticket_id="4712")),
                ("4713", loaded(id="4713", summary="The third ticket")),
            )
        ):
            await diagnosis.step(session, order)
            await link(diagnosis, session, ticket)
            await diagnosis.tell_of_ticket(session, event)
            await diagnosis.command(session, "answer_step", was_skipped=True)
            await diagnosis.step(session, order + 1)
            told.append(text_of(server.requests[-1]))
        await link(diagnosis, session, "4714")
        await escalate(diagnosis, session)
        await diagnosis.until(session, has(EscalationInsightGained))
        told.append(text_of(server.requests[-1]))
    assert [("The first ticket" in text, "The third ticket" in text) for text in told] == [
        (True, False), (False, False), (False, True), (False, False),
    ]  # fmt: skip


async def test_given_no_model_when_a_step_follows_then_nothing_of_the_ticket_is_read(diagnosis: Diagnosis) -> None:
    session = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    await diagnosis.tell_of_ticket(session, TicketContextLoaded())
    await diagnosis.command(session, "answer_step", was_skipped=True)
    await diagnosis.step(session, 1)
