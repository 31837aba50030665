"""Deliveries: one row for each event and endpoint, and how its tries went. No content of what is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import asyncpg
import orjson
from asyncpg.pool import PoolConnectionProxy

from services.psa_sync.webhooks.domain import unknown_endpoint
from services.psa_sync.webhooks.resends import Resent, find, note
from shared.database import walled
from shared.ids import new_id
from shared.log import CommandKey

KEPT = timedelta(days=30)
"""For so long a delivery is kept; what happened before is sent only where somebody asks for it."""
TRIES_KEPT = 10
TRIM_BATCH = 1000

Status = Literal["pending", "delivered", "failed", "abandoned"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a delivery tells of: an event of the log by its place, or, without one, a test."""

    event: UUID
    event_type: str
    occurred_at: datetime
    stream: str | None = None
    version: int | None = None
    session: UUID | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row as the sender needs it. `step` is its place in the schedule of retries."""

    id: UUID
    account: UUID
    endpoint: UUID
    told: Told
    status: Status
    step: int


@dataclass(frozen=True, slots=True)
class Try:
    """How one attempt went: the status of the reply if one came, a word for what went wrong, milliseconds."""

    status: int | None
    error: str | None
    ms: int
    at: datetime

    def to_json(self) -> str:
        """As it is kept."""
        return orjson.dumps(
            {"status": self.status, "error": self.error, "ms": self.ms, "at": self.at.isoformat()}
        ).decode()


_FIELDS = "event, event_type, occurred_at, stream, version, session"
_ADD = f"""
    with open as (select endpoint from psa_sync.webhook_lanes where endpoint = any($4) for key share),
    made as (
        insert into psa_sync.webhook_deliveries as known (id, account, endpoint, {_FIELDS}, next_at, created_at)
        select r.id, $1, r.endpoint, r.event, r.event_type, r.occurred_at, r.stream, r.version, r.session, $2, $2
          from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::timestamptz[], $8::text[], $9::int[],
                      $10::uuid[]) as r(id, endpoint, {_FIELDS})
          join open using (endpoint)
        on conflict (endpoint, event) do %s
        returning id, endpoint)
    insert into psa_sync.webhook_queue (delivery, account, endpoint, due_at)
    select id, $1, endpoint, $2 from made
    on conflict (delivery) do update set due_at = excluded.due_at"""
_HOLD_LANE = "select true from psa_sync.webhook_lanes where endpoint = $1 for key share"
_AGAIN = "update set status = 'pending', step = 0, next_at = excluded.next_at"
_TRIED = f"""
    update psa_sync.webhook_deliveries
       set status = $2, next_at = $3, attempts = attempts + 1, step = step + 1,
           delivered_at = case when $2 = 'delivered' then $4::timestamptz else delivered_at end,
           tries = case when jsonb_array_length(tries) < {TRIES_KEPT} then tries else tries - 0 end || $5::jsonb
     where id = $1 and ($2 = 'delivered' or status in ('pending', 'failed'))
    returning true"""
ABANDONED = """status = 'abandoned', next_at = null,
           tries = tries || jsonb_build_object('status', null, 'error', $2::text, 'ms', 0, 'at', $3::timestamptz)"""
"""Set where nobody tries any more; the parameters are why and when."""
_ABANDON = f"""
    with stopped as (
        update psa_sync.webhook_deliveries set {ABANDONED}
         where {{}} = $1 and status in ('pending', 'failed') returning id)
    delete from psa_sync.webhook_queue q using stopped where q.delivery = stopped.id"""
_PAGE = f"""
    select id, {_FIELDS}, status, attempts, tries, next_at, created_at, delivered_at
      from psa_sync.webhook_deliveries
     where endpoint = $1 and ($2::text is null or status = $2) and ($3::uuid is null or id < $3)
     order by id desc limit $4"""
_TRIM = """
    with oldest as (
        select id, created_at from psa_sync.webhook_deliveries where endpoint = $1 order by id limit $3),
    gone as (
        delete from psa_sync.webhook_deliveries d using oldest o
         where d.id = o.id and o.created_at < $2 returning d.id),
    unqueued as (delete from psa_sync.webhook_queue q using gone where q.delivery = gone.id)
    select count(*) from gone"""


@dataclass(frozen=True, slots=True)
class Deliveries:
    """`psa_sync.webhook_deliveries`, and what of it is queued."""

    pool: asyncpg.Pool

    async def add(self, account: UUID, endpoints: Sequence[UUID], told: Told, now: datetime) -> None:
        """Queue an event for endpoints, but for those removed meanwhile; one that is known there stays as it is."""
        rows = [(endpoint, told) for endpoint in endpoints]
        async with walled(self.pool, account) as connection:
            await connection.execute(_ADD % "nothing", account, now, *_columns(rows))

    async def send_again(
        self, account: UUID, endpoint: UUID, told: Sequence[Told], now: datetime, key: CommandKey | None,
        next_since: datetime | None = None,
    ) -> Resent:  # fmt: skip
        """Queue events for an endpoint, also those that it has had, and note that under the request's key.

        A request that was done before does nothing and answers as it did then. Raises NotFound: the endpoint is
        removed; InvalidInput: the key was used for another request.
        """
        resent = Resent(len(told), next_since)
        async with walled(self.pool, account) as connection:
            if not await connection.fetchval(_HOLD_LANE, endpoint):
                raise unknown_endpoint()
            if key is not None and not await note(connection, key, endpoint, resent, now):
                return await find(connection, key) or resent
            await connection.execute(_ADD % _AGAIN, account, now, *_columns([(endpoint, one) for one in told]))
        return resent

    async def resent(self, account: UUID, key: CommandKey | None) -> Resent | None:
        """What the request was answered when it was done; None where it is new. Raises as `send_again` does."""
        if key is None:
            return None
        async with walled(self.pool, account) as connection:
            return await find(connection, key)

    async def get(self, account: UUID, delivery: UUID) -> Delivery | None:
        """A delivery of the account."""
        async with walled(self.pool, account) as connection:
            row = await connection.fetchrow(
                f"select id, account, endpoint, status, step, {_FIELDS} from psa_sync.webhook_deliveries where id = $1",
                delivery,
            )
        if row is None:
            return None
        told = Told(**{name: row[name] for name in _FIELDS.split(", ")})
        return Delivery(row["id"], row["account"], row["endpoint"], told, row["status"], row["step"])

    async def of_event(self, account: UUID, endpoint: UUID, event: UUID) -> UUID | None:
        """The delivery of an event to an endpoint."""
        async with walled(self.pool, account) as connection:
            found: UUID | None = await connection.fetchval(
                "select id from psa_sync.webhook_deliveries where endpoint = $1 and event = $2", endpoint, event
            )
            return found

    async def record(self, delivery: Delivery, tried: Try, status: Status, next_at: datetime | None) -> None:
        """Write a try down. One that failed where nobody waits for it any more changes nothing."""
        delivered_at = tried.at + timedelta(milliseconds=tried.ms)
        async with walled(self.pool, delivery.account) as connection:
            if await connection.fetchval(_TRIED, delivery.id, status, next_at, delivered_at, tried.to_json()):
                await _requeue(connection, delivery.id, next_at)

    async def abandon(self, delivery: Delivery, why: str, now: datetime) -> None:
        """Try no more, without a try."""
        await self._abandon("id", delivery.account, delivery.id, why, now)

    async def abandon_session(self, account: UUID, session: UUID, now: datetime) -> None:
        """Send nothing more of a case that was erased."""
        await self._abandon("session", account, session, "erased", now)

    async def _abandon(self, column: str, account: UUID, value: UUID, why: str, now: datetime) -> None:
        async with walled(self.pool, account) as connection:
            await connection.execute(_ABANDON.format(column), value, why, now)

    async def page(
        self, account: UUID, endpoint: UUID, status: Status | None, before: UUID | None, limit: int
    ) -> list[dict[str, Any]]:
        """Deliveries of an endpoint, the newest first."""
        async with walled(self.pool, account) as connection:
            return [dict(row) for row in await connection.fetch(_PAGE, endpoint, status, before, limit)]

    async def trim(self, account: UUID, endpoint: UUID, now: datetime) -> None:
        """Forget deliveries that are too old to be kept, and which were asked for again that long ago."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "delete from psa_sync.webhook_resends where endpoint = $1 and made_at < $2", endpoint, now - KEPT
            )
        gone = TRIM_BATCH
        while gone == TRIM_BATCH:
            async with walled(self.pool, account) as connection:
                gone = await connection.fetchval(_TRIM, endpoint, now - KEPT, TRIM_BATCH)


def _columns(rows: Sequence[tuple[UUID, Told]]) -> list[list[Any]]:
    """The parameters of `_ADD` for these endpoints and events."""
    return [
        [new_id() for _ in rows],
        [endpoint for endpoint, _ in rows],
        *([getattr(told, name) for _, told in rows] for name in _FIELDS.split(", ")),
    ]


async def _requeue(connection: PoolConnectionProxy, delivery: UUID, next_at: datetime | None) -> None:
    if next_at is None:
        await connection.execute("delete from psa_sync.webhook_queue where delivery = $1", delivery)
    else:
        await connection.execute("update psa_sync.webhook_queue set due_at = $2 where delivery = $1", delivery, next_at)
