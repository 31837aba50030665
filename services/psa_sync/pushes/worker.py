"""Takes what is due to work: several pushes at once, of one connection few, so that a slow PSA holds up only itself."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import timedelta

from services.psa_sync.pushes.locks import LockLost, Locks, Taken
from services.psa_sync.pushes.queue import Queue, Queued
from services.psa_sync.pushes.work import Work
from shared.cancellation import end_if_cancelled
from shared.clock import Clock
from shared.database import AWAY

logger = logging.getLogger(__name__)

AT_ONCE = 8
OF_A_CONNECTION = 2
FOUND_AT_ONCE = 64
POLL_SECONDS = 0.5
FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(hours=2)
MOST_DOUBLINGS = 20


@dataclass(slots=True)
class Worker:
    """The pushes of one process."""

    work: Work
    queue: Queue
    open_locks: Callable[[], AbstractAsyncContextManager[Locks]]
    clock: Clock
    poll_seconds: float = POLL_SECONDS
    _running: dict[asyncio.Task[None], Queued] = field(default_factory=dict)

    async def run(self) -> None:
        """Work for ever."""
        async with self.open_locks() as locks:
            try:
                while True:
                    end_if_cancelled()
                    await self._begin(locks)
                    await self._pause()
            finally:
                await self._stop()

    async def _begin(self, locks: Locks) -> None:
        """Start on what is due and may run now."""
        if len(self._running) >= AT_ONCE:
            return
        busy = Counter(queued.connection for queued in self._running.values())
        try:
            at_work = [queued.push for queued in self._running.values()]
            due = await self.queue.due(self.clock(), at_work, OF_A_CONNECTION, FOUND_AT_ONCE)
        except AWAY as error:
            logger.warning("pushes: the database is away (%s)", type(error).__name__)
            return
        for queued in due:
            if len(self._running) < AT_ONCE and busy[queued.connection] < OF_A_CONNECTION:
                busy[queued.connection] += 1
                self._running[asyncio.create_task(self._one(queued, locks))] = queued

    async def _pause(self) -> None:
        """Until something is done, or for a while."""
        if not self._running:
            await asyncio.sleep(self.poll_seconds)
            return
        done, _ = await asyncio.wait(
            self._running, timeout=self.poll_seconds, return_when=asyncio.FIRST_COMPLETED
        )  # fmt: skip
        for task in done:
            del self._running[task]

    async def _one(self, queued: Queued, locks: Locks) -> None:
        try:
            async with locks.hold(queued.push) as held:
                await self.work.go_on(queued, held)
        except Taken:
            await asyncio.sleep(self.poll_seconds)
        except (*AWAY, LockLost) as error:
            logger.warning("push %s was interrupted: %s", queued.push, type(error).__name__)
            await self._put_off(queued)
        except Exception:  # one push that fails must not stop the others; it is tried again
            logger.exception("push %s failed", queued.push)
            await self._put_off(queued)

    async def _put_off(self, queued: Queued) -> None:
        """For longer each time: what the database refuses, or our program fails at, may never get better."""
        now = self.clock()
        doubled = FIRST_WAIT * 2 ** min(queued.faults, MOST_DOUBLINGS)
        try:
            await self.queue.put_off(queued, now, now + min(doubled, LONGEST_WAIT))
        except AWAY as error:
            logger.warning("push %s is tried again at once: %s", queued.push, type(error).__name__)
            await asyncio.sleep(self.poll_seconds)

    async def _stop(self) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        self._running.clear()
