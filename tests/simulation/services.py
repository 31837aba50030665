"""The real services over the log in memory: deciders, reactions, timers, commands; what is outside is a stub."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from services.diagnosis import reactions as diagnosis
from services.diagnosis.adapters.flow_log import FlowLog
from services.diagnosis.adapters.playbook import Playbook
from services.diagnosis.adapters.playbook.insight import PlaybookInsight
from services.diagnosis.api import Api as DiagnosisApi
from services.diagnosis.commands import ProposeStep, SessionCommand
from services.diagnosis.domain import SESSION
from services.diagnosis.engines import Engines as DiagnosisEngines
from services.diagnosis.engines import Insights
from services.diagnosis.escalation.commands import PickUp
from services.diagnosis.escalation.reactions import Escalations
from services.diagnosis.events import SESSION_EVENTS, SessionEvent
from services.diagnosis.material.reminders import Reminders
from services.diagnosis.near import NearFlow
from services.diagnosis.state import Active, RequestingEscalation, State
from services.diagnosis.steps import step_proposed
from services.diagnosis.subscribers import subscriptions as diagnosis_subscriptions
from services.documentation import reactions as documentation
from services.documentation.adapters.playbook import PlaybookWriter
from services.documentation.commands import DocumentCommand
from services.documentation.domain import DOCUMENT_DECIDER, Documents
from services.documentation.engines import Engines as DocumentEngines
from services.documentation.events import DOCUMENT_EVENTS, DocumentEvent
from services.documentation.subscribers import subscriptions as documentation_subscriptions
from services.intake import reactions as intake
from services.intake.api import Api as IntakeApi
from services.intake.domain import Limits, case_decider
from services.intake.engines import Engines as IntakeEngines
from services.intake.events import CASE_EVENTS
from services.intake.ports import Classification, ClassificationInput
from services.intake.settings import IntakeSettings
from services.intake.subscribers import subscriptions as intake_subscriptions
from services.matching import reactions as matching
from services.matching.domain import MATCH
from services.matching.events import MATCH_EVENTS, Candidate, Thresholds, Weights
from services.matching.matcher import Found
from services.matching.subscribers import subscriptions as matching_subscriptions
from shared.bus.commands import Endpoint
from shared.bus.reactions import Reaction
from shared.decider import Decider
from shared.handle import Handler
from shared.timers import Timer, Timers
from tests.simulation.log import SimulatedLog
from tests.simulation.mutations import Mutations
from tests.simulation.scheduler import SimulatedClock, pause

IDLE_LIMIT = timedelta(days=14)
REMINDER_AFTER = timedelta(hours=24)
MAX_STEPS = 6


@dataclass(slots=True)
class MemoryTimers:
    """Rows of timers; firing is the simulation's business."""

    rows: dict[str, Timer] = field(default_factory=dict)

    async def set(self, timer: Timer) -> None:
        self.rows[timer.id] = timer
        await pause()


class NoBlobs:
    """Cases of the simulation bring text only."""

    async def keep(self, *_: object) -> None:
        await pause()


class NoFlows:
    """A fresh look finds no other flow."""

    async def near(self, *_: object) -> tuple[NearFlow, ...]:
        await pause()
        return ()


class NoLeases:
    """Nobody waits for anybody: both replicas ask, and one of them is too late."""

    @asynccontextmanager
    async def hold(self, _: object) -> AsyncIterator[None]:
        await pause()
        yield


class Classifier:
    """Says the same of every case."""

    async def classify(self, case: ClassificationInput) -> Classification:
        await pause()
        return Classification("The VPN drops", "networking", "medium", "playbook", ["drops"])


@dataclass(frozen=True, slots=True)
class Library:
    """Finds the flows it was made with, as good as it was told."""

    flows: Mapping[UUID, float]
    weights: Weights = field(default_factory=Weights)

    async def match(self, *_: object) -> Found:
        await pause()
        return Found(tuple(_candidate(flow, score) for flow, score in self.flows.items()), "stub", "stub")


class Index:
    """Knows no outcomes."""

    async def record_outcome(self, *_: object) -> None:
        await pause()

    async def enqueue(self, *_: object) -> None:
        await pause()


