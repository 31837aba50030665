"""A run: services, bus, projector and engineers, one step after the other, with every fault that a seed brings."""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from services.gateway.projections.case_document import fold
from services.gateway.projections.case_parts import Document
from services.matching.events import FlowDrafted, FlowPublished
from services.matching.tree import Node
from shared.bus.reactions import NotYet, Reaction
from shared.envelope import StoredEvent, Stream, begin
from shared.errors import Problem
from shared.ids import new_id
from shared.log.memory import MemoryLog
from shared.message import Actor, Event
from shared.projection import Runner
from tests.simulation.bus import Bus
from tests.simulation.engineer import Engineer, Sent
from tests.simulation.log import SimulatedLog
from tests.simulation.mutations import NONE, Mutations
from tests.simulation.scheduler import Scheduler, SimulatedClock, at_once, pause
from tests.simulation.services import IDLE_LIMIT, REMINDER_AFTER, Service, make_services

STORMY_STEPS = 700
QUIET_STEPS = 6000

TREE = Node.model_validate({
    "id": "start", "type": "decision", "question": "Does it drop for all users?",
    "options": [
        {"id": "a", "label": "All", "next_node_id": "fix"}, {"id": "b", "label": "One", "next_node_id": "done"},
    ],
    "children": [
        {"id": "fix", "type": "action", "title": "Raise the rekey timer", "next_node_id": "done"},
        {"id": "done", "type": "solution", "title": "Rekey timer", "description": "It was too short."},
    ],
})  # fmt: skip


@dataclass(slots=True)
class World:
    """All there is. `choice` decides everything, so a seed is a run."""

    choice: random.Random
    mutations: Mutations
    clock: SimulatedClock
    log: SimulatedLog
    bus: Bus
    services: dict[str, Service]
    engineers: list[Engineer]
    runner: Runner
    scheduler: Scheduler = field(default_factory=Scheduler)
    documents: dict[UUID, Document] = field(default_factory=dict)
    checkpoint: int = 0
    failures: list[str] = field(default_factory=list)
    storm: bool = True

    def chance(self, of: float) -> bool:
        """Whether a fault strikes; none does when the storm is over."""
        return self.storm and self.choice.random() < of

    def step(self) -> None:
        """One thing happens."""
        things: list[tuple[float, Any]] = [
            (10, self.go_on), (3, self.bus.relay), (3, self.deliver), (2, self.project), (2, self.act),
            (0.5, self.send_again), (0.5, self.store_floors), (0.6, self.fire), (0.15 * self.storm, self.crash),
            (0.04 * self.storm, self.wipe), (0.02 * self.storm, self.sleep_long),
            (0.4 * self.storm, self.sleep_over_night),
        ]  # fmt: skip
        (thing,) = self.choice.choices([thing for _, thing in things], [weight for weight, _ in things])
        thing()

    def go_on(self) -> None:
        if self.scheduler.tasks:
            self.scheduler.step(self.choice.choice(self.scheduler.tasks))

    def deliver(self) -> None:
        """Hand an event to a service, in whatever order; some come although they are being worked on."""
        service = self.choice.choice(list(self.services.values()))
        durable = self.bus.consumer(service.name, service.filters)
        waiting = self.bus.waiting(service.name)
        if durable.held and self.chance(0.1):
            waiting = list(durable.held)
        if not waiting:
            return
        sequence = self.choice.choice(waiting)
        durable.held.add(sequence)
        if self.mutations.ack_comes_before_the_commit:
            self.bus.ack(service.name, sequence)
        event = self.bus.stream[sequence]
        self.scheduler.start(
            service.name,
            self.react(service.reactions[event.type], event),
            lambda _, error: self.reacted(service.name, sequence, error),
        )

    async def react(self, reaction: Reaction, event: StoredEvent) -> None:
        await reaction(await self.log.open(event))
        await pause()

    def reacted(self, service: str, sequence: int, error: Exception | None) -> None:
        if error is not None and not isinstance(error, NotYet):
            self.failures.append(f"{service} at {sequence}: {error!r}")
        if error is None and not self.chance(0.1):
            self.bus.ack(service, sequence)
        else:
            self.bus.release(service, sequence)

    def act(self) -> None:
        engineer = self.choice.choice(self.engineers)
        sent = engineer.wants(self.log, self.choice)
        if sent is not None:
            self.send(sent)

    def send_again(self) -> None:
        unanswered = [sent for engineer in self.engineers for sent in engineer.sent if sent.result is None]
        if unanswered:
            self.send(self.choice.choice(unanswered))

    def send(self, sent: Sent) -> None:
        """A request on its way; it, or its reply, may get lost, and the same one may already be there."""
        if self.chance(0.1):
            return
        endpoint = self.services[sent.service].commands[sent.name]

        def replied(result: Any, error: Exception | None) -> None:
            if error is not None and not isinstance(error, Problem):
                self.failures.append(f"{sent.name}: {error!r}")
            elif sent.result is None and not self.chance(0.2):
                sent.result = result if error is None else error

        self.scheduler.start(sent.service, cast(Any, endpoint(sent.request)), replied)

    def project(self) -> None:
        """Fold what the bus gives, by the runner's own rule for what comes next."""
        events = self.bus.sample(self.choice, self.checkpoint)
        if self.mutations.projector_takes_any_later_position:
            batch = [event for event in events if (event.position or 0) > self.checkpoint]
            self.folded(batch, max([self.checkpoint, *(event.position or 0 for event in batch)]))
            return
        batch = at_once(self.runner._contiguous(self.checkpoint, events))
        self.folded(batch, (batch[-1].position or 0) if batch else self.checkpoint)

    def folded(self, batch: list[StoredEvent], checkpoint: int) -> None:
        fold_into(self.documents, self.log, batch)
        self.checkpoint = checkpoint

    def store_floors(self) -> None:
        for service in self.services.values():
            self.bus.consumer(service.name, service.filters)
            self.bus.store_floor(service.name)

    def fire(self) -> None:
        for service in self.services.values():
            for timer in [row for row in service.timers.rows.values() if row.due_at <= self.clock()]:
                rows = service.timers.rows

                def fired(_: object, error: Exception | None, timer: Any = timer, rows: Any = rows) -> None:
                    if error is None and rows.get(timer.id) == timer:
                        del rows[timer.id]
                    if error is not None:
                        self.failures.append(f"timer {timer.id}: {error!r}")

                self.scheduler.start(service.name, service.due[timer.kind](timer), fired)

    def crash(self) -> None:
        """A service dies and is back at once; what it held is given out again."""
        service = self.choice.choice(list(self.services))
        self.scheduler.kill(service)
        if service in self.bus.consumers:
            self.bus.consumers[service].held.clear()

    def wipe(self) -> None:
        self.bus.wipe({service.name: service.filters for service in self.services.values()})

    def sleep_long(self) -> None:
        self.clock.forward(IDLE_LIMIT + timedelta(hours=1))

    def sleep_over_night(self) -> None:
        self.clock.forward(REMINDER_AFTER + timedelta(hours=1))

    def is_quiescent(self) -> bool:
        """Nothing is on its way, nothing waits, nobody wants anything."""
        waiting = any(self.bus.waiting(name) for name in self.bus.consumers)
        behind = self.bus.last < len(self.log._events) or self.checkpoint < len(self.log._events)
        unanswered = any(sent.result is None for engineer in self.engineers for sent in engineer.sent)
        held = any(consumer.held for consumer in self.bus.consumers.values())
        return not (self.scheduler.tasks or waiting or behind or unanswered or held)


