"""One append and its way through the relay to a consumer, measured singly: what every step is made of."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from shared.bus.subjects import STREAM
from shared.envelope import Stream
from shared.log import EventLog
from shared.message import Event
from tests.bench.session import command_key, origin


@dataclass(frozen=True, slots=True)
class Hops:
    """Seconds that each append took, and from its commit until a consumer had it."""

    appends: Sequence[float]
    waits: Sequence[float]


async def measure_hops(
    log: EventLog, js: JetStreamContext, stream: Stream, event: Event, times: int, pause: float
) -> Hops:
    """Append `event` to the new `stream` this often, with a pause of so many seconds before each."""
    new = ConsumerConfig(deliver_policy=DeliverPolicy.NEW, ack_policy=AckPolicy.NONE, inactive_threshold=30)
    consumer = await js.pull_subscribe(f"evt.{stream.category}.{event.type}.>", stream=STREAM, config=new)
    appends, waits = [], []
    for version in range(times):
        fetched = asyncio.create_task(_arrival(consumer))
        await asyncio.sleep(pause)
        began = time.perf_counter()
        await log.append(stream, version, [event], origin(), command_key(stream))
        committed = time.perf_counter()
        appends.append(committed - began)
        waits.append(await fetched - committed)
    await consumer.unsubscribe()
    return Hops(appends, waits)


async def _arrival(consumer: JetStreamContext.PullSubscription) -> float:
    await consumer.fetch(1, timeout=10)
    return time.perf_counter()
