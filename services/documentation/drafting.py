"""Drafting that goes on while those who asked come back for it: a model may take longer than anybody waits."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drafting:
    """Work of this process, once for each thing at a time. `patience` is how long a caller is kept, in seconds."""

    patience: float = 1.5
    _tasks: dict[Hashable, asyncio.Task[None]] = field(default_factory=dict)

    async def join(self, thing: Hashable, work: Callable[[], Awaitable[None]]) -> bool:
        """Begin the work, or join who does it already; whether it ended in time. Raises what it raised."""
        task = self._tasks.get(thing)
        if task is None:
            task = self._tasks[thing] = asyncio.ensure_future(_run(work))
            task.add_done_callback(lambda _: self._tasks.pop(thing, None))
            task.add_done_callback(_tell)
        done, _ = await asyncio.wait({task}, timeout=self.patience)
        if not done:
            return False
        await task
        return True

    async def run(self) -> None:
        """Until cancelled; then end what is still going on."""
        try:
            await asyncio.Event().wait()
        finally:
            for task in list(self._tasks.values()):
                task.cancel()


async def _run(work: Callable[[], Awaitable[None]]) -> None:
    await work()


def _tell(task: asyncio.Task[None]) -> None:
    """Nobody may be there any more to hear of it."""
    if not task.cancelled() and (error := task.exception()) is not None:
        logger.warning("a draft failed: %s", type(error).__name__)
