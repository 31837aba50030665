"""Answers what operators ask over HTTP."""

import asyncio

from services.ops.app import build
from shared.embedding import Embedder
from shared.service import serve
from shared.settings import CommonSettings


async def run(_: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    await serve("ops", CommonSettings(), build, ready)
