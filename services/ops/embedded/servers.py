"""Both servers of this machine, kept running."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from services.ops.embedded.broker import Broker, start_broker
from services.ops.embedded.postgres import Postgres, start_postgres
from services.ops.embedded.process import ServerFailed

logger = logging.getLogger(__name__)

RETRY_SECONDS = 1.0

Server = TypeVar("Server", Postgres, Broker)


@dataclass(frozen=True, slots=True)
class Servers:
    """The servers as they were first started. Where they are reached stays true when they are started again."""

    postgres: Postgres
    broker: Broker


@asynccontextmanager
async def running_servers(folder: Path) -> AsyncIterator[Servers]:
    """PostgreSQL and NATS in the data folder: one that ends is started again, both are stopped at the end."""
    async with _kept(lambda: start_postgres(folder)) as postgres, _kept(lambda: start_broker(folder)) as broker:
        yield Servers(postgres, broker)


@asynccontextmanager
async def _kept(start: Callable[[], Awaitable[Server]]) -> AsyncIterator[Server]:
    running = [await start()]
    keeper = asyncio.create_task(_keep(running, start))
    try:
        yield running[0]
    finally:
        keeper.cancel()
        await asyncio.gather(keeper, return_exceptions=True)
        await running[0].stop()


async def _keep(running: list[Server], start: Callable[[], Awaitable[Server]]) -> None:
    """Start the server again whenever it has ended; `running` holds the present one."""
    while True:
        await running[0].ended()
        logger.warning("%s ended, starting it again", type(running[0]).__name__)
        running[0] = await _start(start)


async def _start(start: Callable[[], Awaitable[Server]]) -> Server:
    while True:
        try:
            return await start()
        except ServerFailed as failure:
            logger.error("%s", failure.detail)  # noqa: TRY400 - the detail says where to look
            await asyncio.sleep(RETRY_SECONDS)
