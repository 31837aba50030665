"""A relay at work, and services made of a few functions, run as the product runs them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from nats.aio.client import Client

from shared.bus.reactions import Reaction
from shared.bus.subjects import STREAM
from shared.envelope import StoredEvent, Stream, follow
from shared.handle import Handler
from shared.log import EventLog
from shared.service import Parts, Runtime, serve
from shared.settings import CommonSettings
from shared.testing.notebook import NOTEBOOK, NOTEBOOK_EVENTS, WriteNote, notebook_stream, write
from shared.testing.waiting import PATIENCE, eventually
from tests.integration.shared.bus import running
from tests.integration.shared.logs import Logs

SERVICE = "matching"
"""Reacts, and appends to the category `match`; the notebooks it hears of are intake's cases."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything but the service under test."""

    logs: Logs
    settings: CommonSettings
    operator: Client

    @asynccontextmanager
    async def service(self, build: Callable[[Runtime], Parts], name: str = SERVICE) -> AsyncIterator[None]:
        """The service, ready, until the end of the block, where it is cancelled wherever it stands."""
        ready = asyncio.Event()

        async def built(runtime: Runtime) -> Parts:
            return build(runtime)

        async with running(serve(name, self.settings, built, ready)):
            await asyncio.wait_for(ready.wait(), PATIENCE)
            yield

    def reacting(self, reaction: Reaction) -> Callable[[Runtime], Parts]:
        """A service that does this on every note."""
        return lambda _: Parts(reactions={"note_written": reaction})

    async def notes(self, *texts: str) -> list[StoredEvent]:
        """One notebook for each text."""
        log = await self.logs.log("intake")
        written = []
        for text in texts:
            stream = notebook_stream()
            await write(log, stream, text)
            written += await log.load(stream.name)
        return written

    async def dead_letters(self) -> list[Mapping[str, Any]]:
        """All of them, in the order of their positions."""
        pool = await self.logs.pool("ops")
        return [dict(row) for row in await pool.fetch("select * from bus.dead_letters order by position")]

    async def settled(self) -> None:
        """Wait until the service has nothing waiting and nothing in work."""

        async def is_quiet() -> bool:
            info = await self.operator.jetstream().consumer_info(STREAM, SERVICE)
            return not info.num_pending and not info.num_ack_pending

        await eventually(is_quiet)

    async def floor(self) -> int:
        """The floor that the service has stored."""
        pool = await self.logs.pool("ops")
        floor: int | None = await pool.fetchval("select floor from bus.floors where service = $1", SERVICE)
        return floor or 0


def copy_of(event: StoredEvent) -> Stream:
    """The stream in which a reaction keeps its one note on an event."""
    return Stream("match", str(event.id), event.account, event.session)


async def keep_copy(log: EventLog, event: StoredEvent) -> None:
    """An effect that is quiet when it comes twice."""
    handler = Handler(log, NOTEBOOK, NOTEBOOK_EVENTS)
    await handler.handle(copy_of(event), WriteNote(text=str(event.id)), follow(event, SERVICE))


async def count_until(counted: Callable[[], int], wanted: int) -> None:
    """Wait until something was counted that often."""

    async def reached() -> bool:
        return counted() >= wanted

    await eventually(reached)
