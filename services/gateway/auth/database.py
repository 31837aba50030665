"""Transactions over schema `identity`, each inside one account's walls."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TypeVar
from uuid import UUID

import asyncpg
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from shared.errors import IllegalState, InvalidInput
from shared.settings import CommonSettings

T = TypeVar("T")

_SET = text("select set_config(:name, :value, true)")


@asynccontextmanager
async def open_engine(settings: CommonSettings, size: int = 4) -> AsyncIterator[AsyncEngine]:
    """SQLAlchemy's pool under the gateway's role; closed at the end."""
    password = settings.database_password.get_secret_value() if settings.database_password else None

    async def connect() -> asyncpg.Connection:
        return await asyncpg.connect(
            settings.database_url,
            user="rf_gateway",
            password=password,
            server_settings={"application_name": "rf_gateway_identity", "statement_timeout": "5000"},
        )

    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        pool_size=size,
        max_overflow=0,
        pool_timeout=5,
        pool_pre_ping=True,
        hide_parameters=True,
    )
    try:
        yield engine
    finally:
        await engine.dispose()


class IdentityDatabase:
    """Opens transactions. What the row-level walls let through is set in the first statement of each."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def account(self, account: UUID) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one account."""
        async with self._engine.begin() as connection:
            await see_account(connection, account)
            yield connection

    @asynccontextmanager
    async def presented(self, key: str) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees no account yet, only the row whose e-mail or hash (hex) is `key`."""
        async with self._engine.begin() as connection:
            await connection.execute(_SET, {"name": "app.presented", "value": key})
            yield connection

    @asynccontextmanager
    async def nobody(self) -> AsyncIterator[AsyncConnection]:
        """A transaction over what belongs to no account: failed sign-ins, rates, the outbox."""
        async with self._engine.begin() as connection:
            yield connection


async def see_account(connection: AsyncConnection, account: UUID) -> None:
    """Let the rest of the transaction see `account`."""
    await connection.execute(_SET, {"name": "app.account", "value": str(account)})


def same_again(made: T, wanted: T) -> T:
    """What a request with the same Idempotency-Key made before; InvalidInput where it asked for something else."""
    if made != wanted:
        raise InvalidInput("idempotency_key_reused", "This Idempotency-Key came with another request before.")
    return made


@contextmanager
def taken_means(code: str, detail: str) -> Iterator[None]:
    """Tell a unique key that is taken as a conflict of this kind."""
    try:
        yield
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) != "23505":
            raise
        raise IllegalState(code, detail) from None
