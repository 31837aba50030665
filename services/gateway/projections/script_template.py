"""What does this script template say, what did it say before, and which templates are there?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import check_version
from services.gateway.projections.search import searchable, storable
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter

_TEXT = ("name", "slug", "category", "description", "shell", "body", "team_id")

Template = dict[str, Any]


class ScriptTemplateProjection:
    """Folds what a template says, in every version, and whether it is offered."""

    name = "script_template"
    version = 1
    tables = ("script_templates", "script_template_versions")

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.script_templates (
                template uuid primary key,
                account uuid not null,
                name text not null, category text not null, shell text not null, team uuid, active boolean not null,
                version int not null, updated_at timestamptz not null,
                search text not null,
                doc text not null
            );
            create index on {schema}.script_templates (account, name);
            {wall(schema, "script_templates")}
            create table {schema}.script_template_versions (
                template uuid not null,
                template_version int not null,
                account uuid not null,
                doc text not null,
                primary key (template, template_version)
            );
            {wall(schema, "script_template_versions")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        batch = [event for event in events if event.category == "script"]
        if not batch:
            return
        templates = await _present(connection, schema, batch)
        versions: list[Template] = []
        for event in batch:
            async with or_dead_letter(connection, event, failed):
                templates[event.stream_id] = _fold(templates.get(event.stream_id), event)
                if event.type in ("template_created", "template_revised"):
                    versions.append(templates[event.stream_id])
        if templates:
            await connection.executemany(_upsert(schema), [_row(template) for template in templates.values()])
        await connection.executemany(_upsert_version(schema), [_version_row(template) for template in versions])


async def _present(connection: Connection, schema: str, batch: Sequence[StoredEvent]) -> dict[str, Template]:
    rows = await connection.fetch(
        f"select template, doc from {schema}.script_templates where template = any($1)",
        [UUID(event.stream_id) for event in batch],
    )
    return {str(row["template"]): orjson.loads(row["doc"]) for row in rows}


def _fold(template: Template | None, event: StoredEvent) -> Template:
    check_version(event)
    data = orjson.loads(event.data)
    changed = {"version": event.version, "updated_at": data["at"], "updated_by": data["by"]}
    if event.type == "template_created":
        first = {"id": event.stream_id, "account_id": str(event.account), "active": True, "template_version": 1}
        return first | {"created_at": data["at"], "created_by": data["by"]} | _text(data) | changed
    if template is None:
        raise LookupError(f"{event.type} without a template")
    if event.type == "template_revised":
        return template | {"template_version": data["template_version"]} | _text(data) | changed
    return template | {"active": event.type == "template_activated"} | changed


def _text(data: dict[str, Any]) -> Template:
    text = data["template"]
    return {field: text[field] for field in _TEXT} | {"parameters_schema": {"parameters": text["parameters"]}}


def _row(template: Template) -> tuple[Any, ...]:
    words = searchable(template["name"], template["slug"], template["category"], template["description"])
    return (
        UUID(template["id"]), UUID(template["account_id"]), storable(template["name"]), storable(template["category"]),
        template["shell"], UUID(template["team_id"]) if template["team_id"] else None, template["active"],
        template["version"], datetime.fromisoformat(template["updated_at"]), words, orjson.dumps(template).decode(),
    )  # fmt: skip


def _version_row(template: Template) -> tuple[Any, ...]:
    return (
        UUID(template["id"]), template["template_version"], UUID(template["account_id"]),
        orjson.dumps(template).decode(),
    )  # fmt: skip


def _upsert(schema: str) -> str:
    return (
        f"insert into {schema}.script_templates"
        " (template, account, name, category, shell, team, active, version, updated_at, search, doc)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (template) do update set"
        " name = excluded.name, category = excluded.category, shell = excluded.shell, team = excluded.team,"
        " active = excluded.active, version = excluded.version, updated_at = excluded.updated_at,"
        " search = excluded.search, doc = excluded.doc"
    )


def _upsert_version(schema: str) -> str:
    return (
        f"insert into {schema}.script_template_versions (template, template_version, account, doc)"
        " values ($1, $2, $3, $4) on conflict (template, template_version) do update set doc = excluded.doc"
    )


Sort = Literal["name", "used", "updated"]
_ORDER: dict[Sort, str] = {
    "name": "t.name",
    "used": "usage_count desc, t.name",
    "updated": "t.updated_at desc",
}
_USES = "(select count(*) from read.script_uses u where u.template = t.template)"


@dataclass(frozen=True, slots=True)
class TemplateFilter:
    """Which templates are shown; None: everything. `usable_by`: everybody's and those of that team, if any."""

    text: str | None
    category: str | None
    shell: str | None
    team: UUID | None
    active: bool | None
    usable: bool
    usable_by: UUID | None
    sort: Sort
    skip: int
    limit: int


async def get_template(connection: Connection, template: UUID) -> tuple[Template, int] | None:
    """The template and its version, if the account of this transaction has it."""
    row = await connection.fetchrow(
        f"select t.doc, t.version, {_USES} as usage_count from read.script_templates t where t.template = $1", template
    )
    return (_with_uses(row), row["version"]) if row else None


async def list_templates(connection: Connection, wanted: TemplateFilter) -> list[Template]:
    """Templates without their bodies."""
    rows = await connection.fetch(
        f"select t.doc, {_USES} as usage_count from read.script_templates t"
        " where ($1::text is null or strpos(t.search, $1) > 0) and ($2::text is null or t.category = $2)"
        " and ($3::text is null or t.shell = $3) and ($4::uuid is null or t.team = $4)"
        " and ($5::boolean is null or t.active = $5) and (not $6 or t.team is null or t.team = $7)"
        f" order by {_ORDER[wanted.sort]}, t.template offset $8 limit $9",
        wanted.text.casefold() if wanted.text else None, wanted.category, wanted.shell, wanted.team, wanted.active,
        wanted.usable, wanted.usable_by, wanted.skip, wanted.limit,
    )  # fmt: skip
    return [{name: value for name, value in _with_uses(row).items() if name != "body"} for row in rows]


async def list_versions(connection: Connection, template: UUID, skip: int, limit: int) -> list[Template]:
    """What the template said, the newest first."""
    rows = await connection.fetch(
        "select doc from read.script_template_versions where template = $1 order by template_version desc"
        " offset $2 limit $3",
        template, skip, limit,
    )  # fmt: skip
    return [orjson.loads(row["doc"]) for row in rows]


async def list_categories(connection: Connection) -> list[str]:
    """The categories that there are, by name."""
    rows = await connection.fetch("select distinct category from read.script_templates order by category")
    return [row["category"] for row in rows]


def _with_uses(row: Any) -> Template:
    template: Template = orjson.loads(row["doc"])
    return template | {"usage_count": row["usage_count"]}
