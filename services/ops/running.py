"""The services of `up`, in this process or in one each, with the demo."""

import asyncio
from functools import partial
from pathlib import Path

from services.ops.demo.seeding import retire, seed_flows, seed_templates, seed_users
from services.ops.embedded.folder import write_private
from services.ops.parts import PARTS, load
from services.ops.settings import URL_FILE, UpSettings
from services.ops.supervisor import child, kept_running
from services.ops.up import Announce
from shared.embedding import MiniLMEmbedder


async def run(settings: UpSettings, announce: Announce, folder: Path, url: str) -> None:
    """Run everything until cancelled."""
    embedder = MiniLMEmbedder()
    parts = {name: child(name) if settings.split else partial(load(name), embedder) for name in PARTS}
    try:
        async with kept_running(parts) as ready:
            await asyncio.gather(seed_users() if settings.demo else retire(), *(event.wait() for event in ready))
            if settings.demo:
                # Before anybody asks: a case that nothing is found for is a poor first one.
                await asyncio.gather(seed_flows(folder), seed_templates(folder))
            write_private(folder / URL_FILE, url)
            announce(url)
            await asyncio.get_running_loop().create_future()
    finally:
        embedder.close()
