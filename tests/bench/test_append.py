"""An append - sealed, chained, with its command row, under the writer's own walled role - beside a bare insert."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from uuid import UUID

import asyncpg
import pytest

from services.ops.installation import environment
from shared.bus.subjects import POKE
from shared.envelope import Stream
from shared.ids import new_id
from shared.log import EventLog
from shared.log.registry import encode
from tests.bench.house import ACCOUNT, House
from tests.bench.kit import Line, Rounds, a_second, rate, run_rounds, show
from tests.bench.peer import open_peer
from tests.bench.session import answered, command_key, new_stream, origin

pytestmark = pytest.mark.timeout(300)

WRITERS = 8
SECONDS = 1.5
ROUNDS = 5
EVENT = answered(UUID(int=1), 0)
SEALED = bytes(29) + encode(EVENT)
STREAM_EVENTS = 20

_RAW = """
    create schema if not exists bench;
    create table bench.raw (
        seq bigint generated always as identity unique, id uuid not null, stream text collate "C" not null,
        version int not null, account uuid not null, session uuid, data bytea not null, meta text not null,
        recorded_at timestamptz not null default clock_timestamp(), primary key (stream, version)
    );
    grant usage on schema bench to rf_diagnosis;
    grant insert on bench.raw to rf_diagnosis;
"""
_INSERT = (
    "insert into bench.raw (id, stream, version, account, session, data, meta) values ($1, $2, $3, $4, $5, $6, $7)"
)


class RawWriter:
    """Inserts one row a commit."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._versions = count(1)
        self._stream = new_stream()
        self._meta = origin().to_json()

    async def write(self) -> None:
        """One row."""
        await self._pool.execute(
            _INSERT,
            new_id(),
            self._stream.name,
            next(self._versions),
            ACCOUNT,
            self._stream.session,
            SEALED,
            self._meta,
        )


class Writer:
    """Appends one event a commit, with the row of its command."""

    def __init__(self, log: EventLog, streams: Iterator[Stream]) -> None:
        self._log = log
        self._streams = streams
        self._stream = next(streams)
        self._version = 0

    async def write(self) -> None:
        """One event."""
        if self._version == STREAM_EVENTS:
            self._stream, self._version = next(self._streams), 0
        await self._log.append(self._stream, self._version, [EVENT], origin(), command_key(self._stream))
        self._version += 1


@dataclass(frozen=True, slots=True)
class Writers:
    """The writers of one database."""

    house: House
    pool: asyncpg.Pool
    log: EventLog

    async def raw(self, writers: int) -> float:
        """Rows a second."""
        return await rate([RawWriter(self.pool).write for _ in range(writers)], SECONDS)

    async def append(self, writers: int) -> float:
        """Appends a second; the streams' keys are there already, as they are when a session is answered."""
        return await rate([Writer(self.log, self._streams()).write for _ in range(writers)], SECONDS)

    def _streams(self) -> Iterator[Stream]:
        session = new_id()
        return (Stream("session", f"{session}.{number}", ACCOUNT, None) for number in count())


@asynccontextmanager
async def writers(house: House, relayed: bool = False) -> AsyncIterator[Writers]:
    """Writers under diagnosis' role."""
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(house.pool("diagnosis", WRITERS))
        client = await house.client("diagnosis")
        stack.push_async_callback(client.close)
        log = house.log(pool, partial(client.publish, POKE, b"") if relayed else _quiet)
        yield Writers(house, pool, log)


async def _quiet() -> None:
    """Relay off: nobody is woken."""


@asynccontextmanager
async def beside(house: House, *module: str) -> AsyncIterator[None]:
    """A module at work on that database, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *module, env={**os.environ, **environment(house.settings)}
    )
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def caught_up(house: House) -> None:
    """Wait until every event has its position."""
    connection = await house.superuser()
    while await connection.fetchval("select exists (select from log.unnumbered)"):  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(0.05)
    await connection.close()


async def test_append(house: House) -> None:
    connection = await house.superuser()
    await connection.execute(_RAW)
    await connection.close()
    with_numbering, with_relay = await house.copy(), await house.copy()
    peer = await open_peer(house, WRITERS)
    async with (
        writers(house) as alone,
        writers(with_numbering) as numbered,
        writers(with_relay, relayed=True) as relayed,
        beside(with_numbering, "tests.bench.numbering"),
        beside(with_relay, "services.ops", "serve", "relay"),
    ):
        variants: dict[str, Callable[[], Awaitable[float]]] = {
            "raw 1": partial(alone.raw, 1),
            "append 1": partial(alone.append, 1),
            "raw 8": partial(alone.raw, WRITERS),
            "append 8": partial(alone.append, WRITERS),
            "append 8, numbered": partial(_then_settled, numbered),
            "append 8, numbered and published": partial(_then_settled, relayed),
            "pyeventsourcing 8": partial(asyncio.to_thread, peer.saves, encode(EVENT).decode(), SECONDS),
        }
        rounds = await run_rounds(variants, ROUNDS, house.folder)
    peer.close()
    _show(rounds)
    assert min(rounds.figures["append 8, numbered and published"]) > 0


async def _then_settled(work: Writers) -> float:
    figure = await work.append(WRITERS)
    await caught_up(work.house)
    return figure


def _show(rounds: Rounds) -> None:
    def line(name: str, ceiling: str, bar: str = "") -> Line:
        return Line(f"{name} ÷ {ceiling}", a_second(rounds.figure(name)), rounds.ratio(name, ceiling), bar)

    lines = [
        Line(f"ceiling: one-row insert of {len(SEALED)} bytes, 1 writer", a_second(rounds.figure("raw 1"))),
        Line("ceiling: the same, 8 writers", a_second(rounds.figure("raw 8"))),
        line("append 1", "raw 1", "0.75"),
        line("append 8", "raw 8", "0.65"),
        line("append 8, numbered", "raw 8", "0.50"),
        line("append 8, numbered and published", "raw 8"),
        line("append 8", "pyeventsourcing 8", "4.00"),
        Line("pyeventsourcing with its cipher, 8 threads", a_second(rounds.figure("pyeventsourcing 8"))),
    ]
    show("append: one event a commit, sealed, chained, with its command row", lines, rounds.syncs)
