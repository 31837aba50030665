"""Coroutines that are advanced one step at a time, in an order that a seed decides. No event loop, no clock."""

from collections.abc import Awaitable, Callable, Coroutine, Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

Done = Callable[[Any, Exception | None], None]


class _Pause:
    def __await__(self) -> Generator[None, None, None]:
        yield


async def pause() -> None:
    """A point at which others may go on, or the process may die."""
    await _Pause()


async def silent() -> None:
    """Nothing to do."""


@dataclass(slots=True, eq=False)
class Task:
    """Something a process is doing. `done` is called with the result or the exception; never if the process dies."""

    process: str
    work: Coroutine[Any, Any, Any]
    done: Done


@dataclass(slots=True)
class Scheduler:
    """The tasks of all processes."""

    tasks: list[Task] = field(default_factory=list)

    def start(self, process: str, work: Coroutine[Any, Any, Any], done: Done) -> None:
        """Begin something; it does not run until it is stepped."""
        self.tasks.append(Task(process, work, done))

    def step(self, task: Task) -> None:
        """Let a task run to its next pause."""
        try:
            task.work.send(None)
        except StopIteration as end:
            self.tasks.remove(task)
            task.done(end.value, None)
        except Exception as error:  # noqa: BLE001 - whoever started it judges what that means
            self.tasks.remove(task)
            task.done(None, error)

    def kill(self, process: str) -> None:
        """kill -9: what the process was doing ends between two steps, and nobody hears of it."""
        for task in [task for task in self.tasks if task.process == process]:
            self.tasks.remove(task)
            task.work.close()


def at_once(work: Awaitable[Any]) -> Any:
    """The result of something, all its steps taken together: a transaction, seen from outside."""
    generator = work.__await__()
    while True:
        try:
            next(generator)
        except StopIteration as end:
            return end.value


@dataclass(slots=True)
class SimulatedClock:
    """Moves only when it is moved."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        self.now += by
