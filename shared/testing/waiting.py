"""Waiting for a condition instead of for a time."""

import asyncio
from collections.abc import Awaitable, Callable

POLL_SECONDS = 0.02


async def eventually(condition: Callable[[], Awaitable[bool]], within: float = 20.0) -> None:
    """Return as soon as the condition holds; TimeoutError after `within` seconds."""
    async with asyncio.timeout(within):
        while not await condition():  # noqa: ASYNC110 - another process changes it
            await asyncio.sleep(POLL_SECONDS)
