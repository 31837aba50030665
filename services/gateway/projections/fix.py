"""Which suggested fixes wait, and for what? A row a fix, by how it stands and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import orjson

from services.gateway.projections.case_material import Fix, new_fix, record_outcome
from services.gateway.projections.case_parts import check_version
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter

FixStatus = Literal[
    "proposed", "applied_success", "applied_failed", "applied_partial", "applied_pending", "dismissed"
]  # fmt: skip
_OURS = frozenset({"fix_suggested", "fix_outcome_recorded", "fix_reminder_sent"})


class FixProjection:
    """Folds what is suggested, and how it turned out."""

    name = "fix"
    version = 1
    tables = ("fixes",)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.fixes (
                session uuid not null,
                fix uuid not null,
                account uuid not null,
                status text not null, since timestamptz not null, superseded boolean not null,
                item text not null,
                primary key (session, fix)
            );
            create index on {schema}.fixes (account, status, since, fix) where not superseded;
            {wall(schema, "fixes")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        batch = [event for event in events if event.type in _OURS]
        if batch:
            fixes = await _present(connection, schema, batch)
            for event in batch:
                async with or_dead_letter(connection, event, failed):
                    _fold(fixes, event)
            await connection.executemany(_upsert(schema), [_row(key, *fix) for key, fix in fixes.items()])
        if erased := [UUID(event.stream_id) for event in events if event.type == "case_erased"]:
            await connection.execute(f"delete from {schema}.fixes where session = any($1)", erased)

    async def forget(self, connection: Connection, schema: str, session: UUID) -> None:
        """See `PerSession.forget`."""
        await connection.execute(f"delete from {schema}.fixes where session = $1", session)


_Key = tuple[UUID, str]
"""Session and fix."""
_Fixes = dict[_Key, tuple[UUID, Fix]]
"""The account of each, and what it is."""


async def _present(connection: Connection, schema: str, events: Sequence[StoredEvent]) -> _Fixes:
    rows = await connection.fetch(
        f"select session, account, item from {schema}.fixes where session = any($1)",
        list({event.session for event in events}),
    )
    items = [(row["session"], row["account"], orjson.loads(row["item"])) for row in rows]
    return {(session, item["id"]): (account, item) for session, account, item in items}


def _fold(fixes: _Fixes, event: StoredEvent) -> None:
    check_version(event)
    data = orjson.loads(event.data)
    session = UUID(event.stream_id)
    if event.type == "fix_suggested":
        if data["supersedes"]:
            fixes[session, data["supersedes"]][1]["superseded_at"] = data["at"]
        fixes[session, data["fix_id"]] = (event.account, new_fix(data))
    elif event.type == "fix_outcome_recorded":
        record_outcome(fixes[session, data["fix_id"]][1], data)
    else:
        fixes[session, data["fix_id"]][1]["reminded_at"] = data["at"]


def _row(key: _Key, account: UUID, fix: Fix) -> tuple[Any, ...]:
    since = datetime.fromisoformat(fix["pending_since"] or fix["updated_at"])
    superseded = fix["superseded_at"] is not None
    return key[0], UUID(key[1]), account, fix["status"], since, superseded, orjson.dumps(fix).decode()


def _upsert(schema: str) -> str:
    return (
        f"insert into {schema}.fixes (session, fix, account, status, since, superseded, item)"
        " values ($1, $2, $3, $4, $5, $6, $7) on conflict (session, fix) do update set status = excluded.status,"
        " since = excluded.since, superseded = excluded.superseded, item = excluded.item"
    )


@dataclass(frozen=True, slots=True)
class FixFilter:
    """Which fixes are shown; `owner` None: whoever's sessions they are in."""

    status: FixStatus
    owner: UUID | None
    skip: int
    limit: int


async def list_fixes(connection: Connection, wanted: FixFilter) -> list[dict[str, Any]]:
    """Fixes that stand so and were not superseded, those first that have done so for longest."""
    rows = await connection.fetch(
        "select f.item as fix, c.item as session from read.fixes f join read.cases c using (session)"
        " where f.status = $1 and not f.superseded and ($2::uuid is null or c.owner = $2)"
        " order by f.since, f.fix offset $3 limit $4",
        wanted.status, wanted.owner, wanted.skip, wanted.limit,
    )  # fmt: skip
    return [_of_session(orjson.loads(row["fix"]), orjson.loads(row["session"])) for row in rows]


def _of_session(fix: Fix, session: dict[str, Any]) -> dict[str, Any]:
    shown = {field: session[field] for field in ("user_id", "user_name", "client_id")}
    return {
        **fix,
        **shown,
        "session_id": session["id"],
        "session_title": session["title"],
        "session_status": session["status"],
    }
