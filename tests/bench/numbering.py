"""The relay's numbering without its publishing, in a process of its own: `python -m tests.bench.numbering`."""

import asyncio

import asyncpg
import uvloop

from shared.bus.relay import Numbering
from shared.settings import CommonSettings

IDLE_SECONDS = 0.002


async def main() -> None:
    """Number what is committed, for ever."""
    connection = await asyncpg.connect(CommonSettings().database_url, user="rf_relay")
    numbering = await Numbering.resume(connection)
    while True:
        if not await numbering.number(connection):
            await asyncio.sleep(IDLE_SECONDS)


if __name__ == "__main__":
    uvloop.run(main())
