"""Serves HTTP."""

import asyncio

from services.gateway.app import serve_http
from services.gateway.settings import GatewaySettings
from shared.embedding import Embedder


async def run(_: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    await serve_http(GatewaySettings(), ready)
