"""Connections of operators' commands, each under the role that may do just that."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from shared.settings import CommonSettings


@asynccontextmanager
async def connected_as(role: str, settings: CommonSettings) -> AsyncIterator[asyncpg.Connection]:
    """One connection without a limit on how long a statement takes: operators wait for long ones."""
    password = settings.database_password.get_secret_value() if settings.database_password else None
    connection = await asyncpg.connect(settings.database_url, user=role, password=password)
    try:
        yield connection
    finally:
        await connection.close()
