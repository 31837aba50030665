"""Which documents are on their way into tickets, across cases? A row a push; an erased case takes its rows along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.case_ticket import is_about
from services.gateway.projections.push_fold import Push, fold_push
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter


class PushProjection:
    """Folds how each push stands."""

    name = "push"
    version = 1
    tables = ("pushes",)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.pushes (
                push text primary key,
                account uuid not null,
                session uuid not null,
                status text not null,
                updated_at timestamptz not null,
                doc text not null
            );
            create index on {schema}.pushes (account, status, updated_at desc, push);
            create index on {schema}.pushes (session);
            {wall(schema, "pushes")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        batch = [event for event in events if event.category == "push"]
        if batch:
            await self._fold(connection, schema, batch, failed)
        if erased := [UUID(event.stream_id) for event in events if event.type == "case_erased"]:
            await connection.execute(f"delete from {schema}.pushes where session = any($1)", erased)

    async def _fold(self, connection: Connection, schema: str, batch: Sequence[StoredEvent], failed: Failed) -> None:
        found = await _present(connection, schema, batch)
        changed: dict[str, StoredEvent] = {}
        for event in batch:
            async with or_dead_letter(connection, event, failed):
                found[event.stream_id] = fold_push(found.get(event.stream_id), event)
                changed[event.stream_id] = event
        rows = [_row(found[push], last) for push, last in changed.items()]
        await connection.executemany(_upsert(schema), rows)

    async def forget(self, connection: Connection, schema: str, session: UUID) -> None:
        """See `PerSession.forget`."""
        await connection.execute(f"delete from {schema}.pushes where session = $1", session)


async def _present(connection: Connection, schema: str, batch: Sequence[StoredEvent]) -> dict[str, Push]:
    rows = await connection.fetch(
        f"select push, doc from {schema}.pushes where push = any($1)", [event.stream_id for event in batch]
    )
    return {row["push"]: orjson.loads(row["doc"]) for row in rows}


def _row(push: Push, last: StoredEvent) -> tuple[Any, ...]:
    updated_at = datetime.fromisoformat(push["updated_at"])
    return push["id"], last.account, last.session, push["status"], updated_at, orjson.dumps(push).decode()


def _upsert(schema: str) -> str:
    return (
        f"insert into {schema}.pushes (push, account, session, status, updated_at, doc) values ($1, $2, $3, $4, $5, $6)"
        " on conflict (push) do update set"
        " status = excluded.status, updated_at = excluded.updated_at, doc = excluded.doc"
    )


@dataclass(frozen=True, slots=True)
class PushFilter:
    """Which pushes are shown. No status: every one."""

    status: str | None
    skip: int
    limit: int


async def list_pushes(connection: Connection, wanted: PushFilter) -> list[Push]:
    """Pushes with what tells their sessions apart, the latest first."""
    rows = await connection.fetch(
        "select p.doc, c.item, p.session, c.doc::json->'ticket' as ticket"
        " from read.pushes p join read.cases c using (session)"
        " where $1::text is null or p.status = $1 order by p.updated_at desc, p.push offset $2 limit $3",
        wanted.status, wanted.skip, wanted.limit,
    )  # fmt: skip
    return [_item(row) for row in rows]


def _item(row: Any) -> Push:
    push, case = orjson.loads(row["doc"]), orjson.loads(row["item"])
    about = case | {"ticket": orjson.loads(row["ticket"])}
    return {
        **push,
        "ticket_ref": about["ticket"]["ref"] if is_about(about, push["connection_id"], push["ticket_id"]) else None,
        "session_id": str(row["session"]),
        **{field: case[field] for field in ("title", "user_id", "user_name")},
    }
