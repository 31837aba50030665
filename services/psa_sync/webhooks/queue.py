"""Whose turn it is: deliveries that are due, a few of each endpoint and of each account at a time, so that none holds
up another.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

AT_ONCE = 4
"""Deliveries to one endpoint at a time; one while it fails."""
OF_ACCOUNT = 8
"""Deliveries of one account at a time, to all its endpoints together."""
TRIM_EVERY = timedelta(hours=1)

_CLAIM = f"""
    with busy as (select * from unnest($3::uuid[], $4::uuid[]) as b(account, endpoint)),
    of_endpoints as (
        select waiting.delivery, waiting.due_at, lane.account,
               of_it.count + row_number() over (partition by lane.endpoint order by waiting.due_at) as place
          from psa_sync.webhook_lanes lane
         cross join lateral (select count(*) from busy where busy.endpoint = lane.endpoint) of_it
         cross join lateral (
            select q.delivery, q.due_at from psa_sync.webhook_queue q
             where q.endpoint = lane.endpoint and q.due_at <= $1
             order by q.due_at
             limit greatest(case when lane.failing_since is null then {AT_ONCE} else 1 end - of_it.count, 0)
               for update skip locked) waiting
         where lane.rest_until is null or lane.rest_until <= $1),
    of_accounts as (
        select delivery, due_at, (select count(*) from busy where busy.account = of_endpoints.account)
               + row_number() over (partition by account order by place, due_at) as place
          from of_endpoints),
    turn as (
        select delivery from of_accounts where place <= {OF_ACCOUNT} order by place, due_at limit $5)
    update psa_sync.webhook_queue q set due_at = $2 from turn where q.delivery = turn.delivery
    returning q.delivery, q.account, q.endpoint"""
_FAILED = """
    update psa_sync.webhook_lanes
       set failing_since = coalesce(failing_since, $2), rest_until = greatest(rest_until, $3)
     where endpoint = $1
    returning failing_since"""
_TO_TRIM = """
    update psa_sync.webhook_lanes set trimmed_at = $1
     where endpoint in (
        select endpoint from psa_sync.webhook_lanes where trimmed_at <= $2 limit 100 for update skip locked)
    returning account, endpoint"""


@dataclass(frozen=True, slots=True)
class Turn:
    """A delivery that this process may try now."""

    delivery: UUID
    account: UUID
    endpoint: UUID


@dataclass(frozen=True, slots=True)
class Queue:
    """`psa_sync.webhook_queue` and `psa_sync.webhook_lanes`, of all accounts."""

    pool: asyncpg.Pool

    async def claim(self, now: datetime, lease: timedelta, busy: Collection[Turn], free: int) -> list[Turn]:
        """At most `free` deliveries that are due, of who has the fewest in work first, then the longest due.

        `busy` is what is in work. Unless the outcome is recorded, each comes up again after `lease`.
        """
        accounts, endpoints = [turn.account for turn in busy], [turn.endpoint for turn in busy]
        rows = await self.pool.fetch(_CLAIM, now, now + lease, accounts, endpoints, free)
        return [Turn(**row) for row in rows]

    async def drop(self, delivery: UUID) -> None:
        """It is nobody's turn any more."""
        await self.pool.execute("delete from psa_sync.webhook_queue where delivery = $1", delivery)

    async def succeeded(self, endpoint: UUID) -> None:
        """The endpoint takes what it is sent."""
        await self.pool.execute(
            "update psa_sync.webhook_lanes set failing_since = null, rest_until = null"
            " where endpoint = $1 and (failing_since is not null or rest_until is not null)",
            endpoint,
        )

    async def failed(self, endpoint: UUID, now: datetime, rest: timedelta | None) -> datetime:
        """The endpoint did not, and wants a rest perhaps; since when nothing got through."""
        since: datetime | None = await self.pool.fetchval(_FAILED, endpoint, now, now + rest if rest else None)
        return since or now

    async def to_trim(self, now: datetime) -> list[tuple[UUID, UUID]]:
        """Endpoints, by account, whose old deliveries are to be forgotten now; each comes up once an hour."""
        rows = await self.pool.fetch(_TO_TRIM, now, now - TRIM_EVERY)
        return [(row["account"], row["endpoint"]) for row in rows]
