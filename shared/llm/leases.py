"""Who is asking a model for which step: so that two replicas do not pay for the same answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import asyncpg

from shared.clock import Clock
from shared.ids import new_id
from shared.llm.ledger import Work, account_transaction

HELD_FOR = timedelta(seconds=90)  # a question's deadline, and time to write the answer down


class Leased(Exception):
    """Another process is at it; look again later."""


class Leases:
    """Leases in PostgreSQL, over a pool of the service's own role."""

    def __init__(self, pool: asyncpg.Pool, clock: Clock, held_for: timedelta = HELD_FOR) -> None:
        self._pool = pool
        self._clock = clock
        self._held_for = held_for

    @asynccontextmanager
    async def hold(self, work: Work) -> AsyncIterator[None]:
        """Be the only one at (session, step, attempt), from the question until its answer is in the log.

        A lease whose holder died expires by time. Raises `Leased` if another holds it.
        """
        holder, now = new_id(), self._clock()
        key = (work.account, work.session, work.step, work.attempt)
        async with account_transaction(self._pool, work.account) as connection:
            await connection.execute(_EXPIRE, *key, now)
            taken = await connection.fetchval(_TAKE, *key, holder, now + self._held_for)
        if taken is None:
            raise Leased(f"step {work.step} attempt {work.attempt}")
        try:
            yield
        finally:
            async with account_transaction(self._pool, work.account) as connection:
                await connection.execute("delete from llm.leases where holder = $1", holder)


_KEY = "account = $1 and session = $2 and step = $3 and attempt = $4"
_EXPIRE = f"delete from llm.leases where {_KEY} and expires_at <= $5"
_TAKE = (
    "insert into llm.leases (account, session, step, attempt, holder, expires_at)"
    " values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning true"
)
