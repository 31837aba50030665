"""What webhooks read of the log: single events by their place, and an account's events of a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from services.psa_sync.webhooks.catalogue import BY_SOURCE, OFFERED_TICKET
from services.psa_sync.webhooks.deliveries import Told
from shared.database import walled
from shared.envelope import StoredEvent
from shared.log import EventLog
from shared.log.postgres import stored

STRAYING = 1000
"""So far numbers and times of events that were written at the same time may be out of step."""
SLICE = 10_000
"""Numbers of the log that one statement looks through; more than twice `STRAYING`."""
SLICES = 100
"""So many for one question."""

_ONE = """
    select id, stream, version, category, type, schema_version, account, session, client, data, meta, recorded_at, hash
      from log.events where stream = $1 and version = $2"""
_BETWEEN = """
    select e.id, e.type, e.recorded_at, e.stream, e.version, e.session
      from log.events e
     where e.seq between $1 and $2 and e.account = $3 and e.type = any($4)
       and e.recorded_at >= $5 and e.recorded_at < $6
       and exists (select from log.keys k where k.id = coalesce(e.session, e.account) and k.wrapped is not null)
     order by e.seq"""
_NEXT = "select recorded_at from log.events where seq >= $1 order by seq limit 1"


@dataclass(frozen=True, slots=True)
class EventSource:
    """The log, over a pool of the service's own role."""

    pool: asyncpg.Pool
    log: EventLog

    async def event(self, stream: str, version: int) -> StoredEvent | None:
        """One event, opened. Raises KeyDestroyed: its case was erased."""
        row = await self.pool.fetchrow(_ONE, stream, version)
        return await self.log.open(stored(row, row["data"])) if row else None

    async def answers(self, session_stream: str, upto: int) -> int:
        """How many steps of a session were answered by that version."""
        found: int = await self.pool.fetchval(
            "select count(*) from log.events where stream = $1 and version <= $2 and type = 'step_answered'",
            session_stream,
            upto,
        )
        return found

    async def ticket(self, account: UUID, session: UUID) -> str | None:
        """The ticket that the case is about."""
        async with walled(self.pool, account) as connection:
            found: str | None = await connection.fetchval(
                "select ticket from psa_sync.ticket_links where session = $1", session
            )
            return found

    async def between(
        self, account: UUID, types: Sequence[str], since: datetime, until: datetime, limit: int
    ) -> tuple[list[Told], datetime | None]:
        """The account's events of these types and this time that can still be read, the oldest first.

        At most `limit`, found in at most `SLICES` of the log; and from when on to ask for the others, None where there
        are none.
        """
        first, last = max(0, await self._first(since) - STRAYING), await self._first(until) + STRAYING
        found: list[Told] = []
        seen = first
        while seen <= last and seen < first + SLICES * SLICE and len(found) <= limit:
            upto = min(seen + SLICE - 1, last)
            rows = await self.pool.fetch(_BETWEEN, seen, upto, account, list(types), since, until)
            found += [told_of(*row) for row in rows]
            seen += SLICE
        horizon = await self.pool.fetchval(_NEXT, seen - STRAYING) if seen <= last else None
        return _oldest(found, limit, min(until, horizon or until), until)

    async def _first(self, at: datetime) -> int:
        """The number of the first event not before `at`, found by halving: events are numbered as they are written."""
        low, high = 0, 1 + (await self.pool.fetchval("select max(seq) from log.events") or 0)
        while low < high:
            middle = (low + high) // 2
            recorded = await self.pool.fetchval(_NEXT, middle)
            if recorded is None or recorded >= at:
                high = middle
            else:
                low = middle + 1
        return low


def _oldest(
    found: Sequence[Told], limit: int, horizon: datetime, until: datetime
) -> tuple[list[Told], datetime | None]:
    """The first of what was found; before `horizon` nothing was overlooked."""
    certain = sorted((one for one in found if one.occurred_at < horizon), key=lambda one: one.occurred_at)
    if len(certain) > limit:
        return certain[:limit], certain[limit].occurred_at
    return certain, horizon if horizon < until else None


def told_of(event: UUID, type_: str, recorded_at: datetime, stream: str, version: int, session: UUID | None) -> Told:
    """What a delivery of that event tells of. `session` is whose key seals it: a case's, or an offered ticket's."""
    case = None if type_ == OFFERED_TICKET else session
    return Told(event, BY_SOURCE[type_].name, recorded_at, stream, version, case)
