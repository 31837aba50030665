"""The services of `up`, in this process or in one each, with the demo."""

import asyncio
from functools import partial
from pathlib import Path

from services.ops.demo.seeding import retire, seed_flows, seed_users
from services.ops.parts import PARTS
from services.ops.settings import UpSettings
from services.ops.supervisor import child, kept_running
from services.ops.up import Announce
from shared.embedding import MiniLMEmbedder


async def run(settings: UpSettings, announce: Announce, folder: Path, url: str) -> None:
    """Run everything until cancelled."""
    embedder = MiniLMEmbedder()
    parts = {name: child(name) if settings.split else partial(part, embedder) for name, part in PARTS.items()}
    try:
        async with kept_running(parts) as ready:
            await asyncio.gather(seed_users() if settings.demo else retire(), *(event.wait() for event in ready))
            announce(url)
            if settings.demo:
                await seed_flows(folder)
            await asyncio.get_running_loop().create_future()
    finally:
        embedder.close()
