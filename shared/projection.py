"""Read models folded from the log: applied in position order, rebuilt beside the live tables and swapped.

A projection says what its tables are and how a batch of events changes them. The runner keeps one checkpoint for all
of them, in the same transaction, applies `position == checkpoint + 1` and nothing else, and fills gaps from the log.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from shared.envelope import StoredEvent
from shared.errors import IllegalState
from shared.log import EventLog
from shared.metrics import CHECKPOINT
from shared.sealing import KeyDestroyed, SealBroken

logger = logging.getLogger(__name__)

LIVE = "read"
SHADOW = "read_shadow"
BATCH = 200
LOCK = 0x50524F4A  # held for each batch, and for the swap
SHADOW_LOCK = 0x53484144  # held while the shadow tables are in use

_REBUILDS = (
    f"create table if not exists {LIVE}.rebuilds"
    " (single boolean primary key default true check (single), done bigint not null, of bigint not null);"
    f"grant select on {LIVE}.rebuilds to rf_gateway, rf_ops"
)
_PROGRESS = f"""
    select least(1, done::float8 / greatest(of, 1)) from {LIVE}.rebuilds
     where exists (select from pg_locks where locktype = 'advisory' and granted and objid = {SHADOW_LOCK}
                      and classid = 0 and objsubid = 1
                      and database = (select oid from pg_database where datname = current_database()))
"""
_KEEP = (
    f"insert into {LIVE}.rebuilds (done, of) values ($1, $2)"
    " on conflict (single) do update set done = excluded.done, of = excluded.of"
)
_DESTROYED = "select id from log.keys where id = any($1) and wrapped is null"

Connection = PoolConnectionProxy | asyncpg.Connection
Failed = Callable[[Connection, StoredEvent, Exception], Awaitable[None]]
Progress = Callable[[int, int], None]
_Tell = Callable[[int, int], Awaitable[None]]


def _silent(_done: int, _of: int) -> None:
    """Nobody watches."""


class Projection(Protocol):
    """One question's tables and fold. `version` goes up when either changes: the runner rebuilds by itself."""

    @property
    def name(self) -> str:
        """What the projection is called."""

    @property
    def version(self) -> int:
        """Of tables and fold together."""

    @property
    def tables(self) -> Sequence[str]:
        """The names of its tables."""

    def ddl(self, schema: str) -> str:
        """SQL that creates the tables, their indexes and walls in `schema`."""

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """Fold opened events, in position order, into the tables of `schema`; report each that cannot be folded."""


@asynccontextmanager
async def or_dead_letter(connection: Connection, event: StoredEvent, failed: Failed) -> AsyncIterator[None]:
    """Fold one event: where that fails, it is reported and the others go on. What the database says is raised."""
    try:
        yield
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError):
        raise
    except Exception as error:
        if connection.is_closed():  # the event loop may say so in words of its own
            raise
        await failed(connection, event, error)


class PerSession(Projection, Protocol):
    """A projection of which one session can be folded anew."""

    async def forget(self, connection: Connection, schema: str, session: UUID) -> None:
        """Remove what the tables of `schema` hold of a session."""


