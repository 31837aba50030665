"""Destroys the keys of drafts: with the case that was started from one, and a while after one was settled. What became
a case is in the case; the rest is not ours to keep.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from services.psa_sync.drafts.events import DraftForgotten
from services.psa_sync.drafts.table import DraftTable
from shared.clock import Clock
from shared.database import AWAY
from shared.envelope import Stream, begin
from shared.log import ConflictError, EventLog
from shared.message import Actor

logger = logging.getLogger(__name__)

SERVICE = "psa_sync"
KEPT = timedelta(days=7)
"""So long a webhook may still tell of a draft that was taken or dismissed; the read models have lost it at once."""
SWEEP_SECONDS = 600.0
BATCH = 500


def forgetting_stream(account: UUID, draft: UUID) -> Stream:
    """Where it is said that a draft was forgotten: its own stream takes nothing any more."""
    return Stream("ticket", str(uuid5(draft, "forgotten")), account)


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Forgets drafts. `drop_key` drops a key that this process still holds."""

    table: DraftTable
    log: EventLog
    drop_key: Callable[[UUID], None]
    clock: Clock

    async def run(self) -> None:
        """Sweep for ever; the database being away is waited out."""
        while True:
            try:
                await self.sweep()
            except AWAY as error:
                logger.warning("settled drafts: the database is away (%s)", type(error).__name__)
            await asyncio.sleep(SWEEP_SECONDS)

    async def sweep(self) -> int:
        """Forget the drafts that were settled long enough ago; how many there were."""
        swept = 0
        while due := await self.table.settled(self.clock() - KEPT, BATCH):
            for draft, account in due:
                await self._forget(account, draft)
            swept += len(due)
        return swept

    async def of_case(self, session: UUID) -> None:
        """Forget the drafts that a case was started from."""
        for draft, account in await self.table.of_case(session):
            await self._forget(account, draft)

    async def _forget(self, account: UUID, draft: UUID) -> None:
        """The key goes first; what a crash leaves undone is done the next time."""
        await self.table.destroy_key(draft, self.clock())
        self.drop_key(draft)
        event, origin = DraftForgotten(draft_id=draft, at=self.clock()), begin(Actor(account_id=account), SERVICE)
        with suppress(ConflictError):  # it is said already
            await self.log.append(forgetting_stream(account, draft), 0, [event], origin)
        await self.table.forgotten(draft)
