"""How often was a script template used? A row a script that was made; an erased case takes its rows along."""

from collections.abc import Sequence
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import check_version
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter


class ScriptUseProjection:
    """Folds the scripts that were made."""

    name = "script_use"
    version = 1
    tables = ("script_uses",)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.script_uses (
                generation uuid primary key,
                account uuid not null,
                session uuid not null,
                template uuid not null
            );
            create index on {schema}.script_uses (template);
            create index on {schema}.script_uses (session);
            {wall(schema, "script_uses")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        for event in events:
            if event.type == "script_generated":
                async with or_dead_letter(connection, event, failed):
                    await connection.execute(_INSERT.format(schema=schema), *_row(event))
        if erased := [UUID(event.stream_id) for event in events if event.type == "case_erased"]:
            await connection.execute(f"delete from {schema}.script_uses where session = any($1)", erased)

    async def forget(self, connection: Connection, schema: str, session: UUID) -> None:
        """See `PerSession.forget`."""
        await connection.execute(f"delete from {schema}.script_uses where session = $1", session)


_INSERT = (
    "insert into {schema}.script_uses (generation, account, session, template) values ($1, $2, $3, $4)"
    " on conflict do nothing"
)


def _row(event: StoredEvent) -> tuple[UUID, UUID, UUID, UUID]:
    check_version(event)
    data = orjson.loads(event.data)
    return UUID(data["generation_id"]), event.account, UUID(event.stream_id), UUID(data["template_id"])
