"""What a service does on an event: a durable consumer with a sliding window of workers.

One slow handler holds up nobody; nothing here assumes an order. FastStream's defaults, which drop a message on any
error or repeat it without delay, are replaced: retries wait longer each time, long handlers are kept alive, and what
still fails after `MAX_TRIES` becomes a dead letter.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

from faststream import AckPolicy
from faststream.nats import JStream, NatsBroker, NatsMessage, PullSub
from nats.errors import Error as BrokerError
from nats.js.api import ConsumerConfig
from opentelemetry import trace

from shared.bus.cloudevents import from_message
from shared.bus.connection import inbox_prefix
from shared.bus.dead_letters import DeadLetters
from shared.bus.subjects import EVENT_SUBJECTS, STREAM
from shared.bus.topology import ACK_WAIT_SECONDS, Consumer
from shared.envelope import StoredEvent
from shared.errors import Erased, Problem
from shared.log import EventLog, FutureEventVersion
from shared.metrics import REACTION_FAILURES, REACTION_SECONDS
from shared.sealing import KeyDestroyed
from shared.telemetry import remote_span

logger = logging.getLogger(__name__)
tracer = trace.get_tracer(__name__)

Reaction = Callable[[StoredEvent], Awaitable[None]]
GivenUp = Callable[[StoredEvent, str], Awaitable[None]]
"""What a service says of an opened event that becomes a dead letter; the kind of failure comes with it."""

MAX_TRIES = 8
BACKOFF_SECONDS = (0.05, 0.2, 1.0, 5.0, 15.0, 30.0, 60.0)
NOT_YET_SECONDS = 0.1
NOT_YET_SECONDS_MAX = 2.0
NOT_YET_TRIES = 200  # some six minutes


class NotYet(Exception):
    """What this reaction needs has not arrived; come back shortly."""


def kind_of(failure: BaseException) -> str:
    """The kind of a failure as dead letters and logs name it: never content."""
    return failure.code if isinstance(failure, Problem) else type(failure).__name__


def pause_after(failures: int) -> float:
    """How many seconds an event rests that has failed so often."""
    return BACKOFF_SECONDS[min(failures, len(BACKOFF_SECONDS)) - 1]


@dataclass(frozen=True, slots=True)
class Reactor:
    """Hands events to a service's reactions."""

    service: str
    log: EventLog
    reactions: Mapping[str, Reaction]
    dead_letters: DeadLetters
    failures: Counter[UUID] = field(default_factory=Counter)
    """How often each event has failed here; deliveries count what was only too early, too."""
    given_up: Mapping[str, GivenUp] = field(default_factory=dict)
    """By event type."""

    @property
    def consumer(self) -> Consumer:
        """The durable consumer that these reactions need."""
        return Consumer(self.service, sorted(self.reactions))

    def attach(self, broker: NatsBroker) -> None:
        """Subscribe to the service's durable, which must have been declared."""
        workers = self.consumer.workers

        @broker.subscriber(
            EVENT_SUBJECTS,
            stream=JStream(STREAM, declare=False),
            durable=self.service,
            pull_sub=PullSub(batch_size=1, timeout=5.0),
            config=ConsumerConfig(durable_name=self.service, filter_subjects=self.consumer.filters),
            max_workers=workers,
            ack_policy=AckPolicy.MANUAL,
            inbox_prefix=inbox_prefix(self.service) + b".",
            title=f"{self.service}-reactions",
        )
        async def on_event(msg: NatsMessage) -> None:
            await self._consume(msg)

    async def react(self, event: StoredEvent) -> None:
        """Run the reaction to a sealed event; an erased case and an event nobody waits for are done at once."""
        reaction = self.reactions.get(event.type)
        if reaction is None:
            return
        with (
            remote_span(tracer, f"{self.service} on {event.type}", event.meta.get("traceparent")),
            REACTION_SECONDS.labels(self.service, event.type).time(),
        ):
            try:
                await reaction(await self.log.open(event))
            except (KeyDestroyed, Erased):
                logger.info("%s skips %s: its case was erased", self.service, event.id)

    async def _consume(self, msg: NatsMessage) -> None:
        raw = msg.raw_message
        event = from_message(raw.headers or {}, bytes(raw.data))
        beat = asyncio.create_task(_keep_alive(msg))
        try:
            await self.react(event)
        except NotYet:
            await self._not_yet(msg, event, raw.metadata.num_delivered)
        except asyncio.CancelledError as error:
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise  # the service stops; the event comes again
            await self._failed(msg, event, error)  # the reaction cancelled itself: FastStream would end its loop
        except Exception as error:  # noqa: BLE001 # every kind of failure is retried and, at last, kept
            await self._failed(msg, event, error)
        else:
            self.failures.pop(event.id, None)
            await msg.ack()
        finally:
            beat.cancel()
            with suppress(asyncio.CancelledError):
                await beat

    async def _not_yet(self, msg: NatsMessage, event: StoredEvent, tries: int) -> None:
        if tries < NOT_YET_TRIES:
            await msg.nack(delay=min(NOT_YET_SECONDS * tries, NOT_YET_SECONDS_MAX))
        else:
            await self._give_up(msg, event, "not_yet", tries)

    async def _failed(self, msg: NatsMessage, event: StoredEvent, error: BaseException) -> None:
        kind = kind_of(error)
        REACTION_FAILURES.labels(self.service, event.type).inc()
        self.failures[event.id] += 1
        tries = self.failures[event.id]
        if isinstance(error, FutureEventVersion):
            logger.error("%s must be upgraded: %s", self.service, error)
            await msg.nack(delay=BACKOFF_SECONDS[-1])
        elif tries < MAX_TRIES:
            logger.warning("%s failed on %s (%s), try %d", self.service, event.type, kind, tries, exc_info=tries == 1)
            await msg.nack(delay=pause_after(tries))
        else:
            await self._give_up(msg, event, kind, tries)

    async def _give_up(self, msg: NatsMessage, event: StoredEvent, kind: str, tries: int) -> None:
        logger.error("%s gives up on %s at position %s: %s", self.service, event.type, event.position, kind)
        await self.bury(event, kind, tries)
        self.failures.pop(event.id, None)
        await msg.ack()

    async def bury(self, event: StoredEvent, kind: str, tries: int) -> None:
        """Make the event a dead letter. What the service says of it comes first: a crash in between tries again."""
        if say := self.given_up.get(event.type):
            try:
                await say(await self.log.open(event), kind)
            except Exception as error:  # noqa: BLE001 # whatever it is, the letter is kept
                logger.warning("%s could not say that it gives up: %s", self.service, type(error).__name__)
        await self.dead_letters.put(event, kind, tries)


async def _keep_alive(msg: NatsMessage) -> None:
    while True:
        await asyncio.sleep(ACK_WAIT_SECONDS / 3)
        with suppress(BrokerError):  # away; the next beat may get through
            await msg.in_progress()
