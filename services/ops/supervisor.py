"""Keeps the parts of the product running: as tasks of this process, or each as a process of its own."""

import asyncio
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, suppress

from shared.cancellation import end_if_cancelled

logger = logging.getLogger(__name__)

BACKOFF_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
STEADY_SECONDS = 30.0
"""A part that ran for so long has recovered: the next failure is its first."""
STOP_SECONDS = 10.0
CHILD_STOP_SECONDS = 8.0
LINE_BYTES = 1024 * 1024

Start = Callable[[asyncio.Event], Awaitable[None]]
"""Runs a part until it ends or is cancelled, and sets the event once the part does its work."""


@asynccontextmanager
async def kept_running(parts: Mapping[str, Start]) -> AsyncIterator[Iterable[asyncio.Event]]:
    """Run all parts, each started again when it ends; one event each, set when it is ready. All end with the block."""
    ready = [asyncio.Event() for _ in parts]
    tasks = [
        asyncio.create_task(_keep(name, start, event), name=name)
        for (name, start), event in zip(parts.items(), ready, strict=True)
    ]
    try:
        yield ready
    finally:
        for task in tasks:
            task.cancel()
        _, late = await asyncio.wait(tasks, timeout=STOP_SECONDS)
        for task in late:  # it is cancelled once more, with everything that it waits for, when the loop closes
            logger.error("%s did not stop within %s s", task.get_name(), STOP_SECONDS)


async def _keep(name: str, start: Start, ready: asyncio.Event) -> None:
    failures = 0
    while True:
        end_if_cancelled()
        began = asyncio.get_running_loop().time()
        try:
            await start(ready)
        except Exception as error:  # whatever ended one part, the others go on and it is started again
            for cause in _causes(error):
                logger.error("%s failed", name, exc_info=cause)  # noqa: TRY400 - each of a group
        if asyncio.get_running_loop().time() - began > STEADY_SECONDS:
            failures = 0
        delay = BACKOFF_SECONDS[min(failures, len(BACKOFF_SECONDS) - 1)]
        failures += 1
        logger.warning("%s ended, starting it again in %s s", name, delay)
        await asyncio.sleep(delay)


def _causes(error: Exception) -> Iterator[Exception]:
    """The failures inside a group of failures, or the one."""
    if isinstance(error, ExceptionGroup):
        for part in error.exceptions:
            yield from _causes(part)
    else:
        yield error


def child(name: str) -> Start:
    """The part `name` as a process of its own: it ends when we do, even when we are killed."""

    async def start(ready: asyncio.Event) -> None:
        command = (sys.executable, "-m", "services.ops.serving", name)
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=LINE_BYTES)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_forward(name, process))
                group.create_task(_await_ready(process, ready))
            await process.wait()
        finally:
            await _stop(process)

    return start


async def _await_ready(process: Process, ready: asyncio.Event) -> None:
    """The first line on standard output says that the part is ready."""
    if process.stdout is not None and await process.stdout.readline():
        ready.set()


async def _forward(name: str, process: Process) -> None:
    """Pass on what the child logs, each line with its name before it."""
    if process.stderr is None:
        return
    with suppress(ValueError):  # a line over the limit: nobody logs that much, and the child goes on without us
        async for line in process.stderr:
            sys.stderr.write(f"{name:13} {line.decode(errors='replace')}")


async def _stop(process: Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(CHILD_STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
