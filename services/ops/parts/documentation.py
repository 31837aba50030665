"""Writes down what was done."""

import asyncio

from services.documentation.app import build
from shared.embedding import Embedder
from shared.service import serve
from shared.settings import CommonSettings


async def run(_: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    await serve("documentation", CommonSettings(), build, ready)
