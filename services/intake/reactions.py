"""What intake does on an event: it finds out what a case is about, and asks its decider to write that down.

case_received             without a ticket: classify; with one: wait for its context, at most for a while
ticket_context_loaded     classify, with the context
ticket_context_unavailable
ticket_wait_ended         classify, without it
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.intake.commands import CaseCommand, ClassifyCase, EndTicketWait
from services.intake.domain import Case, Nothing, Received
from services.intake.engines import Engines
from services.intake.events import CaseEvent, CaseReceived, PsaContextStatus
from services.intake.incoming import TicketContextLoaded
from services.intake.ports import Classification, ClassificationInput, Picture
from services.intake.timers import ticket_wait
from shared.blobs import Blobs
from shared.bus.reactions import NotYet
from shared.envelope import StoredEvent, Stream, follow
from shared.handle import Handler
from shared.llm.leases import Leased, Leases
from shared.llm.ledger import Work
from shared.timers import Timer, Timers

SERVICE = "intake"


@dataclass(frozen=True, slots=True)
class Reactions:
    """Intake's reactions and what they work with."""

    handler: Handler[Case, CaseCommand, CaseEvent]
    engines: Engines
    blobs: Blobs
    leases: Leases
    timers: Timers
    ticket_wait: timedelta

    async def on_case_received(self, event: StoredEvent) -> None:
        """Keep what the case brought; then classify, or wait for its ticket first."""
        session = session_of(event)
        case = await self._awaiting(session)
        if case is None:
            return
        await self.blobs.keep(event.account, session, _blobs_of(case))
        if case.ticket is None:
            await self._classify(event, None, None)
        else:
            await self.timers.set(ticket_wait(session, event.account, case.received_at + self.ticket_wait))

    async def on_ticket_wait_ended(self, event: StoredEvent) -> None:
        """The ticket system took too long."""
        await self._classify(event, "unavailable", None)

    async def on_ticket_context_loaded(self, event: StoredEvent) -> None:
        """The ticket system answered in time, or the case is classified already."""
        context = TicketContextLoaded.model_validate_json(event.data).context
        await self._classify(event, "loaded", context)

    async def on_ticket_context_unavailable(self, event: StoredEvent) -> None:
        """The ticket system gave nothing."""
        await self._classify(event, "unavailable", None)

    async def end_ticket_wait(self, timer: Timer) -> None:
        """The time is up; what follows is done on the event, since asking an engine takes longer than a timer may."""
        received, *_ = await self.handler.log.load(f"case-{timer.session}")
        stream = Stream("case", str(timer.session), timer.account, timer.session, received.client)
        await self.handler.handle(stream, EndTicketWait(), follow(received, SERVICE))

    async def _awaiting(self, session: UUID) -> CaseReceived | None:
        """The case, if its classification is still awaited."""
        state, _ = await self.handler.load(f"case-{session}")
        if isinstance(state, Nothing):
            raise NotYet
        return state.case if isinstance(state, Received) else None

    async def _classify(
        self, event: StoredEvent, status: PsaContextStatus | None, context: dict[str, Any] | None
    ) -> None:
        """Classify the case of an event, if that is still awaited; one replica at a time pays for the answer."""
        session = session_of(event)
        try:
            async with self.leases.hold(Work(event.account, session, "classification", 1)):
                case = await self._awaiting(session)
                if case is None:
                    return
                known = await self._known(event.account, session, case, context)
                found, fallback = await self.engines.classify(case, known)
                stream = Stream("case", str(session), event.account, session, case.client_id)
                await self.handler.handle(stream, _command(found, fallback, status, context), follow(event, SERVICE))
        except Leased:
            raise NotYet from None

    async def _known(
        self, account: UUID, session: UUID, case: CaseReceived, context: dict[str, Any] | None
    ) -> ClassificationInput:
        shown = case.screenshots if self.engines.asks_model(case) else []
        pictures = [
            Picture(picture.media_type, await self.blobs.read_whole(account, session, picture.blob))
            for picture in shown
        ]
        return ClassificationInput(
            account=account,
            session=session,
            text=case.text,
            log_excerpt=case.log.excerpt if case.log else None,
            pictures=tuple(pictures),
            ticket_context=context,
            user=case.owner_id,
            client=case.client_id,
        )


def _command(
    found: Classification, fallback: bool, status: PsaContextStatus | None, context: dict[str, Any] | None
) -> ClassifyCase:
    return ClassifyCase(
        summary=found.summary,
        domain=found.domain,
        symptoms=found.symptoms,
        urgency=found.urgency,
        engine=found.engine,
        fallback=fallback,
        psa_context_status=status,
        ticket_context=context,
        usage=found.usage,
        prompt_version=found.prompt_version,
    )


def session_of(event: StoredEvent) -> UUID:
    """The case that an event belongs to.

    Raises:
        ValueError: to none; such an event is not for intake.
    """
    if event.session is None:
        raise ValueError(f"{event.type} belongs to no session")
    return event.session


def _blobs_of(case: CaseReceived) -> list[str]:
    logs = [case.log.blob] if case.log else []
    return [*logs, *(picture.blob for picture in case.screenshots)]
