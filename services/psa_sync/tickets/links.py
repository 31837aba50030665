"""Which case is about which ticket, in PostgreSQL."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg

from services.psa_sync.tickets.linking import Link
from shared.database import walled

_PUT = """
    insert into psa_sync.ticket_links as known (session, account, connection, ticket, linked_at, open, number, heard)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (session) do update set
        connection = case when known.number = excluded.number then known.connection else excluded.connection end,
        ticket = case when known.number = excluded.number then known.ticket else excluded.ticket end,
        linked_at = excluded.linked_at, open = excluded.open, number = excluded.number, heard = excluded.heard
     where known.heard <= excluded.heard"""
_FIND = """
    select connection, ticket, linked_at, open, number
      from psa_sync.ticket_links where account = $1 and session = $2"""
_SETTLE = """
    update psa_sync.ticket_links set connection = $4, ticket = $5
     where account = $1 and session = $2 and number = $3"""


@dataclass(frozen=True, slots=True)
class PostgresCaseLinks:
    """The table `psa_sync.ticket_links`."""

    pool: asyncpg.Pool

    async def put(self, account: UUID, session: UUID, link: Link, heard: int) -> None:
        """Note the link of a case as its session's first `heard` events tell it; quiet where more was heard."""
        async with walled(self.pool, account) as database:
            await database.execute(
                _PUT,
                session,
                account,
                link.connection,
                link.ticket,
                link.linked_at,
                link.is_open,
                link.number,
                heard,
            )

    async def find(self, account: UUID, session: UUID) -> Link | None:
        """The link of a case, the ticket by the PSA's own id once that is known."""
        async with walled(self.pool, account) as database:
            row = await database.fetchrow(_FIND, account, session)
        return Link(*row) if row is not None else None

    async def settle(self, account: UUID, session: UUID, link: Link, connection: UUID, ticket: str) -> None:
        """Note which connection the link turned out to mean, and the PSA's own id of the ticket."""
        async with walled(self.pool, account) as database:
            await database.execute(_SETTLE, account, session, link.number, connection, ticket)

    async def forget(self, account: UUID, session: UUID) -> None:
        """Delete the link of a case."""
        async with walled(self.pool, account) as database:
            await database.execute(
                "delete from psa_sync.ticket_links where account = $1 and session = $2", account, session
            )
