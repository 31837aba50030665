"""A log under any role, and what is needed to look behind it."""

from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from shared.database import open_pool
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings
from tests.conftest import Database

MASTER = MasterKey(b"m" * 32)


@dataclass(frozen=True, slots=True)
class Logs:
    """Opens pools and logs on one database; all are closed with the test."""

    database: Database
    stack: AsyncExitStack
    pools: dict[str, asyncpg.Pool] = field(default_factory=dict)

    async def pool(self, role: str, size: int = 6) -> asyncpg.Pool:
        """A pool of `rf_<role>`, as the service has it."""
        if role not in self.pools:
            settings = CommonSettings(database_url=self.database.url, master_key_file=Path("unused"))
            self.pools[role] = await self.stack.enter_async_context(open_pool(settings, f"rf_{role}", size))
        return self.pools[role]

    async def log(self, role: str = "intake", size: int = 6) -> PostgresLog:
        """The log as the service of that role has it."""
        pool = await self.pool(role, size)
        return PostgresLog(pool, Keyring(PostgresKeyStore(pool, behind_wall=role == "gateway"), MASTER))

    async def superuser(self) -> asyncpg.Connection:
        """A connection that no wall holds, to look at what is stored."""
        connection = await asyncpg.connect(self.database.dsn("postgres"))
        self.stack.push_async_callback(connection.close)
        return connection

    async def relay_connection(self) -> asyncpg.Connection:
        """A connection of the relay's role."""
        connection = await asyncpg.connect(self.database.dsn("rf_relay"))
        self.stack.callback(connection.terminate)
        return connection
