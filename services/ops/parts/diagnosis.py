"""Leads through the diagnosis."""

import asyncio

from services.diagnosis.app import builder
from services.diagnosis.settings import DiagnosisSettings
from shared.embedding import Embedder
from shared.llm.settings import ModelSettings
from shared.service import serve


async def run(_: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    settings = DiagnosisSettings()
    await serve("diagnosis", settings, builder(settings, ModelSettings()), ready)
