"""The services of `up`, in this process or in one each, with the demo."""

import asyncio
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

from services.ops.demo.seeding import retire, seed_flows, seed_templates, seed_users
from services.ops.demo.ticket_system import connect_account, running_ticket_system
from services.ops.embedded.folder import write_private
from services.ops.parts import PARTS, load
from services.ops.settings import URL_FILE, UpSettings
from services.ops.supervisor import child, kept_running
from services.ops.up import Announce
from shared.embedding import MiniLMEmbedder


async def run(settings: UpSettings, announce: Announce, folder: Path, url: str) -> None:
    """Run everything until cancelled."""
    embedder = MiniLMEmbedder()
    async with AsyncExitStack() as stack:
        stack.callback(embedder.close)
        tickets = await stack.enter_async_context(running_ticket_system(folder, url)) if settings.demo else None
        parts = {name: child(name) if settings.split else partial(load(name), embedder) for name in PARTS}
        ready = await stack.enter_async_context(kept_running(parts))
        await asyncio.gather(seed_users() if tickets else retire(), *(event.wait() for event in ready))
        if tickets:
            # Before anybody asks: a case that nothing is found for is a poor first one.
            await asyncio.gather(seed_flows(folder), seed_templates(folder), connect_account(tickets))
        write_private(folder / URL_FILE, url)
        announce(url)
        await asyncio.get_running_loop().create_future()
