"""Folds the log into the read models."""

import asyncio

from services.gateway.projector import NAME, build
from shared.embedding import Embedder
from shared.service import serve
from shared.settings import CommonSettings


async def run(_: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    await serve(NAME, CommonSettings(), build, ready)
