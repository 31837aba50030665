"""How do documents get into tickets? A row a push: when it was first asked for, its tries, how it stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import check_version
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter


class AnalyticsPushes:
    """Folds the numbers of each push."""

    name = "analytics_pushes"
    version = 2
    tables = ("analytics_pushes",)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.analytics_pushes (
                push text primary key,
                account uuid not null,
                session uuid not null,
                requested_at timestamptz not null,
                attempts int not null,
                retried boolean not null,
                status text not null
            );
            create index on {schema}.analytics_pushes (account, requested_at);
            create index on {schema}.analytics_pushes (session);
            {wall(schema, "analytics_pushes")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        for event in events:
            if event.category == "push":
                async with or_dead_letter(connection, event, failed):
                    await connection.execute(_upsert(schema), *_values(event))
            elif event.type == "case_erased":
                await self.forget(connection, schema, UUID(event.stream_id))

    async def forget(self, connection: Connection, schema: str, session: UUID) -> None:
        """See `PerSession.forget`."""
        await connection.execute(f"delete from {schema}.analytics_pushes where session = $1", session)


_STATUS = {
    "push_requested": "waiting",
    "push_attempted": "waiting",
    "push_attempt_failed": "waiting",
    "push_retried": "waiting",
    "push_succeeded": "succeeded",
    "push_abandoned": "abandoned",
}


def _values(event: StoredEvent) -> tuple[Any, ...]:
    """`None` as the status: it stays as it was."""
    check_version(event)
    data = orjson.loads(event.data)
    at = datetime.fromisoformat(data["at"])
    attempts, by_hand = data.get("attempt", 0), event.type == "push_retried"
    return event.stream_id, event.account, event.session, at, attempts, by_hand, _STATUS.get(event.type)


def _upsert(schema: str) -> str:
    return (
        f"insert into {schema}.analytics_pushes as p (push, account, session, requested_at, attempts, retried, status)"
        " values ($1, $2, $3, $4, $5, $6, coalesce($7, 'waiting')) on conflict (push) do update set"
        " attempts = greatest(p.attempts, excluded.attempts), retried = p.retried or excluded.retried,"
        " status = coalesce($7, p.status)"
    )
