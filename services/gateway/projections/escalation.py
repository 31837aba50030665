"""Which escalations wait, and for whom? A row a session that another engineer is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.case import ITEM_FIELDS
from services.gateway.projections.case_parts import check_version
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter

ENDED_BY = frozenset({"escalation_picked_up", "escalation_taken_back", "handed_over"})


class EscalationProjection:
    """Folds who asks for whom until somebody came."""

    name = "escalation"
    version = 1
    tables = ("escalations",)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.escalations (
                session uuid primary key,
                account uuid not null,
                escalated_by uuid not null, escalated_to uuid, team uuid,
                at timestamptz not null
            );
            create index on {schema}.escalations (account, at, session);
            {wall(schema, "escalations")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        for event in events:
            if event.type == "escalation_requested":
                async with or_dead_letter(connection, event, failed):
                    await connection.execute(_upsert(schema), *_row(event))
            elif event.type in ENDED_BY or event.type == "case_erased":
                await self.forget(connection, schema, UUID(event.stream_id))

    async def forget(self, connection: Connection, schema: str, session: UUID) -> None:
        """See `PerSession.forget`."""
        await connection.execute(f"delete from {schema}.escalations where session = $1", session)


def _row(event: StoredEvent) -> tuple[Any, ...]:
    check_version(event)
    data = orjson.loads(event.data)
    at = datetime.fromisoformat(data["at"])
    return UUID(event.stream_id), event.account, UUID(data["by"]), _id(data["to_id"]), _id(data["team_id"]), at


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None


def _upsert(schema: str) -> str:
    return (
        f"insert into {schema}.escalations (session, account, escalated_by, escalated_to, team, at)"
        " values ($1, $2, $3, $4, $5, $6) on conflict (session) do update set escalated_by = excluded.escalated_by,"
        " escalated_to = excluded.escalated_to, team = excluded.team, at = excluded.at"
    )


@dataclass(frozen=True, slots=True)
class EscalationFilter:
    """Who asks, and for which. `engineer`: their role lets them pick up at all. `mine`: not those of others only."""

    reader: UUID
    team: UUID | None
    engineer: bool
    mine: bool
    skip: int
    limit: int


_MAY_PICK_UP = (
    "($2 and e.escalated_by <> $1 and (e.escalated_to is not distinct from $1 or coalesce(e.team = $3, false)"
    " or (e.escalated_to is null and e.team is null)))"
)
"""The named user, or whoever is of the session's team, or any engineer where there is neither; never who escalated."""


async def list_escalations(connection: Connection, wanted: EscalationFilter) -> list[dict[str, Any]]:
    """Sessions that wait for an engineer, those that have waited longest first."""
    rows = await connection.fetch(
        f"select c.doc, {_MAY_PICK_UP} as may_pick_up from read.escalations e join read.cases c using (session)"
        f" where not $4 or e.escalated_by = $1 or {_MAY_PICK_UP} order by e.at, session offset $5 limit $6",
        wanted.reader, wanted.engineer, wanted.team, wanted.mine, wanted.skip, wanted.limit,
    )  # fmt: skip
    return [_item(orjson.loads(row["doc"])) | {"may_pick_up": row["may_pick_up"]} for row in rows]


def _item(case: dict[str, Any]) -> dict[str, Any]:
    shown = (*ITEM_FIELDS, "escalation_reason", "escalated_team_id", "escalation_package")
    return {field: case[field] for field in shown}
