"""How a service runs: its connections, its reactions, commands, queries and background work.

`serve` runs until it is cancelled. When the broker lost the service's consumer, everything of the service is taken
down and built again, which is what a restart of its process would do.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import asyncpg
from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.errors import Error as BrokerError
from nats.js import JetStreamContext

from shared.bus.catch_up import catch_up, retry_dead_letters
from shared.bus.commands import Endpoint
from shared.bus.commands import serve as serve_commands
from shared.bus.connection import flushed, make_broker
from shared.bus.dead_letters import DeadLetters
from shared.bus.floors import ConsumerGone, keep_floor, read_floor
from shared.bus.reactions import GivenUp, Reaction, Reactor
from shared.bus.subjects import POKE
from shared.bus.topology import ensure_consumer
from shared.cancellation import end_if_cancelled
from shared.database import AWAY, open_pool
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.sealing import Keyring, MasterKey, SealBroken
from shared.settings import CommonSettings

logger = logging.getLogger(__name__)

STREAM_WAIT_SECONDS = 0.1
RESTART_SECONDS = 0.5


class WrongMasterKey(Exception):
    """The master key's file holds the key of another installation, or one that was made in the place of a lost one."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """What a service is given to build itself from."""

    name: str
    pool: asyncpg.Pool
    keyring: Keyring
    log: PostgresLog
    broker: NatsBroker
    client: Client
    master: MasterKey


@dataclass(frozen=True, slots=True)
class Parts:
    """What a service consists of."""

    reactions: Mapping[str, Reaction] = field(default_factory=dict)
    given_up: Mapping[str, GivenUp] = field(default_factory=dict)
    commands: Mapping[str, Endpoint] = field(default_factory=dict)
    queries: Mapping[str, Endpoint] = field(default_factory=dict)
    background: tuple[Callable[[], Coroutine[Any, Any, None]], ...] = ()


Build = Callable[[Runtime], Awaitable[Parts]]


@asynccontextmanager
async def open_runtime(name: str, settings: CommonSettings) -> AsyncIterator[Runtime]:
    """The connections of one service, under its own role and key."""
    master = MasterKey.from_file(settings.master_key_file)
    broker = make_broker(settings.broker_url, name, settings.broker_seed_dir)
    async with open_pool(settings, f"rf_{name}") as pool:
        await _check_master_key(pool, master)
        client = await broker.connect()

        async def poke() -> None:
            with suppress(BrokerError):  # only a hint, and the append has committed
                await client.publish(POKE, b"")

        keyring = Keyring(PostgresKeyStore(pool, behind_wall=name == "gateway"), master)
        try:
            yield Runtime(name, pool, keyring, PostgresLog(pool, keyring, poke), broker, client, master)
        finally:
            await broker.stop()


async def _check_master_key(pool: asyncpg.Pool, master: MasterKey) -> None:
    """Refuse to work under another master key than the installation's: what it sealed, the right one would not open."""
    row = await pool.fetchrow("select id, wrapped from log.keys where wrapped is not null limit 1")
    if row is None:
        return
    try:
        master.unwrap(row["wrapped"], row["id"])
    except SealBroken:
        logger.critical("the master key does not open this installation's keys: bring the right one back")
        raise WrongMasterKey from None


async def serve(name: str, settings: CommonSettings, build: Build, ready: asyncio.Event | None = None) -> None:
    """Run a service until cancelled. `ready` is set once it takes commands and events."""
    while True:
        end_if_cancelled()
        try:
            async with open_runtime(name, settings) as runtime:
                await _run(runtime, await build(runtime), ready or asyncio.Event())
        except* ConsumerGone:
            logger.warning("%s: the broker lost our consumer, starting again", name)
        except* (*AWAY, BrokerError) as errors:
            logger.warning("%s: starting again after %s", name, type(errors.exceptions[0]).__name__)
        await asyncio.sleep(RESTART_SECONDS)


async def _run(runtime: Runtime, parts: Parts, ready: asyncio.Event) -> None:
    broker, js = runtime.broker, JetStreamContext(runtime.client)
    dead_letters = DeadLetters(runtime.pool, runtime.name)
    reactor = Reactor(runtime.name, runtime.log, parts.reactions, dead_letters, given_up=parts.given_up)
    serve_commands(broker, runtime.name, parts.commands, parts.queries)
    if parts.reactions:
        await _declare(runtime, js, reactor)
        reactor.attach(broker)
    await broker.start()
    async with asyncio.TaskGroup() as group:
        for work in parts.background:
            group.create_task(work())
        if parts.reactions:
            group.create_task(keep_floor(runtime.pool, js, runtime.name))
            group.create_task(retry_dead_letters(reactor))
        await flushed(runtime.client)  # the broker knows now what we listen to
        ready.set()
        await asyncio.Event().wait()  # until cancelled, or until one of them fails


async def _declare(runtime: Runtime, js: JetStreamContext, reactor: Reactor) -> None:
    """Declare the consumer, waiting for the relay to make the stream, and read from the log what it cannot give."""
    floor = await read_floor(runtime.pool, runtime.name)
    while True:
        end_if_cancelled()
        try:
            await ensure_consumer(js, reactor.consumer, floor)
            break
        except (BrokerError, TimeoutError):
            await asyncio.sleep(STREAM_WAIT_SECONDS)
    await catch_up(runtime.pool, js, reactor, floor)
