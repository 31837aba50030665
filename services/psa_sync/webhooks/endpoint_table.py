"""Which endpoints an account has: folded from their streams, with what follows from an endpoint's state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from services.psa_sync.webhooks.deliveries import ABANDONED
from services.psa_sync.webhooks.domain import Subscribed
from shared.database import walled

_PUT = """
    insert into psa_sync.webhook_endpoints as known (endpoint, account, stream_version, state, event_types, since)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (endpoint) do update set stream_version = excluded.stream_version, state = excluded.state,
        event_types = excluded.event_types, since = excluded.since
     where known.stream_version < excluded.stream_version
    returning true"""
_OPEN_LANE = """
    insert into psa_sync.webhook_lanes as lane (endpoint, account, since, trimmed_at) values ($1, $2, $3, $4)
    on conflict (endpoint) do update set since = excluded.since, failing_since = null, rest_until = null
     where lane.since < excluded.since"""
_ABANDON = f"""
    update psa_sync.webhook_deliveries set {ABANDONED}
     where endpoint = $1 and status in ('pending', 'failed')"""
_OF_ENDPOINT = ("webhook_lanes", "webhook_deliveries", "webhook_queue", "webhook_resends", "webhook_secrets")
_SUBSCRIBED = """
    select endpoint from psa_sync.webhook_endpoints
     where account = $1 and state = 'active' and since <= $3 and (event_types = '{}' or $2 = any(event_types))"""


@dataclass(frozen=True, slots=True)
class EndpointTable:
    """`psa_sync.webhook_endpoints`."""

    pool: asyncpg.Pool

    async def put(self, account: UUID, endpoint: UUID, known: Subscribed, now: datetime) -> None:
        """Keep the endpoint as it reads by now; an older reading changes nothing.

        With one that is disabled goes what waits for it, with one that is removed everything but its name.
        """
        async with walled(self.pool, account) as connection:
            newer = await connection.fetchval(
                _PUT, endpoint, account, known.version, known.state, list(known.content.event_types), known.since
            )
            if newer and known.state == "active":
                await connection.execute(_OPEN_LANE, endpoint, account, known.since, now)
            elif newer and known.state == "disabled":
                await _stop(connection, endpoint, now)
            elif newer:
                await _forget(connection, endpoint)

    async def subscribed(self, account: UUID, event_type: str, at: datetime) -> Sequence[UUID]:
        """The endpoints to which an event of that type and time is sent."""
        async with walled(self.pool, account) as connection:
            return [row["endpoint"] for row in await connection.fetch(_SUBSCRIBED, account, event_type, at)]

    async def count(self, account: UUID) -> int:
        """How many endpoints the account has."""
        async with walled(self.pool, account) as connection:
            found: int = await connection.fetchval(
                "select count(*) from psa_sync.webhook_endpoints where account = $1 and state <> 'removed'", account
            )
            return found


async def _stop(connection: PoolConnectionProxy, endpoint: UUID, now: datetime) -> None:
    await connection.execute(_ABANDON, endpoint, "disabled", now)
    await connection.execute("delete from psa_sync.webhook_queue where endpoint = $1", endpoint)


async def _forget(connection: PoolConnectionProxy, endpoint: UUID) -> None:
    """Everything of it; the lane first, which waits for whoever is adding deliveries, so that those go too."""
    for table in _OF_ENDPOINT:
        await connection.execute(f"delete from psa_sync.{table} where endpoint = $1", endpoint)
