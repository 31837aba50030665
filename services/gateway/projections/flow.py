"""What does this flow say, what did it say before, and which flows are there? And what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import check_version
from services.gateway.projections.search import searchable, storable
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter

_CONTENT = (
    "name", "description", "problem_domain", "category", "tags", "match_keywords", "tree_structure", "origin",
    "source_session_id",
)  # fmt: skip

_COUNTED = "flow_outcome_counted"
_BY_SYSTEM = "system"
_TREE = "tree_structure"
_PUBLISHED = "published_text"
"""The digest of what was published last: of use to the fold alone, so it has a column and is in no document."""

Flow = dict[str, Any]


class FlowProjection:
    """Folds a flow's drafts, publications and archiving, and how the sessions ended that it led."""

    name = "flow"
    version = 5
    tables = ("flows", "flow_versions")

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.flows (
                flow uuid primary key,
                account uuid not null,
                status text not null, domain text not null, category text, tags text[] not null, origin text not null,
                name text not null, success double precision, last_matched timestamptz, updated timestamptz not null,
                version int not null,
                search text not null,
                published text,
                head text not null,
                doc text not null
            );
            create index on {schema}.flows (account, name);
            {wall(schema, "flows")}
            create table {schema}.flow_versions (
                flow uuid not null,
                flow_version int not null,
                account uuid not null,
                head text not null,
                doc text not null,
                primary key (flow, flow_version)
            );
            {wall(schema, "flow_versions")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        batch = await _by_flow(connection, events, failed)
        if not batch:
            return
        rows = await connection.fetch(
            f"select flow, doc, published from {schema}.flows where flow = any($1)", [flow for flow, _ in batch]
        )
        flows: dict[str, Flow] = {
            str(row["flow"]): {**orjson.loads(row["doc"]), _PUBLISHED: row["published"]} for row in rows
        }
        versions: list[tuple[Any, ...]] = []
        for flow, event in batch:
            async with or_dead_letter(connection, event, failed):
                if event.type == _COUNTED:
                    _count(flows.get(str(flow)), event)
                else:
                    flows[event.stream_id] = _fold(flows.get(event.stream_id), event)
                if event.type == "flow_published":
                    versions.append(_version_row(flows[event.stream_id], event))
        if flows:
            await connection.executemany(_upsert(schema), [_row(flow) for flow in flows.values()])
        await connection.executemany(_upsert_version(schema), versions)


async def _by_flow(
    connection: Connection, events: Sequence[StoredEvent], failed: Failed
) -> list[tuple[UUID, StoredEvent]]:
    """The events that are folded, each with its flow."""
    found = []
    for event in events:
        if event.category == "flow" or event.type == _COUNTED:
            async with or_dead_letter(connection, event, failed):
                check_version(event)
                found.append((_flow_of(event), event))
    return found


def _flow_of(event: StoredEvent) -> UUID:
    return UUID(orjson.loads(event.data)["flow_id"] if event.type == _COUNTED else event.stream_id)


def _count(flow: Flow | None, event: StoredEvent) -> None:
    """One more session that the flow led: the newest outcome weighs a tenth, the first one all."""
    if flow is None or flow["account_id"] != str(event.account):
        return
    data = orjson.loads(event.data)
    outcome, before = float(data["worked"]), flow["success_rate"]
    flow["success_rate"] = outcome if before is None else round(0.9 * before + 0.1 * outcome, 6)
    if data["worked"]:
        flow["last_matched_at"] = data["at"]


def _fold(flow: Flow | None, event: StoredEvent) -> Flow:
    current = flow or {
        "id": event.stream_id,
        "account_id": str(event.account),
        "status": "draft",
        "flow_version": 0,
        "has_draft_changes": False,
        "success_rate": None,
        "last_matched_at": None,
        _PUBLISHED: None,
        "created_at": event.recorded_at.isoformat(),
    }
    data = orjson.loads(event.data)
    if event.type == "flow_archived":
        current["status"] = "archived"
    else:
        current.update({field: data[field] for field in _CONTENT})
        digest = _digest(current)
        if event.type == "flow_published":
            current |= {"status": "published", "flow_version": data["flow_version"], _PUBLISHED: digest}
        current["has_draft_changes"] = current[_PUBLISHED] not in (None, digest)
    return current | {"version": event.version, "updated_at": event.recorded_at.isoformat(), "updated_by": _by(event)}


def _digest(flow: Flow) -> str:
    return sha256(orjson.dumps([flow[field] for field in _CONTENT], option=orjson.OPT_SORT_KEYS)).hexdigest()


def _by(event: StoredEvent) -> str | None:
    """Who brought the event about; None for the product itself."""
    actor: str = event.meta["actor"]
    return None if actor == _BY_SYSTEM else actor


def _row(flow: Flow) -> tuple[Any, ...]:
    words = searchable(flow["name"], flow["description"], *flow["match_keywords"], *flow["tags"])
    last, category = flow["last_matched_at"], flow["category"]
    doc = {name: value for name, value in flow.items() if name != _PUBLISHED}
    head = {name: value for name, value in doc.items() if name != _TREE}
    return (
        UUID(flow["id"]), UUID(flow["account_id"]), flow["status"], flow["problem_domain"],
        storable(category) if category else None, [storable(tag) for tag in flow["tags"]], flow["origin"],
        storable(flow["name"]), flow["success_rate"], datetime.fromisoformat(last) if last else None,
        datetime.fromisoformat(flow["updated_at"]), flow["version"], words,
        flow[_PUBLISHED], orjson.dumps(head).decode(), orjson.dumps(doc).decode(),
    )  # fmt: skip


def _version_row(flow: Flow, event: StoredEvent) -> tuple[Any, ...]:
    head = {
        "flow_version": flow["flow_version"],
        "published_at": event.recorded_at.isoformat(),
        "published_by": _by(event),
        "name": flow["name"],
        "origin": flow["origin"],
    }
    text = {"id": flow["id"], **head, **{field: flow[field] for field in _CONTENT}}
    return (
        UUID(flow["id"]), flow["flow_version"], UUID(flow["account_id"]), orjson.dumps(head).decode(),
        orjson.dumps(text).decode(),
    )  # fmt: skip


def _upsert(schema: str) -> str:
    return (
        f"insert into {schema}.flows (flow, account, status, domain, category, tags, origin, name, success,"
        " last_matched, updated, version, search, published, head, doc)"
        " values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16) on conflict (flow) do update set"
        " status = excluded.status, domain = excluded.domain, category = excluded.category, tags = excluded.tags,"
        " origin = excluded.origin, name = excluded.name, success = excluded.success,"
        " last_matched = excluded.last_matched, updated = excluded.updated, version = excluded.version,"
        " search = excluded.search, published = excluded.published, head = excluded.head, doc = excluded.doc"
    )


def _upsert_version(schema: str) -> str:
    return (
        f"insert into {schema}.flow_versions (flow, flow_version, account, head, doc) values ($1,$2,$3,$4,$5)"
        " on conflict (flow, flow_version) do update set head = excluded.head, doc = excluded.doc"
    )


Sort = Literal["name", "updated", "success", "last_matched"]
_ORDER: dict[Sort, str] = {
    "name": "name",
    "updated": "updated desc",
    "success": "success desc nulls last, name",
    "last_matched": "last_matched desc nulls last, name",
}


@dataclass(frozen=True, slots=True)
class FlowFilter:
    """Which flows are shown; None: everything."""

    status: str | None
    domain: str | None
    category: str | None
    tag: str | None
    origin: str | None
    text: str | None
    sort: Sort
    skip: int
    limit: int


async def get_flow(connection: Connection, flow: UUID) -> tuple[bytes, int] | None:
    """The flow's document and version, if the account of this transaction has it."""
    row = await connection.fetchrow("select doc, version from read.flows where flow = $1", flow)
    return (row["doc"].encode(), row["version"]) if row else None


async def list_flows(connection: Connection, wanted: FlowFilter) -> list[Flow]:
    """Flows without their trees."""
    rows = await connection.fetch(
        "select head from read.flows where ($1::text is null or status = $1) and ($2::text is null or domain = $2)"
        " and ($3::text is null or category = $3) and ($4::text is null or $4 = any(tags))"
        " and ($5::text is null or origin = $5) and ($6::text is null or strpos(search, $6) > 0)"
        f" order by {_ORDER[wanted.sort]}, flow limit $7 offset $8",
        wanted.status, wanted.domain, wanted.category, wanted.tag, wanted.origin,
        wanted.text.casefold() if wanted.text else None, wanted.limit, wanted.skip,
    )  # fmt: skip
    return [orjson.loads(row["head"]) for row in rows]


async def list_versions(connection: Connection, flow: UUID, skip: int, limit: int) -> list[Flow]:
    """The flow's publications without their texts, the newest first."""
    rows = await connection.fetch(
        "select head from read.flow_versions where flow = $1 order by flow_version desc offset $2 limit $3",
        flow, skip, limit,
    )  # fmt: skip
    return [orjson.loads(row["head"]) for row in rows]


async def get_version(connection: Connection, flow: UUID, flow_version: int) -> bytes | None:
    """The flow as it read in one publication, if the account of this transaction has it."""
    doc = await connection.fetchval(
        "select doc from read.flow_versions where flow = $1 and flow_version = $2", flow, flow_version
    )
    return doc.encode() if doc else None


async def export_flows(connection: Connection, published_only: bool) -> list[dict[str, Any]]:
    """Every flow of the account as a file holds it, by name."""
    rows = await connection.fetch(
        "select doc from read.flows where status = 'published' or not $1 order by name, flow", published_only
    )
    flows = [orjson.loads(row["doc"]) for row in rows]
    return [{field: flow[field] for field in ("status", *_CONTENT)} for flow in flows]
