"""Questions to PSAs that somebody waits for: answered within a time, each asked once at a time, not too many at once.

A PSA that hangs holds up those who ask it, and nobody else.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from services.psa_sync.ports import Busy, Unclear

SECONDS = 20.0
"""The gateway waits a little longer."""
AT_ONCE = 8
"""Questions that are under way for one connection."""
PATIENCE = 1.0
"""So many seconds a question waits for its turn."""
AGAIN_AFTER = timedelta(seconds=2)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Turns:
    """Who may ask now, in this process: so many at once of each. Forgotten once nobody asks."""

    at_once: int = AT_ONCE
    patience: float = PATIENCE
    kept: WeakValueDictionary[Hashable, asyncio.Semaphore] = field(default_factory=WeakValueDictionary)

    @asynccontextmanager
    async def turn(self, whose: Hashable) -> AsyncIterator[None]:
        """Ask inside of it. Raises Busy where no turn came up in time."""
        turns = self.kept.setdefault(whose, asyncio.Semaphore(self.at_once))
        try:
            async with asyncio.timeout(self.patience):
                await turns.acquire()
        except TimeoutError:
            raise Busy("too_many_questions", "Earlier questions are not answered yet.", AGAIN_AFTER) from None
        try:
            yield
        finally:
            turns.release()


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions that are under way in this process, by whose they are and what they ask."""

    seconds: float = SECONDS
    turns: Turns = field(default_factory=Turns)
    running: dict[tuple[Hashable, Hashable], asyncio.Task[Any]] = field(default_factory=dict)

    async def ask(self, whose: Hashable, about: Hashable, question: Callable[[], Awaitable[T]]) -> T:
        """The answer; who asks about the same meanwhile waits for the same one. Raises what the question raises.

        Raises:
            Unclear: there was none within the time.
            Busy: too much of the same connection is under way.
        """
        key = whose, about
        task = self.running.get(key)
        if task is None:
            task = self.running[key] = asyncio.create_task(self._asked(whose, question))
            task.add_done_callback(lambda done: self._settle(key, done))
        answer: T = await asyncio.shield(task)
        return answer

    async def _asked(self, whose: Hashable, question: Callable[[], Awaitable[T]]) -> T:
        try:
            async with asyncio.timeout(self.seconds), self.turns.turn(whose):
                return await question()
        except TimeoutError:
            raise Unclear("timeout", "The ticket system did not answer in time.") from None

    def _settle(self, key: tuple[Hashable, Hashable], done: asyncio.Task[Any]) -> None:
        self.running.pop(key, None)
        if not done.cancelled():
            done.exception()  # read, in case that nobody waits for it any more
