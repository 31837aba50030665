"""A sender in a process of its own, to be killed: `... sender_process DATABASE_URL TARGET SECONDS_AHEAD`."""

import asyncio
import sys

from tests.integration.psa_sync.webhooks.conftest import service_at


async def main(database_url: str, target: str, seconds_ahead: str) -> None:
    """Send until killed."""
    async with service_at(database_url, [target]) as bench:
        bench.clock.forward(seconds=float(seconds_ahead))
        await bench.sender.run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
