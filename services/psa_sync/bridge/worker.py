"""Reads the tickets that callbacks told of, in the background.

A read that is claimed is nobody else's for a while. A process that dies in the middle leaves it to be claimed again,
and reading it again tells nothing twice: what is known is compared with what is there. A PSA that is away is left
alone for longer each time, and when it is back what was missed is looked for.
"""

import asyncio
import logging
import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from services.psa_sync.bridge.catch_up import CatchUp
from services.psa_sync.bridge.follow import SETTLED, Followed, Follower
from services.psa_sync.bridge.intake import SETTLE
from services.psa_sync.bridge.ports import Outcome, Read, Reads
from services.psa_sync.ports import Busy, Connections, NoConnection, PsaFailed, Refused, Unauthorized
from shared.clock import Clock
from shared.database import AWAY

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.25
EACH = 4
"""Reads of one connection at once."""
ALL = 16
LEASE_SLACK = timedelta(seconds=5)
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)
PAUSED_WAIT = timedelta(hours=1)
"""A connection that is resumed does not wait for the rest of it."""
REMEMBERED = timedelta(days=1)
SWEEP_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Worker:
    """Claims what is due and follows it up."""

    reads: Reads
    follower: Follower
    connections: Connections
    catch_up: CatchUp
    clock: Clock
    running: Counter[UUID] = field(default_factory=Counter)
    """Reads at work, by connection."""
    freed: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when one of them is done."""

    async def run(self) -> None:
        """Work for ever; the database being away is waited out."""
        async with asyncio.TaskGroup() as group:
            while True:
                self.freed.clear()
                try:
                    for read in await self.claim():
                        group.create_task(self.work(read))
                except AWAY as error:
                    logger.warning("reads of tickets: the database is away (%s)", type(error).__name__)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.freed.wait(), POLL_SECONDS)

    async def keep_small(self) -> None:
        """Drop, for ever, what is remembered of reads long ago."""
        while True:
            try:
                await self.reads.sweep(self.clock() - REMEMBERED)
            except AWAY as error:
                logger.warning("reads of tickets: the database is away (%s)", type(error).__name__)
            await asyncio.sleep(SWEEP_SECONDS)

    async def claim(self) -> list[Read]:
        """What is to be read now, counted as being at work."""
        free = ALL - self.running.total()
        if free <= 0:
            return []
        now = self.clock()
        until = now + self.follower.timeout + LEASE_SLACK
        busy = [connection for connection, count in self.running.items() if count >= EACH]
        claimed = await self.reads.claim(now, until, busy, EACH)
        self.running.update(read.connection for read in claimed)
        return list(claimed)

    async def work(self, read: Read) -> None:
        """Follow one read up; whatever fails is tried again, and stops no other."""
        try:
            await self._follow(read)
        except AWAY as error:
            logger.warning("reads of tickets: the database is away (%s)", type(error).__name__)
        except Exception:  # one ticket that fails must not stop the others; its claim runs out, and it is tried again
            logger.exception("a ticket of connection %s could not be followed", read.connection)
        finally:
            self.running.subtract([read.connection])
            if not self.running[read.connection]:
                del self.running[read.connection]
            self.freed.set()

    async def _follow(self, read: Read) -> None:
        try:
            followed = await self.follower.follow(read)
        except NoConnection as error:
            await self._unconnected(read, error)
        except Refused as refused:
            logger.info("a ticket of connection %s was not told: %s", read.connection, refused.code)
            await self._done(read, Followed(offered=read.offered))
        except (PsaFailed, TimeoutError) as error:
            await self._postpone(read, error)
        else:
            await self._done(read, followed)
            if read.tries > 0 and followed.began_at is not None:
                await self.catch_up.want(read.account, read.connection)

    async def _unconnected(self, read: Read, error: NoConnection) -> None:
        if error.code == "paused":
            await self.reads.failed(read, self.clock() + PAUSED_WAIT)
        else:
            await self.reads.forget(read.connection)

    async def _postpone(self, read: Read, error: Exception) -> None:
        if isinstance(error, Unauthorized):
            await self.connections.pause(read.account, read.connection)
        code = error.code if isinstance(error, PsaFailed) else type(error).__name__
        logger.info("the PSA of connection %s is not read now: %s", read.connection, code)
        await self.reads.failed(read, self.clock() + _wait(read.tries, error))

    async def _done(self, read: Read, followed: Followed) -> None:
        theirs_at = None if followed.ours else followed.began_at
        outcome = Outcome(followed.seen_to, _certain(read, followed), followed.offered, theirs_at)
        await self.reads.done(read, outcome, self.clock() + SETTLE)


def _certain(read: Read, followed: Followed) -> datetime | None:
    """Up to which of its own times the ticket is known. The last second counts only if it was over by then.

    It was where a callback told of it, since that waited; or where it is long ago.
    """
    seen_to, began_at = followed.seen_to, followed.began_at
    if seen_to is None or began_at is None:
        return None
    told = read.changed_at is not None and seen_to <= read.changed_at
    return seen_to if told or began_at - seen_to >= SETTLED else seen_to - timedelta(microseconds=1)


def _wait(tries: int, error: Exception) -> timedelta:
    """How long a PSA is left alone: as long as it says, or twice as long each time, never all callers at once."""
    asked = error.retry_after if isinstance(error, Busy) and error.retry_after else timedelta(0)
    doubled = min(FIRST_WAIT * (1 << min(tries, 10)), LONGEST_WAIT)
    return max(asked, doubled) * random.uniform(1.0, 1.25)  # spreads load, keeps no secret
