"""Connection pools: one per service, under its own role."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import anyio
import asyncpg
from asyncpg.pool import PoolConnectionProxy

from shared.settings import CommonSettings

STATEMENT_TIMEOUT_MS = 15_000

AWAY = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)
"""What the driver raises when the database is away, or was while a connection rested in its pool."""


@asynccontextmanager
async def open_pool(settings: CommonSettings, role: str, size: int | None = None) -> AsyncIterator[asyncpg.Pool]:
    """A pool that signs in as `role`; closed at the end."""
    pool = await asyncpg.create_pool(
        settings.database_url,
        user=role,
        password=settings.database_password.get_secret_value() if settings.database_password else None,
        min_size=1,
        max_size=size or settings.database_pool,
        reset=_keep_session,
        server_settings={"application_name": role, "statement_timeout": str(STATEMENT_TIMEOUT_MS), "jit": "off"},
    )
    try:
        yield pool
    finally:
        pool.terminate()


@asynccontextmanager
async def walled(pool: asyncpg.Pool, account: UUID) -> AsyncIterator[PoolConnectionProxy]:
    """A transaction that sees one account. BEGIN and the setting go in one message: the wall costs no round trip.

    The id is written into the statement, so it must be a UUID object, never text from outside.
    """
    async with pool.acquire() as connection:
        try:
            await connection.execute(f"begin; set local app.account = '{account!s}'")
            yield connection
            await connection.execute("commit")
        except BaseException:  # a request that is cancelled, wherever it stands, leaves no transaction behind
            if not connection.is_closed():
                with anyio.CancelScope(shield=True):  # Starlette's cancellation would come again at this await
                    await connection.execute("rollback")
            raise


async def _keep_session(_: asyncpg.Connection) -> None:
    """No reset query on release: nothing here sets anything outside a transaction (SET LOCAL only)."""
