"""Takes cases in and classifies them."""

import asyncio

from services.intake.app import builder
from services.intake.settings import IntakeSettings
from shared.embedding import Embedder
from shared.llm.settings import ModelSettings
from shared.service import serve


async def run(embedder: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    settings = IntakeSettings()
    await serve("intake", settings, builder(settings, ModelSettings(), embedder), ready)
