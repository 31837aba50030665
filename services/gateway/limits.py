"""Limits per user and kind of endpoint, shared by all replicas through PostgreSQL.

A row holds the moments of the grants of the last minute, so no minute, wherever it starts, sees more than the limit.
Where a limit is high, a grant is a lease of several hits that a replica uses up by itself for a few seconds; the
moments are then kept that much longer, so that a hit late in a lease is still counted.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request
from sqlalchemy import Interval, bindparam, text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.gateway.auth.access import current_user
from shared.errors import TooManyRequests

WINDOW_SECONDS = 60.0
LEASE_SECONDS = 10.0
_GRANTS_KEPT = 60
_MOST_LEASES = 10_000

DEFAULTS: Mapping[str, int] = {
    "start": 5,
    "answers": 30,
    "drafts": 20,
    "commands": 120,
    "reads": 600,
    "psa": 60,
    "callbacks": 30_000,
    "sign_in": 30,
    "sign_in_address": 300,
}
"""Hits a minute."""

_WINDOW = bindparam("window", type_=Interval())
# Counts that a crash of PostgreSQL forgets harm nobody: a hit does not wait for the disk.
_GRANT = text("""
    insert into identity.rates as rate (subject, class, hits) values (:subject, :class, array[clock_timestamp()])
    on conflict (subject, class) do update
       set hits = array(select hit from unnest(rate.hits) as hit where hit > clock_timestamp() - :window order by hit)
                  || clock_timestamp()
     where (select count(*) from unnest(rate.hits) as hit where hit > clock_timestamp() - :window) < :grants
    returning set_config('synchronous_commit', 'off', true)
""").bindparams(_WINDOW)
_WAIT = text("""
    select coalesce(ceil(extract(epoch from min(hit) + :window - clock_timestamp())), 1)
      from identity.rates, unnest(hits) as hit
     where subject = :subject and class = :class and hit > clock_timestamp() - :window
""").bindparams(_WINDOW)
_SWEEP = text("delete from identity.rates where hits[cardinality(hits)] < clock_timestamp() - interval '1 hour'")


@dataclass(frozen=True, slots=True)
class Rate:
    """`grants` a window of `window_seconds`, each good for `hits` over `lease_seconds`."""

    grants: int
    hits: int
    lease_seconds: float

    @property
    def window(self) -> timedelta:
        """How long a grant counts."""
        return timedelta(seconds=WINDOW_SECONDS + self.lease_seconds)


def rate(per_minute: int) -> Rate:
    """Exact, one grant a hit, up to 60 a minute; above that in leases."""
    if per_minute <= _GRANTS_KEPT:
        return Rate(per_minute, 1, 0.0)
    return Rate(_GRANTS_KEPT, per_minute // _GRANTS_KEPT, LEASE_SECONDS)


@dataclass(slots=True)
class _Lease:
    left: int
    until: float


class Limiter:
    """Counts hits. `per_minute` gives each class its limit."""

    def __init__(self, engine: AsyncEngine, per_minute: Mapping[str, int] = DEFAULTS) -> None:
        self._engine = engine
        self._rates = {name: rate(limit) for name, limit in per_minute.items()}
        self._leases: dict[tuple[str, str], _Lease] = {}
        self._turns: dict[tuple[str, str], asyncio.Lock] = {}

    async def hit(self, name: str, subject: str) -> None:
        """Count one hit of `subject`. Raises TooManyRequests when the minute is full."""
        if self._take(name, subject):
            return
        key = (name, subject)
        turn = self._turns.setdefault(key, asyncio.Lock())
        try:
            async with turn:
                if not self._take(name, subject):  # who waited may find a fresh lease
                    await self._grant(name, subject)
        finally:
            if not turn.locked():
                self._turns.pop(key, None)

    async def sweep(self) -> None:
        """Remove the rows of whom nobody has heard for an hour."""
        async with self._engine.begin() as connection:
            await connection.execute(_SWEEP)

    def _take(self, name: str, subject: str) -> bool:
        lease = self._leases.get((name, subject))
        if lease is None or lease.left == 0 or time.monotonic() >= lease.until:
            return False
        lease.left -= 1
        return True

    async def _grant(self, name: str, subject: str) -> None:
        wanted = self._rates[name]
        asked_at = time.monotonic()  # before the database's moment: a lease ends too early rather than too late
        values = {"subject": subject, "class": name, "window": wanted.window}
        async with self._engine.begin() as connection:
            granted = await connection.scalar(_GRANT, {**values, "grants": wanted.grants})
            wait = None if granted else await connection.scalar(_WAIT, values)
        if wait is not None:
            raise TooManyRequests("too_many_requests", "Too many requests; slow down.", retry_after=max(1, int(wait)))
        if wanted.hits > 1:
            self._keep((name, subject), _Lease(wanted.hits - 1, asked_at + wanted.lease_seconds))

    def _keep(self, key: tuple[str, str], lease: _Lease) -> None:
        self._leases.pop(key, None)
        while len(self._leases) >= _MOST_LEASES:
            del self._leases[next(iter(self._leases))]
        self._leases[key] = lease


class Limited:
    """A route's limit, as a dependency: `dependencies=[Depends(limit("reads"))]`."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def __call__(self, request: Request) -> None:
        """Count the call. Raises TooManyRequests, or Unauthenticated."""
        user = await current_user(request)
        limiter: Limiter = request.app.state.limiter
        await limiter.hit(self.name, str(user.user_id))


limit = Limited
