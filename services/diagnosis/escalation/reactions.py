"""What diagnosis does on the way from one engineer to the next.

escalation_requested   look through the record, for whoever picks the case up; nothing waits for it
escalation_picked_up   give the briefing, with the insight if it has arrived
"""

from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from uuid import UUID

from services.diagnosis.commands import SessionCommand
from services.diagnosis.engines import Insights
from services.diagnosis.escalation.briefing import briefing_of
from services.diagnosis.escalation.commands import GainInsight, GiveBriefing
from services.diagnosis.events import SessionEvent
from services.diagnosis.near import NearFlow
from services.diagnosis.ports import CaseView, FlowFinder, Gained
from services.diagnosis.state import Active, AwaitingBriefing, NotStarted, Paused, State
from services.diagnosis.ticket import with_ticket
from services.diagnosis.view import case_view
from shared.blobs import Blobs
from shared.bus.reactions import NotYet
from shared.clock import Clock
from shared.envelope import StoredEvent, Stream, follow
from shared.handle import Handler
from shared.ids import new_id
from shared.llm.leases import Leased, Leases
from shared.llm.ledger import Work

SERVICE = "diagnosis"


@dataclass(frozen=True, slots=True)
class Escalations:
    """Reactions to escalations and pick-ups, and what they work with."""

    handler: Handler[State, SessionCommand, SessionEvent]
    insights: Insights
    finder: FlowFinder
    blobs: Blobs
    leases: Leases
    clock: Clock

    async def on_requested(self, event: StoredEvent) -> None:
        """Look through the record as it was when the case was escalated, unless that has been done."""
        events = await self._events(event)
        then, now = self._then_and_now(event, events)
        if isinstance(then, NotStarted) or isinstance(now, NotStarted):
            return
        outcome = then.case.outcomes
        if outcome not in now.case.lacking_insight:
            return
        view = case_view(UUID(event.stream_id), event.client, then.case, events[: event.version])
        if self.insights.asks_model(view):
            view = await with_ticket(self.handler.log, view, then.case)
        try:
            async with self._alone(view, outcome):
                await self._do(event, await self._insight(view, outcome), (now, len(events)))
        except Leased:
            raise NotYet from None

    async def on_picked_up(self, event: StoredEvent) -> None:
        """Give the briefing, unless it was given or the session has gone another way."""
        events = await self._events(event)
        then, now = self._then_and_now(event, events)
        if not isinstance(now, Active | Paused) or not isinstance(then, Active | Paused) or now.phase != then.phase:
            return
        if not isinstance(now.phase, AwaitingBriefing):
            return
        view = case_view(UUID(event.stream_id), event.client, now.case, events)
        command = GiveBriefing(
            at=self.clock(),
            outcome=now.phase.outcome,
            order=now.case.order,
            step_id=new_id(),
            content=briefing_of(view),
            nearest=await self._near(view),
        )
        await self._do(event, command, (now, len(events)))

    async def _near(self, view: CaseView) -> tuple[NearFlow, ...]:
        """The flows near to what the new engineer brings along, where they begin anew from that."""
        taken = view.escalations[-1]
        if not taken.fresh or not taken.context:
            return ()
        return await self.finder.near(view.account, taken.context, view.domain)

    async def _insight(self, view: CaseView, outcome: int) -> GainInsight:
        gained = await self.insights.gain(view)
        found = gained.findings
        return GainInsight(
            at=self.clock(),
            outcome=outcome,
            remaining_hypotheses=found.remaining_hypotheses,
            suggested_next_steps=found.suggested_next_steps,
            steps_ruled_out=found.steps_ruled_out,
            engine=gained.engine,
            usage=gained.usage,
            prompt_version=gained.prompt_version,
            prompt_blob=await self._kept(view, gained),
        )

    async def _kept(self, view: CaseView, gained: Gained) -> str | None:
        if gained.transcript is None:
            return None
        return await self.blobs.put(view.account, view.session, "application/json", gained.transcript, kept=True)

    def _alone(self, view: CaseView, outcome: int) -> AbstractAsyncContextManager[None]:
        """Nobody else asks a model for it meanwhile; the playbook costs nothing and needs no lease."""
        if not self.insights.asks_model(view):
            return nullcontext()
        return self.leases.hold(Work(view.account, view.session, f"insight {outcome}", 1, view.user, view.client))

    def _then_and_now(self, event: StoredEvent, events: list[SessionEvent]) -> tuple[State, State]:
        fold = self.handler.decider.fold
        then = fold(events[: event.version])
        return then, fold(events[event.version :], then)

    async def _events(self, event: StoredEvent) -> list[SessionEvent]:
        return self.handler.registry.decode_all(await self.handler.log.load(event.stream))

    async def _do(self, event: StoredEvent, command: SessionCommand, known: tuple[State, int]) -> None:
        stream = Stream("session", event.stream_id, event.account, UUID(event.stream_id), event.client)
        await self.handler.handle(stream, command, follow(event, SERVICE), known=known)