@dataclass(frozen=True, slots=True)
class Runner:
    """Folds the log into projections."""

    pool: asyncpg.Pool
    log: EventLog
    projections: Sequence[Projection]
    failed: Failed

    async def prepare(self) -> None:
        """Create what is missing; rebuild what another version of the code has folded."""
        async with self.pool.acquire() as connection:
            await connection.execute(
                f"create table if not exists {LIVE}.checkpoint"
                " (single boolean primary key default true check (single), position bigint not null);"
                f"insert into {LIVE}.checkpoint (position) values (0) on conflict do nothing;"
                f"create table if not exists {LIVE}.projections (name text primary key, version int not null,"
                " rebuilt_at timestamptz not null default clock_timestamp());"
                f"grant select on {LIVE}.checkpoint, {LIVE}.projections to rf_gateway, rf_ops;{_REBUILDS}"
            )
            rows = await connection.fetch(f"select name, version from {LIVE}.projections")
        known = {row["name"]: row["version"] for row in rows}
        stale = [projection for projection in self.projections if known.get(projection.name) != projection.version]
        if stale:
            await self.rebuild(stale)

    async def checkpoint(self) -> int:
        """The position up to which the live tables are folded."""
        return await self._position(self.pool)

    async def _position(self, connection: Connection | asyncpg.Pool) -> int:
        position: int = await connection.fetchval(f"select position from {LIVE}.checkpoint")
        return position

    async def apply(self, events: Sequence[StoredEvent]) -> tuple[int, list[StoredEvent]]:
        """Fold sealed events that came by the bus; what they leave out is read from the log.

        Answers the checkpoint before, and the events that were folded, in order.
        """
        async with self.pool.acquire() as connection, connection.transaction():
            # What a crash of PostgreSQL takes away, checkpoint and tables alike, is folded again: no need to wait for
            # the disk. One message, so that this costs no round trip.
            await connection.execute(f"set local synchronous_commit = off; select pg_advisory_xact_lock({LOCK})")
            before = await self._position(connection)
            batch = await self._contiguous(before, events)
            if batch:
                await self._fold(connection, LIVE, self.projections, batch)
                await connection.execute(f"update {LIVE}.checkpoint set position = $1", batch[-1].position)
                CHECKPOINT.set(batch[-1].position or 0)
            return before, batch

    async def _contiguous(self, checkpoint: int, events: Sequence[StoredEvent]) -> list[StoredEvent]:
        """The next events without a gap: from the bus where it has them, else from the log."""
        wanted = sorted(
            (event for event in events if (event.position or 0) > checkpoint), key=lambda event: event.position or 0
        )
        batch: list[StoredEvent] = []
        for event in wanted:
            if event.position == checkpoint + 1 + len(batch):
                batch.append(event)
            elif event.position and event.position > checkpoint + len(batch):
                return await self.log.read_positions(checkpoint, BATCH)
        return batch

    async def catch_up(self) -> tuple[int, list[StoredEvent]]:
        """Fold the next batch straight from the log, whatever the bus does."""
        return await self.apply(await self.log.read_positions(await self.checkpoint(), BATCH))

    async def _fold(
        self, connection: Connection, schema: str, projections: Sequence[Projection], sealed: Sequence[StoredEvent]
    ) -> None:
        opened = await self._open(connection, sealed)
        for projection in projections:
            await projection.apply(connection, schema, opened, self.failed)

    async def _open(self, connection: Connection, sealed: Sequence[StoredEvent]) -> list[StoredEvent]:
        """What can be read still. A key that was destroyed opens nothing more, though it may yet be in memory."""
        keys = list({event.key_id for event in sealed})
        destroyed = {row["id"] for row in await connection.fetch(_DESTROYED, keys)}
        opened = []
        for event in sealed:
            try:
                if event.key_id not in destroyed:
                    opened.append(await self.log.open(event))
            except KeyDestroyed:
                logger.debug("position %s was erased just now", event.position)
            except SealBroken:
                opened.append(event)  # cannot be read, so its fold fails: that case goes stale, the others go on
        return opened

    async def rebuild(self, projections: Sequence[Projection], progress: Progress = _silent) -> None:
        """Fold the whole log into shadow tables and swap them in; readers see the old tables until then."""
        async with self._shadow(projections) as connection:
            keep = _kept(connection, progress)
            done = await self._fold_into_shadow(connection, projections, 0, await self.checkpoint(), keep)
            async with connection.transaction():
                await connection.execute("select pg_advisory_xact_lock($1)", LOCK)
                await self._fold_into_shadow(connection, projections, done, await self._position(connection), keep)
                await self._swap(connection, projections)

    async def compare(self, projections: Sequence[Projection], progress: Progress = _silent) -> dict[str, int]:
        """How many rows of each live table are not what a rebuild gives; readers and the projector go on."""
        async with self._shadow(projections) as connection:
            tell = _told(progress)
            done = await self._fold_into_shadow(connection, projections, 0, await self.checkpoint(), tell)
            async with connection.transaction():
                await connection.execute("set local statement_timeout = 0")
                await connection.execute("select pg_advisory_xact_lock($1)", LOCK)
                await self._fold_into_shadow(connection, projections, done, await self._position(connection), tell)
                tables = [table for projection in projections for table in projection.tables]
                return {table: await _differences(connection, table) for table in tables}

    async def rebuild_session(self, projection: PerSession, session: UUID) -> int:
        """Fold one session anew in the live tables; how many events it has."""
        async with self.pool.acquire() as connection, connection.transaction():
            await connection.execute("select pg_advisory_xact_lock($1)", LOCK)
            events = await self.log.read_session(session, await self._position(connection))
            await projection.forget(connection, LIVE, session)
            await self._fold(connection, LIVE, [projection], events)
            return len(events)

    @asynccontextmanager
    async def _shadow(self, projections: Sequence[Projection]) -> AsyncIterator[PoolConnectionProxy]:
        """A connection beside which the projections' tables stand empty in the shadow schema; they are gone after."""
        async with self.pool.acquire() as connection:
            if not await connection.fetchval("select pg_try_advisory_lock($1)", SHADOW_LOCK):
                raise IllegalState("rebuild_running", "Another rebuild is at work; wait until it is done.")
            try:
                await connection.execute(f"drop schema if exists {SHADOW} cascade; create schema {SHADOW}")
                await connection.execute(f"{_REBUILDS}; delete from {LIVE}.rebuilds")
                for projection in projections:
                    await connection.execute(projection.ddl(SHADOW))
                yield connection
                await connection.execute(f"drop schema {SHADOW} cascade")
            finally:
                if not connection.is_closed():
                    await connection.execute("select pg_advisory_unlock($1)", SHADOW_LOCK)

    async def _fold_into_shadow(
        self, connection: Connection, projections: Sequence[Projection], after: int, upto: int, tell: _Tell
    ) -> int:
        while after < upto:
            batch = await self.log.read_positions(after, min(BATCH, upto - after))
            await self._fold(connection, SHADOW, projections, batch)
            after = batch[-1].position or after
            await tell(after, upto)
        return after

    async def _swap(self, connection: Connection, projections: Sequence[Projection]) -> None:
        for projection in projections:
            for table in projection.tables:
                await connection.execute(
                    f"drop table if exists {LIVE}.{table}; alter table {SHADOW}.{table} set schema {LIVE}"
                )
            await connection.execute(
                f"insert into {LIVE}.projections (name, version) values ($1, $2)"
                " on conflict (name) do update set version = excluded.version, rebuilt_at = clock_timestamp()",
                projection.name,
                projection.version,
            )


async def rebuild_progress(connection: Connection) -> float | None:
    """How much of the log the rebuild that runs has folded, 0-1; None while none runs."""
    done: float | None = await connection.fetchval(_PROGRESS)
    return done


def _told(progress: Progress) -> _Tell:
    async def tell(done: int, of: int) -> None:
        progress(done, of)

    return tell


def _kept(connection: Connection, progress: Progress) -> _Tell:
    """Tells whoever watches, and writes it down for whoever asks."""

    async def tell(done: int, of: int) -> None:
        progress(done, of)
        await connection.execute(_KEEP, done, of)

    return tell


async def _differences(connection: Connection, table: str) -> int:
    live, shadow = f"{LIVE}.{table}", f"{SHADOW}.{table}"
    count: int = await connection.fetchval(
        f"select (select count(*) from (table {live} except table {shadow}) a)"
        f" + (select count(*) from (table {shadow} except table {live}) b)"
    )
    return count
