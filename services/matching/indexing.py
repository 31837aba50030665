"""Keeps the index up to date in the background: a queue of flows whose log is read again and indexed."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np

from services.matching.events import FlowPublished
from services.matching.ports import FlowIndex, FlowVectors, IndexEntry, IndexJob, IndexJobs
from services.matching.published import read_published
from services.matching.texts import body_text, head_text, passages_of
from services.matching.words import weighted_terms
from shared.database import AWAY
from shared.embedding import Embedder, Vectors
from shared.log import EventLog
from shared.sealing import KeyDestroyed

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Indexer:
    """Reads published flows from the log, embeds them under each of `embedders` and lists them.

    The first of `embedders` is the one that a new library is asked with.
    """

    jobs: IndexJobs
    log: EventLog
    index: FlowIndex
    embedders: Sequence[Embedder]
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    async def enqueue(self, account: UUID, flow_id: UUID) -> None:
        """Have a flow indexed soon; asking twice is as good as once."""
        await self.jobs.enqueue(account, flow_id)
        self.wake.set()

    async def run(self) -> None:
        """Work the queue for ever."""
        while True:
            self.wake.clear()
            try:
                while await self.work_one():
                    pass
            except AWAY as error:
                logger.warning("indexing waits: the database is away (%s)", type(error).__name__)
            await _wait(self.wake, POLL_SECONDS)

    async def work_one(self) -> bool:
        """Index the flow that has waited longest; False when none waits."""
        job = await self._lease()
        if job is None:
            return False
        try:
            await self.sync(job.account, job.flow_id)
        except (OSError, asyncio.CancelledError):
            await self._give_back(job)
            raise
        except Exception as error:  # noqa: BLE001 - one flow that fails must not stop the others; its import says so
            kind = type(error).__name__
            logger.warning("flow %s was not indexed, try %d: %s", job.flow_id, job.tries, kind)
            await self.jobs.failed(job, kind)
        else:
            await self.jobs.done(job)
        return True

    async def _lease(self) -> IndexJob | None:
        """The next job. When we are cancelled meanwhile it may be leased already: then it is given back."""
        leasing = asyncio.ensure_future(self.jobs.lease())
        try:
            return await asyncio.shield(leasing)
        except asyncio.CancelledError:
            with suppress(*AWAY):
                if (job := await leasing) is not None:
                    await self._give_back(job)
            raise

    async def _give_back(self, job: IndexJob) -> None:
        """The service starts anew: whoever is next need not wait for the lease."""
        with suppress(*AWAY):
            await self.jobs.give_back(job)

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
    """The two vectors of a flow; the head's is the mean direction of its passages."""
    *heads, body = await embedder.embed([*passages_of(head_text(flow)), body_text(flow)])
    return FlowVectors(mean_direction(heads), body)


def mean_direction(vectors: Sequence[Vectors]) -> Vectors:
    """The unit vector between unit vectors."""
    mean = np.mean(vectors, axis=0)
    return np.asarray(mean / np.linalg.norm(mean), np.float32)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
