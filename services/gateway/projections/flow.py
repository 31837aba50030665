"""What does this flow say, and which flows are there? The latest text, the published one, and what came of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import check_version
from services.gateway.projections.search import searchable, storable
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed

_CONTENT = (
    "name", "description", "problem_domain", "category", "tags", "match_keywords", "tree_structure", "origin",
    "source_session_id",
)  # fmt: skip


_COUNTED = "flow_outcome_counted"


class FlowProjection:
    """Folds a flow's drafts, publications and archiving, and how the sessions ended that it led."""

    name = "flow"
    version = 2
    tables = ("flows",)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.flows (
                flow uuid primary key,
                account uuid not null,
                status text not null, domain text not null, name text not null,
                version int not null,
                search text not null,
                doc text not null
            );
            create index on {schema}.flows (account, name);
            {wall(schema, "flows")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        batch = [event for event in events if event.category == "flow" or event.type == _COUNTED]
        if not batch:
            return
        rows = await connection.fetch(
            f"select flow, doc from {schema}.flows where flow = any($1)", [UUID(_flow_of(event)) for event in batch]
        )
        flows: dict[str, dict[str, Any]] = {str(row["flow"]): orjson.loads(row["doc"]) for row in rows}
        for event in batch:
            try:
                if event.type == _COUNTED:
                    _count(flows.get(_flow_of(event)), event)
                else:
                    flows[event.stream_id] = _fold(flows.get(event.stream_id), event)
            except Exception as error:  # noqa: BLE001 # a fold that fails is kept as a dead letter; the other flows go on
                await failed(connection, event, error)
        if flows:
            await connection.executemany(_upsert(schema), [_row(flow) for flow in flows.values()])


def _flow_of(event: StoredEvent) -> str:
    """The flow that an event is about."""
    return str(orjson.loads(event.data)["flow_id"]) if event.type == _COUNTED else event.stream_id


def _count(flow: dict[str, Any] | None, event: StoredEvent) -> None:
    """One more session that the flow led: the newest outcome weighs a tenth, the first one all."""
    if flow is None or flow["account_id"] != str(event.account):
        return
    check_version(event)
    data = orjson.loads(event.data)
    outcome, before = float(data["worked"]), flow["success_rate"]
    flow["success_rate"] = outcome if before is None else round(0.9 * before + 0.1 * outcome, 6)
    if data["worked"]:
        flow["last_matched_at"] = data["at"]


def _fold(flow: dict[str, Any] | None, event: StoredEvent) -> dict[str, Any]:
    current = flow or {
        "id": event.stream_id,
        "account_id": str(event.account),
        "status": "draft",
        "flow_version": 0,
        "success_rate": None,
        "last_matched_at": None,
        "created_at": event.recorded_at.isoformat(),
    }
    data = orjson.loads(event.data)
    if event.type == "flow_archived":
        current["status"] = "archived"
    else:
        current.update({field: data[field] for field in _CONTENT})
    if event.type == "flow_published":
        current["status"] = "published"
        current["flow_version"] = data["flow_version"]
    return current | {"version": event.version, "updated_at": event.recorded_at.isoformat()}


def _row(flow: dict[str, Any]) -> tuple[Any, ...]:
    words = searchable(flow["name"], flow["description"], *flow["match_keywords"], *flow["tags"])
    return (
        UUID(flow["id"]), UUID(flow["account_id"]), flow["status"], flow["problem_domain"], storable(flow["name"]),
        flow["version"], words, orjson.dumps(flow).decode(),
    )  # fmt: skip


def _upsert(schema: str) -> str:
    return (
        f"insert into {schema}.flows (flow, account, status, domain, name, version, search, doc)"
        " values ($1,$2,$3,$4,$5,$6,$7,$8) on conflict (flow) do update set status = excluded.status,"
        " domain = excluded.domain, name = excluded.name, version = excluded.version, search = excluded.search,"
        " doc = excluded.doc"
    )


async def get_flow(connection: Connection, flow: UUID) -> tuple[bytes, int] | None:
    """The flow's document and version, if the account of this transaction has it."""
    row = await connection.fetchrow("select doc, version from read.flows where flow = $1", flow)
    return (row["doc"].encode(), row["version"]) if row else None


async def list_flows(
    connection: Connection, status: str | None, domain: str | None, text: str | None, skip: int, limit: int
) -> list[dict[str, Any]]:
    """Flows by name, without their trees."""
    rows = await connection.fetch(
        "select doc from read.flows where ($1::text is null or status = $1) and ($2::text is null or domain = $2)"
        " and ($3::text is null or strpos(search, $3) > 0) order by name, flow limit $4 offset $5",
        status, domain, text.casefold() if text else None, limit, skip,
    )  # fmt: skip
    items = [orjson.loads(row["doc"]) for row in rows]
    for item in items:
        del item["tree_structure"]
    return items


async def export_flows(connection: Connection, published_only: bool) -> list[dict[str, Any]]:
    """Every flow of the account as a file holds it, by name."""
    rows = await connection.fetch(
        "select doc from read.flows where status = 'published' or not $1 order by name, flow", published_only
    )
    flows = [orjson.loads(row["doc"]) for row in rows]
    return [{field: flow[field] for field in ("status", *_CONTENT)} for flow in flows]
