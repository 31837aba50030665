"""An installation to measure: the servers, and what a service or a superuser needs to work on them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import asyncpg
from nats.aio.client import Client

from services.ops.embedded.postgres import SUPERUSER, dsn
from services.ops.embedded.servers import running_servers
from services.ops.installation import DATABASE, embedded_settings, prepare_database
from shared.bus.connection import connect
from shared.database import open_pool
from shared.ids import new_id
from shared.log.postgres import Poke, PostgresKeyStore, PostgresLog
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings


async def nobody() -> None:
    """No relay to wake."""


@dataclass(frozen=True, slots=True)
class House:
    """A migrated database on running servers."""

    folder: Path
    settings: CommonSettings
    database: str = DATABASE

    async def superuser(self) -> asyncpg.Connection:
        """A connection that no wall holds."""
        return await asyncpg.connect(dsn(self.folder, self.database, SUPERUSER), statement_cache_size=0)

    async def client(self, name: str) -> Client:
        """A client of the broker."""
        return await connect(self.settings.broker_url, name, self.settings.broker_seed_dir)

    @asynccontextmanager
    async def pool(self, service: str, size: int) -> AsyncIterator[asyncpg.Pool]:
        """The pool of a service, all of its connections open."""
        async with open_pool(self.settings, f"rf_{service}", size) as pool:
            held = [await pool.acquire() for _ in range(size)]
            for connection in held:
                await pool.release(connection)
            yield pool

    def log(self, pool: asyncpg.Pool, poke: Poke = nobody) -> PostgresLog:
        """The log as the service of that pool has it."""
        return PostgresLog(pool, self.keyring(pool), poke)

    def keyring(self, pool: asyncpg.Pool) -> Keyring:
        """The keys, as the service of that pool sees them."""
        return Keyring(PostgresKeyStore(pool), MasterKey.from_file(self.settings.master_key_file))

    async def copy(self) -> "House":
        """Another database on the same servers, with the same content."""
        name = f"copy_{new_id().hex}"
        connection = await asyncpg.connect(dsn(self.folder, SUPERUSER, SUPERUSER))
        try:
            await connection.execute(f"create database {name} template {self.database}")
            await connection.execute(f"grant create on database {name} to rf_owner, rf_projector")
        finally:
            await connection.close()
        settings = self.settings.model_copy(update={"database_url": dsn(self.folder, name)})
        return replace(self, settings=settings, database=name)


@asynccontextmanager
async def open_house(folder: Path) -> AsyncIterator[House]:
    """The product's own servers in `folder`, as `up` starts them."""
    async with running_servers(folder) as servers:
        settings = embedded_settings(folder, servers.broker.url)
        MasterKey.from_file(settings.master_key_file)
        await prepare_database(folder)
        yield House(folder, settings)


ACCOUNT = UUID(int=1)
"""Whose the measured things are, where nothing else is said."""
