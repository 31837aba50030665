"""What does the flow library lack, what speaks for that, and who sees to it?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import check_version
from services.gateway.projections.search import searchable
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter

Gap = dict[str, Any]

GapKind = Literal["uncovered", "weak_options", "high_escalation", "falling_success", "many_skips"]
GapSeverity = Literal["low", "medium", "high"]
KINDS: Sequence[GapKind] = get_args(GapKind)
SEVERITIES: Sequence[GapSeverity] = get_args(GapSeverity)
"""The worst last; a row holds the place here."""
_TOLD = ("title", "problem_domain", "flow_name", "keywords", "severity", "example_session_ids")
"""What a gap is found with, and what may change with its evidence."""
_UNDECIDED: Gap = {"closed_reason": None, "closed_by_flow_id": None, "closed_note": None, "snoozed_until": None}


class GapProjection:
    """Folds gaps, their evidence and what people make of them."""

    name = "gap"
    version = 2
    tables = ("gaps",)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.gaps (
                gap uuid primary key,
                account uuid not null,
                status text not null, kind text not null, domain text, severity int not null, affected int not null,
                assigned_to uuid,
                search text not null,
                doc text not null
            );
            create index on {schema}.gaps (account, status, severity desc, affected desc);
            {wall(schema, "gaps")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        batch = [event for event in events if event.category == "gap"]
        if not batch:
            return
        found = await _present(connection, schema, batch)
        for event in batch:
            async with or_dead_letter(connection, event, failed):
                found[event.stream_id] = fold(found.get(event.stream_id), event)
        if found:
            await connection.executemany(_upsert(schema), [_row(one) for one in found.values()])


async def _present(connection: Connection, schema: str, batch: Sequence[StoredEvent]) -> dict[str, Gap]:
    rows = await connection.fetch(
        f"select gap, doc from {schema}.gaps where gap = any($1)", [UUID(event.stream_id) for event in batch]
    )
    return {str(row["gap"]): orjson.loads(row["doc"]) for row in rows}


def fold(before: Gap | None, event: StoredEvent) -> Gap:
    """The gap after an opened event."""
    check_version(event)
    data = orjson.loads(event.data)
    if event.type == "gap_found":
        return _found(event, data)
    if before is None:
        raise LookupError(f"{event.type} without a gap")
    return before | _change(event.type, before, data) | {"updated_at": data["at"], "version": event.version}


def _change(type_: str, before: Gap, data: Gap) -> Gap:
    change = _CHANGES[type_](data)
    if type_ == "flow_drafted_for_gap" and data["by"] is None and before["drafted_flow_id"]:
        return {"drafting": False, "draft_error": None}  # of two that were made the first is the one
    if type_ == "gap_reopened" and before["closed_reason"] == "flow_published":
        return change | {"drafted_flow_id": None}  # the flow is published, and did not close it after all
    return change


def _found(event: StoredEvent, data: Gap) -> Gap:
    return {
        "id": event.stream_id,
        "account_id": str(event.account),
        "kind": data["kind"],
        "flow_id": data["flow_id"],
        "node_id": data["node_id"],
        **_told(data),
        "status": "open",
        "assigned_to": None,
        **_UNDECIDED,
        "drafted_flow_id": None,
        "drafting": False,
        "draft_error": None,
        "found_at": data["at"],
        "updated_at": data["at"],
        "version": event.version,
    }


def _told(data: Gap) -> Gap:
    evidence = {name: value for name, value in data["evidence"].items() if name != "session_ids"}
    return {**{name: data[name] for name in _TOLD}, "evidence": evidence}


def _closed(data: Gap) -> Gap:
    return {
        "status": "closed",
        "snoozed_until": None,
        "closed_reason": data["reason"],
        "closed_by_flow_id": data["flow_id"],
        "closed_note": data["note"],
        "drafting": False,
    }


_CHANGES: Mapping[str, Callable[[Gap], Gap]] = {
    "gap_changed": _told,
    "gap_relabelled": lambda data: {"title": data["title"], "keywords": []},
    "gap_assigned": lambda data: {"assigned_to": data["user_id"]},
    "gap_snoozed": lambda data: {"status": "snoozed", "snoozed_until": data["until"]},
    "gap_closed": _closed,
    "gap_reopened": lambda _: {"status": "open", **_UNDECIDED},
    "gap_draft_asked": lambda _: {"drafting": True, "draft_error": None},
    "flow_drafted_for_gap": lambda data: {"drafted_flow_id": data["flow_id"], "drafting": False, "draft_error": None},
    "gap_draft_dropped": lambda _: {"drafted_flow_id": None},
    "gap_draft_refused": lambda data: {"drafting": False, "draft_error": data["code"]},
}


def _row(gap: Gap) -> tuple[Any, ...]:
    assigned = gap["assigned_to"]
    return (
        UUID(gap["id"]), UUID(gap["account_id"]), gap["status"], gap["kind"], gap["problem_domain"],
        SEVERITIES.index(gap["severity"]), gap["evidence"]["affected"], UUID(assigned) if assigned else None,
        searchable(gap["title"], gap["flow_name"], *gap["keywords"]), orjson.dumps(gap).decode(),
    )  # fmt: skip


def _upsert(schema: str) -> str:
    return (
        f"insert into {schema}.gaps (gap, account, status, kind, domain, severity, affected, assigned_to, search, doc)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (gap) do update set"
        " status = excluded.status, domain = excluded.domain, severity = excluded.severity,"
        " affected = excluded.affected, assigned_to = excluded.assigned_to, search = excluded.search,"
        " doc = excluded.doc"
    )


@dataclass(frozen=True, slots=True)
class GapFilter:
    """Which gaps are shown; None: everything."""

    status: str
    kind: GapKind | None
    domain: str | None
    severity: GapSeverity | None
    assigned_to: UUID | None
    text: str | None
    skip: int
    limit: int


async def get_gap(connection: Connection, gap: UUID) -> Gap | None:
    """The gap, if the account of this transaction has it."""
    doc = await connection.fetchval("select doc from read.gaps where gap = $1", gap)
    if doc is None:
        return None
    (found,) = await _without_erased(connection, [orjson.loads(doc)])
    return found


async def list_gaps(connection: Connection, wanted: GapFilter) -> list[Gap]:
    """Gaps, the worst first: by severity, then by the sessions that show it."""
    rows = await connection.fetch(
        "select doc from read.gaps where status = $1 and ($2::text is null or kind = $2)"
        " and ($3::text is null or domain = $3) and ($4::int is null or severity = $4)"
        " and ($5::uuid is null or assigned_to = $5) and ($6::text is null or strpos(search, $6) > 0)"
        " order by severity desc, affected desc, gap offset $7 limit $8",
        wanted.status, wanted.kind, wanted.domain,
        SEVERITIES.index(wanted.severity) if wanted.severity else None, wanted.assigned_to,
        wanted.text.casefold() if wanted.text else None, wanted.skip, wanted.limit,
    )  # fmt: skip
    return await _without_erased(connection, [orjson.loads(row["doc"]) for row in rows])


async def _without_erased(connection: Connection, gaps: Sequence[Gap]) -> list[Gap]:
    """The gaps, none of which names a case that was erased: not even before its evidence is counted anew."""
    named = [UUID(session) for gap in gaps for session in gap["example_session_ids"]]
    rows = await connection.fetch("select session from read.erased_cases where session = any($1)", named)
    erased = {str(row["session"]) for row in rows}
    return [
        gap | {"example_session_ids": [one for one in gap["example_session_ids"] if one not in erased]} for gap in gaps
    ]
