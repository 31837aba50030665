"""The relay: numbers what is committed, and publishes it."""

import asyncio

import asyncpg

from shared.bus.connection import connect
from shared.bus.relay import Relay
from shared.embedding import Embedder
from shared.settings import CommonSettings


async def run(_: Embedder, ready: asyncio.Event) -> None:
    """See `services.ops.parts.Run`."""
    settings = CommonSettings()
    password = settings.database_password.get_secret_value() if settings.database_password else None

    async def connect_to_log() -> asyncpg.Connection:
        return await asyncpg.connect(settings.database_url, user="rf_relay", password=password)

    client = await connect(settings.broker_url, "relay", settings.broker_seed_dir)
    try:
        ready.set()
        await Relay(connect_to_log, client).run()
    finally:
        await client.close()
