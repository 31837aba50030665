"""Builds what gaps are found by from the log: where it was never kept, or in another shape."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from shared.bus.reactions import Reaction
from shared.envelope import StoredEvent
from shared.errors import Erased
from shared.log import EventLog
from shared.sealing import KeyDestroyed

logger = logging.getLogger(__name__)

SHAPE = "3"
"""Raise it when a row is written otherwise; the rows are then written anew."""
BATCH = 500
BUILT = 2**62
"""A position that no log reaches: from here on the events of now are all there is to hear."""


class Build(Protocol):
    """How far it is."""

    async def position(self, shape: str) -> int:
        """The position of the log up to which this shape is built."""

    async def reached(self, shape: str, position: int) -> None:
        """It is built up to there."""


@dataclass(frozen=True, slots=True)
class Building:
    """Lets the reactions that remember hear the log again, which may run beside the events of now. Rows that have left
    the `window` are not kept: another one has them written anew.
    """

    log: EventLog
    remembering: Mapping[str, Reaction]
    build: Build
    embedder: str
    window: timedelta
    retry_seconds: float = 30.0

    async def run(self) -> None:
        """Hear what the log held when this began, from where an earlier run stopped. An event that fails is heard
        again after a while, and those behind it wait: nothing is built that lacks it.
        """
        shape, end = f"{SHAPE} {self.embedder} {self.window.days}", await self.log.last_position()
        while True:
            try:
                await self._build(shape, end)
            except Exception as error:  # noqa: BLE001 # whatever it is, the service goes on and this is tried again
                logger.warning("knowledge gaps: reading the log stopped (%s), it goes on", type(error).__name__)
                await asyncio.sleep(self.retry_seconds)
            else:
                return

    async def _build(self, shape: str, end: int) -> None:
        position = await self.build.position(shape)
        if position < end:
            logger.info("knowledge gaps: reading the log from %d up to %d", position, end)
        while position < end and (events := await self.log.read_positions(position, BATCH)):
            try:
                for event in events:
                    await self._heard(event)
                    position = event.position or position
            finally:
                await self.build.reached(shape, position)
        await self.build.reached(shape, BUILT)

    async def _heard(self, event: StoredEvent) -> None:
        """One event, unless its case was erased."""
        if reaction := self.remembering.get(event.type):
            try:
                await reaction(await self.log.open(event))
            except (KeyDestroyed, Erased):
                logger.info("knowledge gaps skip %s: its case was erased", event.id)