def _candidate(flow: UUID, score: float) -> Candidate:
    return Candidate(
        flow_id=flow, flow_version=1, name="VPN drops", domain="networking", similarity=score, semantic=score,
        keyword=0, recency=0, composite=score, score=score, words=(), exact=(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Service:
    """One process: what it does on events, on commands, and when a timer is due."""

    name: str
    reactions: Mapping[str, Reaction]
    commands: Mapping[str, Endpoint] = field(default_factory=dict)
    timers: MemoryTimers = field(default_factory=MemoryTimers)
    due: Mapping[str, Any] = field(default_factory=dict)

    @property
    def filters(self) -> frozenset[str]:
        """The types of events that it hears of."""
        return frozenset(self.reactions)


def make_services(
    log: SimulatedLog, clock: SimulatedClock, flows: Mapping[UUID, float], mutations: Mutations
) -> dict[str, Service]:
    """All services, over one log."""
    made = [
        make_intake(log, clock), make_matching(log, flows), make_diagnosis(log, clock, mutations),
        make_documentation(log, clock, mutations),
    ]  # fmt: skip
    return {service.name: service for service in made}


def make_intake(log: SimulatedLog, clock: SimulatedClock) -> Service:
    handler = Handler(log, case_decider(Limits(10_000, 5)), CASE_EVENTS)
    blobs, timers = cast(Any, NoBlobs()), MemoryTimers()
    reactions = intake.Reactions(
        handler=handler, engines=IntakeEngines(Classifier()), blobs=blobs, leases=cast(Any, NoLeases()),
        timers=cast(Timers, timers), ticket_wait=timedelta(seconds=3),
    )  # fmt: skip
    api = IntakeApi(handler, blobs, IntakeSettings(), clock)
    due = {"ticket_wait": reactions.end_ticket_wait}
    return Service("intake", intake_subscriptions(reactions), {"start_case": api.start_case}, timers, due)


def make_matching(log: SimulatedLog, flows: Mapping[UUID, float]) -> Service:
    reactions = matching.Reactions(
        log=log, matcher=cast(Any, Library(flows)), index=cast(Any, Index()), indexer=cast(Any, Index()),
        matches=Handler(log, MATCH, MATCH_EVENTS), thresholds=Thresholds(),
    )  # fmt: skip
    return Service("matching", matching_subscriptions(reactions))


def make_diagnosis(log: SimulatedLog, clock: SimulatedClock, mutations: Mutations) -> Service:
    decider = _hasty(SESSION) if mutations.step_is_proposed_whatever_is_awaited else SESSION
    decider = _generous(decider) if mutations.escalation_is_picked_up_whoever_has_it else decider
    handler, timers = Handler(log, decider, SESSION_EVENTS), MemoryTimers()
    reactions = diagnosis.Reactions(
        handler=handler, engines=DiagnosisEngines(Playbook()), flows=FlowLog(log), blobs=cast(Any, NoBlobs()),
        leases=cast(Any, NoLeases()), timers=cast(Timers, timers), clock=clock, max_steps=MAX_STEPS,
        idle_limit=IDLE_LIMIT,
    )  # fmt: skip
    escalations = Escalations(
        handler=handler, insights=Insights(PlaybookInsight()), finder=NoFlows(), blobs=cast(Any, NoBlobs()),
        leases=cast(Any, NoLeases()), clock=clock,
    )  # fmt: skip
    reminders = Reminders(handler, cast(Timers, timers), clock, REMINDER_AFTER)
    heard = diagnosis_subscriptions(reactions, escalations, reminders)
    due = {"idle": reactions.end_idle, "fix_reminder": reminders.remind}
    return Service("diagnosis", heard, DiagnosisApi(handler, clock).endpoints(), timers, due)


def make_documentation(log: SimulatedLog, clock: SimulatedClock, mutations: Mutations) -> Service:
    decider = _tireless(DOCUMENT_DECIDER) if mutations.outcome_is_documented_whenever_asked else DOCUMENT_DECIDER
    engines = DocumentEngines(PlaybookWriter(), None, cast(Any, NoBlobs()))
    reactions = documentation.Reactions(Handler(log, decider, DOCUMENT_EVENTS), engines, cast(Any, NoLeases()), clock)
    return Service("documentation", documentation_subscriptions(reactions))


def _hasty(decider: Decider[State, SessionCommand, SessionEvent]) -> Decider[State, SessionCommand, SessionEvent]:
    """Opens every step that is proposed, awaited or not."""

    def decide(command: SessionCommand, state: State) -> Any:
        if isinstance(command, ProposeStep) and isinstance(state, Active):
            return [step_proposed(command, state.case)]
        return decider.decide(command, state)

    return Decider(decider.initial, decide, decider.evolve)


def _generous(decider: Decider[State, SessionCommand, SessionEvent]) -> Decider[State, SessionCommand, SessionEvent]:
    """Gives an escalated session to whoever comes, also when somebody has it."""

    def decide(command: SessionCommand, state: State) -> Any:
        if isinstance(command, PickUp) and isinstance(state, Active) and state.case.escalation:
            state = RequestingEscalation(state.case, state.phase)
        return decider.decide(command, state)

    return Decider(decider.initial, decide, decider.evolve)


def _tireless(
    decider: Decider[Documents, DocumentCommand, DocumentEvent],
) -> Decider[Documents, DocumentCommand, DocumentEvent]:
    """Documents an outcome each time it is asked to."""
    return Decider(decider.initial, lambda command, _: decider.decide(command, Documents()), decider.evolve)
