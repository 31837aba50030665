"""Keeps tickets and cases together."""

import asyncio

from services.psa_sync.app import builder
from services.psa_sync.settings import PsaSyncSettings
from shared.embedding import Embedder
from shared.service import serve


async def run(_: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    settings = PsaSyncSettings()
    await serve("psa_sync", settings, builder(settings), ready)
