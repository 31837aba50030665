"""A broker that can be killed and wiped, relays that run beside a test, and the stream as it stands."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
from nats.aio.client import Client
from nats.js.api import AckPolicy, ConsumerConfig
from nats.js.errors import NotFoundError, ServiceUnavailableError

from services.ops.embedded.broker import Broker, start_broker
from services.ops.embedded.process import watch
from shared.bus.cloudevents import from_message
from shared.bus.connection import connect
from shared.bus.relay import Relay
from shared.bus.subjects import EVENT_SUBJECTS, STREAM
from shared.envelope import StoredEvent
from shared.testing.waiting import PATIENCE


@dataclass(slots=True)
class BreakableBroker:
    """A broker of the test's own, on one port for as long as the test lasts."""

    folder: Path
    running: Broker
    clients: list[Client] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.running.url

    @property
    def seed_dir(self) -> Path:
        return self.running.seed_dir

    async def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        self.running.process.kill()
        await watch(self.running.process)

    def wipe(self) -> None:
        """Remove all that JetStream has stored."""
        shutil.rmtree(self.folder / "nats" / "jetstream")

    async def start(self) -> None:
        self.running = await start_broker(self.folder)

    async def connect(self, name: str) -> Client:
        """A client of that user; closed with the broker."""
        self.clients.append(await connect(self.url, name, self.seed_dir))
        return self.clients[-1]


@asynccontextmanager
async def breakable_broker(folder: Path) -> AsyncIterator[BreakableBroker]:
    broker = BreakableBroker(folder, await start_broker(folder))
    try:
        yield broker
    finally:
        for client in broker.clients:
            await close(client)
        await broker.running.stop()


@asynccontextmanager
async def running(work: Awaitable[None]) -> AsyncIterator[None]:
    """Background work that must not end by itself."""
    task = asyncio.ensure_future(work)
    try:
        yield
        if task.done():
            task.result()
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def relaying(
    broker: BreakableBroker, connect_log: Callable[[], Awaitable[asyncpg.Connection]]
) -> AsyncIterator[Relay]:
    """A relay at work."""
    client = await connect(broker.url, "relay", broker.seed_dir)
    relay = Relay(connect_log, client)
    try:
        async with running(relay.run()):
            yield relay
    finally:
        await close(client)


async def close(client: Client) -> None:
    """Close a client, whether its broker is there or not."""
    with suppress(OSError):
        await client.close()


async def stream_events(client: Client) -> list[StoredEvent]:
    """All that EVENTS holds, in its order; the position of each is checked against its sequence."""
    js = client.jetstream()
    try:
        state = (await js.stream_info(STREAM)).state
    except NotFoundError:
        return []
    if not state.messages:
        return []
    subscription = await js.pull_subscribe(
        EVENT_SUBJECTS, stream=STREAM, config=ConsumerConfig(ack_policy=AckPolicy.NONE, inactive_threshold=5.0)
    )
    events: list[StoredEvent] = []
    while len(events) < state.messages:
        with suppress(ServiceUnavailableError):  # a broker that has just been started is not ready for its consumers
            for message in await subscription.fetch(500, timeout=PATIENCE):
                events.append(from_message(message.headers or {}, message.data))
                assert events[-1].position == message.metadata.sequence.stream
    await subscription.unsubscribe()
    return events