def fold_into(documents: dict[UUID, Document], log: MemoryLog, events: list[StoredEvent]) -> None:
    """The gateway's own fold of a case, over a batch."""
    for event in events:
        if event.session is not None:
            documents[event.session] = fold(documents.get(event.session), at_once(log.open(event)))


def make_world(seed: int, mutations: Mutations = NONE) -> World:
    """A world before its first step, with two flows published and two cases about to begin."""
    choice, clock = random.Random(seed), SimulatedClock()
    log, account = SimulatedLog(mutations), new_id()
    flows = {new_id(): choice.choice([0.3, 0.6, 0.9]), new_id(): 0.2}
    for flow in flows:
        publish(log, account, flow)
    services = make_services(log, clock, flows, mutations)
    bus = Bus(log, mutations)
    engineers = [Engineer(account, choice.randint(6, 24)) for _ in range(2)]
    runner = Runner(cast(Any, None), log, (), cast(Any, None))
    return World(choice, mutations, clock, log, bus, services, engineers, runner)


def publish(log: SimulatedLog, account: UUID, flow: UUID) -> None:
    content = {"name": "VPN drops", "description": "", "problem_domain": "networking", "tree_structure": TREE}
    events: list[Event] = [FlowDrafted(**cast(Any, content)), FlowPublished(**cast(Any, content), flow_version=1)]
    origin = begin(Actor(account_id=account), "matching")
    at_once(log.append(Stream("flow", str(flow), account), 0, events, origin))


def run(seed: int, mutations: Mutations = NONE) -> World:
    """A storm, and then the calm in which everything must come to rest."""
    world = make_world(seed, mutations)
    for _ in range(STORMY_STEPS):
        world.step()
    world.storm = False
    for number in range(QUIET_STEPS):
        world.step()
        if number % 50 == 0 and world.is_quiescent():
            break
    return world
