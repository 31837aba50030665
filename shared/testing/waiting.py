"""Waiting for a condition instead of for a time."""

import asyncio
from collections.abc import Awaitable, Callable

POLL_SECONDS = 0.02
PATIENCE = 90.0
"""Seconds that a test waits before it gives up, on a machine that is busy: only one that fails waits so long."""


async def eventually(condition: Callable[[], Awaitable[bool]], within: float = PATIENCE) -> None:
    """Return as soon as the condition holds; TimeoutError after `within` seconds."""
    async with asyncio.timeout(within):
        while not await condition():  # noqa: ASYNC110 - another process changes it
            await asyncio.sleep(POLL_SECONDS)
