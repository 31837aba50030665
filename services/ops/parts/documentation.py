"""Writes down what was done."""

import asyncio

from services.documentation.app import builder
from services.documentation.settings import DocumentationSettings
from shared.embedding import Embedder
from shared.llm.settings import ModelSettings
from shared.service import serve


async def run(_: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    settings = DocumentationSettings()
    await serve("documentation", settings, builder(settings, ModelSettings()), ready)
