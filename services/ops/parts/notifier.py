"""Tells people what concerns them."""

import asyncio

from services.gateway.notifications.app import builder
from services.gateway.notifications.settings import NotifierSettings
from services.gateway.notifications.streams import SERVICE
from shared.embedding import Embedder
from shared.service import serve


async def run(_: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    settings = NotifierSettings()
    await serve(SERVICE, settings, builder(settings), ready)
