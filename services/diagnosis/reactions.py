"""What diagnosis does on an event.

flows_matched       start the session, from what the log holds of its case
session_started     propose the first step, and set the timer against forgotten sessions
session_reopened    the same, for the step after the last
step_answered       propose the next step, having adopted the flow that the answer chose
step_retried        propose the step again
briefing_given      propose the step after the briefing of a pick-up
escalation_taken_back
                    propose the step again that was being worked on, if there was one

What happens on an escalation and a pick-up stands in `escalating.py`.
"""

from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from services.diagnosis.commands import AbandonIdleSession, AdoptFlow, FailStep, ProposeStep, SessionCommand
from services.diagnosis.engines import Engines
from services.diagnosis.events import SessionEvent
from services.diagnosis.incoming import FlowsMatched
from services.diagnosis.material.learning import learned
from services.diagnosis.nearest import chosen_flow
from services.diagnosis.ports import AnswerUnusable, CaseView, FlowReader, Proposed
from services.diagnosis.starting import case_of, start_session
from services.diagnosis.state import Ongoing, RequestingEscalation, State, awaited
from services.diagnosis.ticket import with_ticket
from services.diagnosis.timers import idle_timer
from services.diagnosis.view import case_view
from shared.blobs import Blobs
from shared.bus.reactions import NotYet
from shared.clock import Clock
from shared.envelope import StoredEvent, Stream, begin, follow
from shared.handle import Handler
from shared.ids import new_id
from shared.llm.leases import Leased, Leases
from shared.llm.ledger import Work
from shared.log import read_as
from shared.message import Actor
from shared.timers import Timer, Timers

SERVICE = "diagnosis"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session that awaits a step: what an engine sees of it; its state and version."""

    view: CaseView
    known: tuple[State, int]


@dataclass(frozen=True, slots=True)
class Reactions:
    """Diagnosis' reactions and what they work with."""

    handler: Handler[State, SessionCommand, SessionEvent]
    engines: Engines
    flows: FlowReader
    blobs: Blobs
    leases: Leases
    timers: Timers
    clock: Clock
    max_steps: int
    idle_limit: timedelta

    async def on_flows_matched(self, event: StoredEvent) -> None:
        """The case is known and compared: begin."""
        received, classified = case_of(await self.handler.log.load(f"case-{event.stream_id}"))
        if received is None or classified is None:
            raise NotYet
        matched = read_as(FlowsMatched, event)
        command = start_session(event.account, received, classified, matched, self.max_steps, self.clock())
        await self._do(event, command)

    async def on_session_begun(self, event: StoredEvent) -> None:
        """The session was started or reopened: watch it, and propose its next step."""
        await self.timers.set(idle_timer(event, event.recorded_at + self.idle_limit))
        await self.on_step_wanted(event)

    async def on_step_wanted(self, event: StoredEvent) -> None:
        """Propose the step that this event asks for, unless the session has gone on."""
        wanted = await self._wanted(event)
        if wanted is not None and await self._adopted(event, wanted.view):
            wanted = await self._wanted(event)
        if wanted is None:
            return
        try:
            async with self._alone(wanted.view):
                await self._do(event, await self._next_step(wanted.view), wanted.known)
        except Leased:
            raise NotYet from None

    async def end_idle(self, timer: Timer) -> None:
        """Abandon a session that nobody touched for too long; look again later at one that somebody did.

        A reminder touches nothing. One that waits for a colleague is nobody's to go on with, so it only waits longer.
        """
        stored = await self.handler.log.load(f"session-{timer.session}")
        state = self.handler.decider.fold(self.handler.registry.decode_all(stored))
        if not isinstance(state, Ongoing):
            return
        last = next(event for event in reversed(stored) if event.type != "fix_reminder_sent")
        due_at = last.recorded_at + self.idle_limit
        if isinstance(state, RequestingEscalation):
            due_at = self.clock() + self.idle_limit
        if due_at > self.clock():
            await self.timers.set(idle_timer(last, due_at))
            return
        stream = Stream("session", str(timer.session), timer.account, timer.session, last.client)
        command = AbandonIdleSession(at=self.clock(), version=state.case.version)
        await self.handler.handle(stream, command, begin(Actor(account_id=timer.account), SERVICE, timer.id))

    async def _wanted(self, event: StoredEvent) -> Wanted | None:
        """The session, if the step that `event` asked for is still the awaited one."""
        fold = self.handler.decider.fold
        events = self.handler.registry.decode_all(await self.handler.log.load(event.stream))
        then = fold(events[: event.version])
        now = fold(events[event.version :], then)
        asked, case = awaited(then), awaited(now)
        if asked is None or case is None or (asked.order, asked.attempt) != (case.order, case.attempt):
            return None
        view = case_view(_session(event), event.client, case, events)
        if self.engines.asks_model(view):
            view = await with_ticket(self.handler.log, view, case)
        return Wanted(view, (now, len(events)))

    async def _adopted(self, event: StoredEvent, view: CaseView) -> bool:
        """Adopt the flow that the last answer chose; whether there was one to adopt."""
        near = chosen_flow(view)
        flow = await self.flows.published(view.account, near.flow_id, near.flow_version) if near else None
        if near is None or flow is None:
            return False
        guide = flow.model_copy(update={"score": near.score})
        await self._do(event, AdoptFlow(at=self.clock(), order=view.order, flow=guide))
        return True

    async def _next_step(self, view: CaseView) -> ProposeStep | FailStep:
        try:
            return await self._proposal(view, await self.engines.propose(view))
        except AnswerUnusable as failure:
            return FailStep(
                at=self.clock(),
                order=view.order,
                attempt=view.attempt,
                code=failure.code,
                detail=failure.detail,
                retriable=failure.retriable,
                engine="claude",
                usage=failure.usage,
            )

    async def _proposal(self, view: CaseView, proposed: Proposed) -> ProposeStep:
        blob = None
        if proposed.transcript is not None:
            blob = await self.blobs.put(view.account, view.session, "application/json", proposed.transcript, kept=True)
        return ProposeStep(
            at=self.clock(),
            order=view.order,
            attempt=view.attempt,
            step_id=new_id(),
            proposal=proposed.proposal,
            engine=proposed.engine,
            usage=proposed.usage,
            prompt_version=proposed.prompt_version,
            prompt_blob=blob,
            facts=learned(view.steps, proposed.wordings, new_id),
        )

    def _alone(self, view: CaseView) -> AbstractAsyncContextManager[None]:
        """Nobody else asks a model for this step meanwhile; the playbook costs nothing and needs no lease."""
        if not self.engines.asks_model(view):
            return nullcontext()
        work = Work(view.account, view.session, str(view.order), view.attempt, view.user, view.client)
        return self.leases.hold(work)

    async def _do(self, event: StoredEvent, command: SessionCommand, known: tuple[State, int] | None = None) -> None:
        session = _session(event)
        stream = Stream("session", str(session), event.account, session, event.client)
        await self.handler.handle(stream, command, follow(event, SERVICE), known=known)


def _session(event: StoredEvent) -> UUID:
    return UUID(event.stream_id)
