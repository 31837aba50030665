"""The queue of flows to be indexed, where the worker is stopped in the middle."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from services.matching.adapters.jobs import PostgresIndexJobs
from services.matching.indexing import Indexer
from shared.ids import new_id


class Reached:
    """A log that never answers, and says when it was asked."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def load(self, *_: object, **__: object) -> Sequence[object]:
        self.asked.set()
        await asyncio.Event().wait()
        return ()


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
