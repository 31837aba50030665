"""The queue of flows to be indexed, in PostgreSQL."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg

from services.matching.ports import IndexJob

MAX_TRIES = 5
LEASE_SECONDS = 60

_ENQUEUE = """
    insert into matching.index_jobs (account, flow_id) values ($1, $2)
    on conflict (account, flow_id) do update set tries = 0, failed = null, due_at = clock_timestamp()"""
# A lease and no lock: embedding takes longer than a transaction should stay open.
_LEASE = f"""
    update matching.index_jobs set tries = tries + 1, due_at = clock_timestamp() + interval '{LEASE_SECONDS} seconds'
    where (account, flow_id) = (select account, flow_id from matching.index_jobs
        where failed is null and due_at <= clock_timestamp() order by due_at limit 1 for update skip locked)
    returning account, flow_id, tries, due_at"""
_DONE = "delete from matching.index_jobs where account = $1 and flow_id = $2 and due_at = $3"
_GIVE_BACK = """
    update matching.index_jobs set tries = tries - 1, due_at = clock_timestamp()
    where account = $1 and flow_id = $2 and due_at = $3"""
_RETRY = """
    update matching.index_jobs set due_at = clock_timestamp() + make_interval(secs => tries * 2),
        failed = case when tries >= $4 then $5 end
    where account = $1 and flow_id = $2 and due_at = $3"""


@dataclass(frozen=True, slots=True)
class PostgresIndexJobs:
    """`IndexJobs`: one queue for all accounts, which holds ids only."""

    pool: asyncpg.Pool

    async def enqueue(self, account: UUID, flow_id: UUID) -> None:
        """See `IndexJobs.enqueue`."""
        await self.pool.execute(_ENQUEUE, account, flow_id)

    async def lease(self) -> IndexJob | None:
        """See `IndexJobs.lease`."""
        row = await self.pool.fetchrow(_LEASE)
        return IndexJob(*row) if row else None

    async def done(self, job: IndexJob) -> None:
        """See `IndexJobs.done`."""
        await self.pool.execute(_DONE, job.account, job.flow_id, job.due_at)

    async def give_back(self, job: IndexJob) -> None:
        """See `IndexJobs.give_back`."""
        await self.pool.execute(_GIVE_BACK, job.account, job.flow_id, job.due_at)

    async def failed(self, job: IndexJob, kind: str) -> None:
        """See `IndexJobs.failed`."""
        await self.pool.execute(_RETRY, job.account, job.flow_id, job.due_at, MAX_TRIES, kind)
