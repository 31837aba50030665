"""The bus in memory: a stream that the relay fills from the log, consumers that redeliver, both of which may vanish."""

import random
from dataclasses import dataclass, field

from shared.envelope import StoredEvent
from shared.log.memory import MemoryLog
from tests.simulation.mutations import Mutations
from tests.simulation.scheduler import at_once

WINDOW = 8
"""How many events a consumer may hold that are not acked."""


@dataclass(slots=True)
class Consumer:
    """A durable: what was acked, what is being worked on."""

    start: int
    filters: frozenset[str]
    acked: set[int] = field(default_factory=set)
    held: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Bus:
    """EVENTS with its consumers, and what PostgreSQL keeps of them: the floors."""

    log: MemoryLog
    mutations: Mutations
    stream: dict[int, StoredEvent] = field(default_factory=dict)
    last: int = 0
    consumers: dict[str, Consumer] = field(default_factory=dict)
    floors: dict[str, int] = field(default_factory=dict)
    cursor: int = 0

    def relay(self) -> bool:
        """Publish the next event; the relay's cursor is the stream's own end. Whether there was one."""
        after = self.cursor if self.mutations.relay_keeps_its_own_cursor else self.last
        events = at_once(self.log.read_positions(after, 1))
        if not events:
            return False
        self.last += 1
        self.cursor = events[0].position
        self.stream[self.last] = events[0]
        return True

    def consumer(self, service: str, filters: frozenset[str]) -> Consumer:
        """The service's durable; a new one starts behind the stored floor."""
        if service not in self.consumers:
            self.consumers[service] = Consumer(self.floors.get(service, 0) + 1, filters)
        return self.consumers[service]

    def waiting(self, service: str) -> list[int]:
        """The sequences that the service may be given now."""
        durable = self.consumers[service]
        open_ = [
            sequence
            for sequence, event in self.stream.items()
            if sequence >= durable.start and event.type in durable.filters and sequence not in durable.acked
        ]
        return [sequence for sequence in open_[:WINDOW] if sequence not in durable.held]

    def ack(self, service: str, sequence: int) -> None:
        """The service is done with it. After a wipe this hits the consumer that was made since."""
        if service in self.consumers:
            self.consumers[service].acked.add(sequence)
            self.release(service, sequence)

    def release(self, service: str, sequence: int) -> None:
        """Not done, or nobody knows: it will be given out again."""
        if service in self.consumers:
            self.consumers[service].held.discard(sequence)

    def store_floor(self, service: str) -> None:
        """Keep up to where the service has seen everything."""
        durable = self.consumers[service]
        mine = [sequence for sequence, event in self.stream.items() if event.type in durable.filters]
        missing = [sequence for sequence in mine if sequence >= durable.start and sequence not in durable.acked]
        floor = min(missing) - 1 if missing else self.last
        if self.mutations.floor_is_the_highest_ack:
            floor = max(durable.acked, default=0)
        self.floors[service] = max(self.floors.get(service, 0), floor)

    def wipe(self, services: dict[str, frozenset[str]]) -> None:
        """The broker comes back with an empty store; the stream is made anew behind the lowest floor."""
        self.stream.clear()
        self.consumers.clear()
        self.last = min((self.floors.get(service, 0) for service in services), default=0)
        for service, filters in services.items():
            self.consumer(service, filters)

    def sample(self, choice: random.Random, checkpoint: int) -> list[StoredEvent]:
        """What a projector is given: mostly the next events, some of them missing, doubled or out of order."""
        events = [event for sequence, event in self.stream.items() if checkpoint - 3 < sequence <= checkpoint + 12]
        given = [event for event in events if choice.random() < 0.8]
        given += [event for event in events if choice.random() < 0.1]
        if choice.random() < 0.5:
            choice.shuffle(given)
        return given
