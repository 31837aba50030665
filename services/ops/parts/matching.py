"""Finds the flows that fit."""

import asyncio

from services.matching.app import builder
from services.matching.settings import MatchingSettings
from shared.embedding import Embedder
from shared.service import serve


async def run(embedder: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    settings = MatchingSettings()
    await serve("matching", settings, builder(settings, embedder), ready)
