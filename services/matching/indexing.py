"""Keeps the index up to date in the background: a queue of flows whose log is read again and indexed."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import asyncpg

from services.matching.events import FlowPublished
from services.matching.ports import FlowIndex, FlowVectors, IndexEntry
from services.matching.published import read_published
from services.matching.texts import body_text, head_text
from services.matching.words import weighted_terms
from shared.embedding import Embedder
from shared.log import EventLog
from shared.sealing import KeyDestroyed

logger = logging.getLogger(__name__)

MAX_TRIES = 5
LEASE_SECONDS = 60
POLL_SECONDS = 1.0

_ENQUEUE = """
    insert into matching.index_jobs (account, flow_id) values ($1, $2)
    on conflict (account, flow_id) do update set tries = 0, failed = null, due_at = clock_timestamp()"""
# A lease and no lock: embedding takes longer than a transaction should stay open.
_LEASE = f"""
    update matching.index_jobs set tries = tries + 1, due_at = clock_timestamp() + interval '{LEASE_SECONDS} seconds'
    where (account, flow_id) in (select account, flow_id from matching.index_jobs
        where failed is null and due_at <= clock_timestamp() order by due_at limit 1 for update skip locked)
    returning account, flow_id, tries, due_at"""  # noqa: S608 - a constant of this module
_DONE = "delete from matching.index_jobs where account = $1 and flow_id = $2 and due_at = $3"
_RETRY = """
    update matching.index_jobs set due_at = clock_timestamp() + make_interval(secs => tries * 2),
        failed = case when tries >= $4 then $5 end
    where account = $1 and flow_id = $2 and due_at = $3"""


@dataclass(frozen=True, slots=True)
class Indexer:
    """Reads published flows from the log, embeds them under each of `embedders` and lists them.

    The first of `embedders` is the one that a new library is asked with.
    """

    pool: asyncpg.Pool
    log: EventLog
    index: FlowIndex
    embedders: Sequence[Embedder]
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    async def enqueue(self, account: UUID, flow_id: UUID) -> None:
        """Have a flow indexed soon; asking twice is as good as once."""
        await self.pool.execute(_ENQUEUE, account, flow_id)
        self.wake.set()

    async def run(self) -> None:
        """Work the queue for ever."""
        while True:
            self.wake.clear()
            try:
                while await self.work_one():
                    pass
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
                logger.warning("indexing waits: the database is away (%s)", type(error).__name__)
            await _wait(self.wake, POLL_SECONDS)

    async def work_one(self) -> bool:
        """Index the flow that has waited longest; False when none waits."""
        job = await self.pool.fetchrow(_LEASE)
        if job is None:
            return False
        account, flow_id, tries, due_at = job
        try:
            await self.sync(account, flow_id)
        except (asyncpg.InterfaceError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - one flow that fails must not stop the others; its import says so
            logger.warning("flow %s was not indexed, try %d: %s", flow_id, tries, type(error).__name__)
            await self.pool.execute(_RETRY, account, flow_id, due_at, MAX_TRIES, type(error).__name__)
        else:
            await self.pool.execute(_DONE, account, flow_id, due_at)
        return True

    async def sync(self, account: UUID, flow_id: UUID) -> None:
        """Make the index say of a flow what the log says."""
        try:
            found = await read_published(self.log, flow_id)
        except KeyDestroyed:
            logger.info("flow %s is gone: its account was erased", flow_id)
            return
        if found.listed is None:
            await self.index.withdraw(account, flow_id, found.stream_version)
        else:
            await self._list(account, flow_id, found.listed, found.stream_version)

    async def _list(self, account: UUID, flow_id: UUID, flow: FlowPublished, stream_version: int) -> None:
        head, body = head_text(flow), body_text(flow)
        entry = IndexEntry(
            flow_id, stream_version, flow.flow_version, flow.name, flow.problem_domain, weighted_terms(head, body)
        )
        vectors = {embedder.name: await embed_flow(embedder, flow) for embedder in self.embedders}
        await self.index.put(account, entry, vectors, active=self.embedders[0].name)


async def embed_flow(embedder: Embedder, flow: FlowPublished) -> FlowVectors:
    """The two vectors of a flow."""
    head, body = await embedder.embed([head_text(flow), body_text(flow)])
    return FlowVectors(head, body)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
