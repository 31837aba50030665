"""One worker at a time for each push, also among replicas.

The lock is PostgreSQL's, held by a session of its own for as long as the work takes: it ends with the process that
died, and is kept by one that is frozen, as no lease would be.
"""

import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Protocol

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from shared.database import AWAY

_KEY = "hashtextextended('push ' || $1, 0)"
_TAKE = f"select pg_try_advisory_lock({_KEY}), clock_timestamp()"


class Taken(Exception):
    """Somebody else is at it."""


class LockLost(Exception):
    """The database let go of the lock: somebody else may be at it by now."""


class Held(Protocol):
    """A lock that is held."""

    def now(self) -> datetime:
        """The time by the clock that all holders share: what they wait for must not depend on whose clock is right."""
        ...

    async def check(self) -> None:
        """Make sure that it still is. Raises LockLost."""
        ...


class Locks(Protocol):
    """The locks of pushes."""

    def hold(self, push: str) -> AbstractAsyncContextManager[Held]:
        """Be the only one at the push. Raises Taken."""
        ...


class PostgresLocks:
    """Locks over a pool that nothing else uses: a connection is bound for as long as a lock is held."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool

    @asynccontextmanager
    async def hold(self, push: str) -> AsyncIterator[Held]:
        """See `Locks.hold`."""
        async with self._pool.acquire() as connection:
            try:
                ((is_ours, at),) = await connection.fetch(_TAKE, push)
                if not is_ours:
                    raise Taken
                yield _Session(connection, at)
                await connection.execute(f"select pg_advisory_unlock({_KEY})", push)
            except BaseException as error:
                if not isinstance(error, Taken):
                    with suppress(*AWAY):  # the connection is gone already
                        connection.terminate()  # whatever happened, the lock must not outlive the work
                raise


class _Session:
    def __init__(self, connection: PoolConnectionProxy, at: datetime) -> None:
        self._connection = connection
        self._at, self._began = at, time.monotonic()

    def now(self) -> datetime:
        return self._at + timedelta(seconds=time.monotonic() - self._began)

    async def check(self) -> None:
        try:
            await self._connection.execute("select 1")
        except AWAY as error:
            raise LockLost from error
