"""Makes flows of resolved sessions."""

import asyncio

from services.flywheel.app import builder
from services.flywheel.settings import FlywheelSettings
from shared.embedding import Embedder
from shared.llm.settings import ModelSettings
from shared.service import serve


async def run(embedder: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    settings = FlywheelSettings()
    await serve("flywheel", settings, builder(settings, ModelSettings(), embedder), ready)
