"""Lanes: what an account's work passes through one at a time, whichever service does it."""

from uuid import UUID

from shared.projection import Connection


async def enter(connection: Connection, lane: str, account: UUID) -> None:
    """Wait until the account's lane is free; it is again at the end of the transaction."""
    await connection.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"{lane} {account}")
