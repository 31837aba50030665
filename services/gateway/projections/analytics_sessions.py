"""What is there to count of each session? A row a session, and one for each model that it asked."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.analytics_fold import FOLDS, Row, cost_of, counted_of, fold, new_row
from services.gateway.projections.case_parts import case_of
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter


class AnalyticsSessions:
    """Folds numbers, times and ids; words stay with the case.

    `analytics_sessions` is narrow, with what is of fixed length first: whole years of it are read at a time. What only
    the fold and lists of some sessions need is in `analytics_states`.
    """

    name = "analytics_sessions"
    version = 3
    tables = ("analytics_sessions", "analytics_states", "analytics_models")

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.analytics_sessions (
                session uuid primary key,
                account uuid not null,
                started_at timestamptz not null,
                cost bigint not null,
                steps int not null,
                ended boolean not null, escalated boolean not null, compared boolean not null, matched boolean not null,
                by_model boolean not null,
                resolved_at timestamptz,
                longest double precision, shortest double precision,
                lasted double precision, took double precision, steps_at int, followed boolean,
                team uuid, client uuid,
                rating int,
                status text not null, tier text, domain text,
                each_lasted double precision[], each_took double precision[], each_steps_at int[],
                each_followed boolean[]
            );
            create index on {schema}.analytics_sessions (account, started_at, session);
            create table {schema}.analytics_states (
                session uuid primary key,
                account uuid not null,
                owner uuid, team uuid, client uuid,
                domain text, status text not null, tier text, tier_last text,
                started_at timestamptz not null, ended_at timestamptz, escalated_at timestamptz,
                compared boolean not null, matched boolean not null, flow_score double precision,
                steps int not null,
                by_model boolean not null, left_flow boolean not null, like_checklist text[] not null,
                open_offers boolean not null, open_checklist boolean not null,
                rating int,
                cost bigint not null,
                resolved_at timestamptz[] not null, lasted double precision[] not null,
                took double precision[] not null, steps_at int[] not null, followed_at boolean[] not null
            );
            create table {schema}.analytics_models (
                session uuid, model text,
                account uuid not null,
                started_at timestamptz not null,
                calls bigint not null, input_tokens bigint not null, output_tokens bigint not null,
                cost bigint not null,
                primary key (session, model)
            );
            create index on {schema}.analytics_models (account, started_at);
            {wall(schema, "analytics_sessions")}
            {wall(schema, "analytics_states")}
            {wall(schema, "analytics_models")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        batch = [event for event in events if event.type in FOLDS and case_of(event)]
        if batch:
            await self._fold(connection, schema, batch, failed)
        for event in events:
            if event.type == "case_erased":
                await self.forget(connection, schema, UUID(event.stream_id))

    async def _fold(self, connection: Connection, schema: str, batch: Sequence[StoredEvent], failed: Failed) -> None:
        rows = await _present(connection, schema, batch)
        used: list[tuple[Any, ...]] = []
        for event in batch:
            async with or_dead_letter(connection, event, failed):
                row = rows[event.session] = fold(rows.get(event.session) or new_row(event), event)
                used += _used(event, row)
        states = [tuple(row.values()) for row in rows.values()]
        await connection.executemany(_upsert(schema, "analytics_states", COLUMNS), states)
        counted = [tuple(counted_of(row).values()) for row in rows.values()]
        await connection.executemany(_upsert(schema, "analytics_sessions", COUNTED), counted)
        if used:
            await connection.executemany(_add(schema), used)

    async def forget(self, connection: Connection, schema: str, session: UUID) -> None:
        """See `PerSession.forget`."""
        for table in self.tables:
            await connection.execute(f"delete from {schema}.{table} where session = $1", session)


async def _present(connection: Connection, schema: str, batch: Sequence[StoredEvent]) -> dict[UUID | None, Row]:
    rows = await connection.fetch(
        f"select * from {schema}.analytics_states where session = any($1)", list({event.session for event in batch})
    )
    return {row["session"]: dict(row) for row in rows}


def _used(event: StoredEvent, row: Row) -> Iterable[tuple[Any, ...]]:
    usage = orjson.loads(event.data).get("usage")
    if usage:
        whose = (row["session"], usage["model"], row["account"], row["started_at"])
        yield *whose, usage["calls"], usage["input_tokens"], usage["output_tokens"], cost_of(usage)


COLUMNS = (
    "session", "account", "owner", "team", "client", "domain", "status", "tier", "tier_last", "started_at", "ended_at",
    "escalated_at", "compared", "matched", "flow_score", "steps", "by_model", "left_flow", "like_checklist",
    "open_offers", "open_checklist", "rating", "cost", "resolved_at", "lasted", "took", "steps_at", "followed_at",
)  # fmt: skip


COUNTED = (
    "session", "account", "started_at", "cost", "steps", "ended", "escalated", "compared", "matched", "by_model",
    "resolved_at", "longest", "shortest", "lasted", "took", "steps_at", "followed", "team", "client", "rating",
    "status", "tier", "domain", "each_lasted", "each_took", "each_steps_at", "each_followed",
)  # fmt: skip


def _upsert(schema: str, table: str, columns: Sequence[str]) -> str:
    places = ", ".join(f"${number}" for number in range(1, len(columns) + 1))
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns if column != "session")
    return (
        f"insert into {schema}.{table} ({', '.join(columns)}) values ({places})"
        f" on conflict (session) do update set {changes}"
    )


def _add(schema: str) -> str:
    return (
        f"insert into {schema}.analytics_models as m"
        " (session, model, account, started_at, calls, input_tokens, output_tokens, cost)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8)"
        " on conflict (session, model) do update set calls = m.calls + excluded.calls,"
        " input_tokens = m.input_tokens + excluded.input_tokens,"
        " output_tokens = m.output_tokens + excluded.output_tokens, cost = m.cost + excluded.cost"
    )
