"""The queue of flows to be indexed, where the worker is stopped in the middle."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.matching.adapters.jobs import PostgresIndexJobs
from services.matching.indexing import Indexer
from services.matching.ports import IndexJob
from shared.ids import new_id


class Reached:
    """A log that never answers, and says when it was asked."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def load(self, *_: object, **__: object) -> Sequence[object]:
        self.asked.set()
        await asyncio.Event().wait()
        return ()


async def test_given_several_flows_when_one_is_leased_then_the_others_are_not_however_that_is_planned(
    pool: asyncpg.Pool,
) -> None:
    async with pool.acquire() as connection:
        jobs: Any = PostgresIndexJobs(connection)  # type: ignore[arg-type] # which does what is asked of the pool
        transaction = connection.transaction()
        await transaction.start()
        for plan in ("hashjoin", "mergejoin", "hashagg", "sort", "material"):  # as of a larger table, on another day
            await connection.execute(f"set local enable_{plan} = off")
        for _ in range(3):
            await jobs.enqueue(new_id(), new_id())
        assert await jobs.lease() is not None
        leased = await connection.fetchval("select count(*) from matching.index_jobs where tries > 0")
        await transaction.rollback()

    assert leased == 1


async def test_given_a_worker_that_is_stopped_while_it_takes_a_flow_when_that_was_done_then_the_next_one_has_it(
    indexer: Indexer, pool: asyncpg.Pool
) -> None:
    class Slow(PostgresIndexJobs):
        """Has leased the flow, and does not say so yet."""

        async def lease(self) -> IndexJob | None:
            job = await super().lease()
            leased.set()
            await answered.wait()
            return job

    jobs, leased, answered = PostgresIndexJobs(pool), asyncio.Event(), asyncio.Event()
    await jobs.enqueue(new_id(), new_id())
    working = asyncio.create_task(replace(indexer, jobs=Slow(pool)).work_one())
    await leased.wait()
    working.cancel()
    asyncio.get_running_loop().call_later(0.05, answered.set)
    with pytest.raises(asyncio.CancelledError):
        await working

    again = await jobs.lease()
    assert again is not None
    await jobs.done(again)


async def test_given_a_worker_that_is_stopped_when_it_was_at_a_flow_then_the_next_one_has_it_at_once(
    indexer: Indexer, pool: asyncpg.Pool
) -> None:
    account, flow, jobs, log = new_id(), new_id(), PostgresIndexJobs(pool), Reached()
    await jobs.enqueue(account, flow)
    working = asyncio.create_task(replace(indexer, log=log).work_one())  # type: ignore[arg-type] # as much as is asked
    await log.asked.wait()
    assert await jobs.lease() is None

    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working

    again = await jobs.lease()
    assert again is not None
    assert (again.account, again.flow_id, again.tries) == (account, UUID(str(flow)), 1)
    await jobs.done(again)
