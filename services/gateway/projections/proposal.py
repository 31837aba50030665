"""What does the flywheel propose, what speaks for it, and what became of it?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import PROPOSAL, check_version, destroyed_or_failed
from services.gateway.projections.search import searchable
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter

Proposal = dict[str, Any]

_LEFT_OUT = ("proposed_flow_data", "proposed_diff")
"""What a list does without."""
_SESSIONS = ("supporting_session_ids", "contradicting_session_ids")
_CLOSED = ("dismissed", "rejected")


class ProposalProjection:
    """Folds proposals, their sessions and their review. An erased case speaks for none; one that was its alone goes."""

    name = "proposal"
    version = 2
    tables = ("proposals",)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.proposals (
                proposal uuid primary key,
                account uuid not null,
                status text not null, type text not null, domain text, target uuid,
                confidence double precision not null,
                sessions uuid[] not null,
                created_at timestamptz not null,
                version int not null,
                search text not null,
                doc text not null
            );
            create index on {schema}.proposals (account, status, created_at desc);
            {wall(schema, "proposals")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        batch: list[StoredEvent] = []
        for event in events:
            if event.category == PROPOSAL and event.type != "proposal_forgotten":
                batch.append(event)
            elif key := await destroyed_or_failed(connection, event, failed):
                await self._fold(connection, schema, batch, failed)
                await _erase(connection, schema, event.account, key)
                batch = []
        await self._fold(connection, schema, batch, failed)

    async def _fold(self, connection: Connection, schema: str, batch: Sequence[StoredEvent], failed: Failed) -> None:
        if not batch:
            return
        found = await _present(connection, schema, batch)
        for event in batch:
            async with or_dead_letter(connection, event, failed):
                found[event.stream_id] = fold(found.get(event.stream_id), event)
        if found:
            await connection.executemany(_upsert(schema), [_row(one) for one in found.values()])


async def _erase(connection: Connection, schema: str, account: UUID, key: UUID) -> None:
    """Keep nothing of a case, or of a proposal, whose key is destroyed."""
    await connection.execute(f"delete from {schema}.proposals where account = $1 and proposal = $2", account, key)
    rows = await connection.fetch(
        f"select doc from {schema}.proposals where account = $1 and $2 = any(sessions)", account, key
    )
    left = [without(orjson.loads(row["doc"]), str(key)) for row in rows]
    await connection.executemany(_upsert(schema), [_row(one) for one in left if _sessions(one)])
    gone = [UUID(one["id"]) for one in left if not _sessions(one)]
    await connection.execute(f"delete from {schema}.proposals where proposal = any($1)", gone)


def without(proposal: Proposal, session: str) -> Proposal:
    """The proposal without an erased session; the one that has spoken for it longest takes the source's place."""
    kept = {name: [one for one in proposal[name] if one != session] for name in _SESSIONS}
    left = _sessions(kept)
    is_source = proposal["source_session_id"] == session
    source = left[0] if is_source and left else proposal["source_session_id"]
    return proposal | kept | {"supporting_session_count": len(kept[_SESSIONS[0]]), "source_session_id": source}


def _sessions(proposal: Mapping[str, list[str]]) -> list[str]:
    return [session for name in _SESSIONS for session in proposal[name]]


async def _present(connection: Connection, schema: str, batch: Sequence[StoredEvent]) -> dict[str, Proposal]:
    rows = await connection.fetch(
        f"select proposal, doc from {schema}.proposals where proposal = any($1)",
        [UUID(event.stream_id) for event in batch],
    )
    return {str(row["proposal"]): orjson.loads(row["doc"]) for row in rows}


def fold(before: Proposal | None, event: StoredEvent) -> Proposal:
    """The proposal after an opened event."""
    check_version(event)
    data = orjson.loads(event.data)
    if event.type == "proposal_made":
        return _made(event, data)
    if before is None:
        raise LookupError(f"{event.type} without a proposal")
    change = _CHANGES[event.type](before, data)
    return before | change | {"updated_at": data["at"], "version": event.version}


def _made(event: StoredEvent, data: Proposal) -> Proposal:
    reinforced = data["proposal_type"] == "auto_reinforced"
    session = data["source"]["session_id"]
    same = (
        "proposal_type", "title", "description", "problem_domain", "target_flow_id", "target_flow_version", "engine",
    )  # fmt: skip
    return {
        "id": event.stream_id,
        "account_id": str(event.account),
        **{name: data[name] for name in same},
        "proposed_flow_data": _flow_data(data),
        "proposed_diff": data["enhancement"],
        "confidence_score": data["confidence"],
        "source_session_id": session,
        "supporting_session_ids": [session],
        "supporting_session_count": 1,
        "contradicting_session_ids": [],
        "supporting_since_decision": 0,
        "status": "auto_reinforced" if reinforced else "pending",
        "publication": None,
        "publication_error": None,
        "published_flow_id": None,
        "published_flow_version": None,
        "decided_by": None,
        "decided_at": None,
        "reject_reason": None,
        "created_at": data["at"],
        "updated_at": data["at"],
        "version": event.version,
    }


def _flow_data(data: Proposal) -> Proposal | None:
    if data["enhancement"] is None:
        flow: Proposal | None = data["flow"]
        return flow
    return {name: data["enhancement"][name] for name in ("new_nodes", "modified_options")}


def _supported(proposal: Proposal, data: Proposal) -> Proposal:
    session = data["source"]["session_id"]
    since = proposal["supporting_since_decision"] + (proposal["status"] in _CLOSED)
    return _spoken(
        data,
        _with(proposal["supporting_session_ids"], session),
        [one for one in proposal["contradicting_session_ids"] if one != session],
    ) | {"supporting_since_decision": since}


def _contradicted(proposal: Proposal, data: Proposal) -> Proposal:
    session = data["source"]["session_id"]
    since = max(0, proposal["supporting_since_decision"] - (proposal["status"] in _CLOSED))
    return _spoken(
        data,
        [one for one in proposal["supporting_session_ids"] if one != session],
        _with(proposal["contradicting_session_ids"], session),
    ) | {"supporting_since_decision": since}


def _spoken(data: Proposal, supporting: list[str], contradicting: list[str]) -> Proposal:
    return {
        "confidence_score": data["confidence"],
        "supporting_session_ids": supporting,
        "supporting_session_count": len(supporting),
        "contradicting_session_ids": contradicting,
    }


def _with(sessions: list[str], session: str) -> list[str]:
    return [*(one for one in sessions if one != session), session]


def _approved(_: Proposal, data: Proposal) -> Proposal:
    return _decided("approved", data) | {"publication": "pending", "publication_error": None}


def _published(_: Proposal, data: Proposal) -> Proposal:
    return {
        "publication": "published",
        "published_flow_id": data["flow_id"],
        "published_flow_version": data["flow_version"],
    }


def _rejected(_: Proposal, data: Proposal) -> Proposal:
    return _decided("rejected", data) | {"reject_reason": data["reason"]}


def _reopened(_: Proposal, data: Proposal) -> Proposal:
    """Pending again: the library refused, or what was decided was taken back."""
    return {
        "status": "pending",
        "publication": None,
        "publication_error": data.get("code"),
        "published_flow_id": None,
        "published_flow_version": None,
        "decided_by": None,
        "decided_at": None,
        "reject_reason": None,
    }


def _decided(status: str, data: Proposal) -> Proposal:
    return {
        "status": status,
        "decided_by": data["by"],
        "decided_at": data["at"],
        "supporting_since_decision": 0,
    }


_CHANGES: Mapping[str, Callable[[Proposal, Proposal], Proposal]] = {
    "session_supported": _supported,
    "session_contradicted": _contradicted,
    "proposal_approved": _approved,
    "proposal_published": _published,
    "publication_refused": _reopened,
    "proposal_dismissed": lambda _, data: _decided("dismissed", data),
    "proposal_rejected": _rejected,
    "proposal_reopened": _reopened,
    "approval_undone": lambda *_: {"publication": "undoing", "publication_error": None},
    "publication_withdrawn": _reopened,
    "withdrawal_refused": lambda _, data: {"publication": "published", "publication_error": data["code"]},
}


def _row(proposal: Proposal) -> tuple[Any, ...]:
    target = proposal["target_flow_id"]
    return (
        UUID(proposal["id"]), UUID(proposal["account_id"]), proposal["status"], proposal["proposal_type"],
        proposal["problem_domain"], UUID(target) if target else None, proposal["confidence_score"],
        [UUID(session) for session in _sessions(proposal)],
        datetime.fromisoformat(proposal["created_at"]), proposal["version"],
        searchable(proposal["title"], proposal["description"]), orjson.dumps(proposal).decode(),
    )  # fmt: skip


def _upsert(schema: str) -> str:
    return (
        f"insert into {schema}.proposals"
        " (proposal, account, status, type, domain, target, confidence, sessions, created_at, version, search, doc)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (proposal) do update set"
        " status = excluded.status, confidence = excluded.confidence, sessions = excluded.sessions,"
        " version = excluded.version, doc = excluded.doc"
    )


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """Which proposals are shown; None: everything. Without a status, records that nobody reviews are left out."""

    status: str | None
    type: str | None
    domain: str | None
    target: UUID | None
    least_confidence: float
    text: str | None
    skip: int
    limit: int


async def get_proposal(connection: Connection, proposal: UUID) -> tuple[Proposal, int] | None:
    """The proposal and its version, if the account of this transaction has it."""
    row = await connection.fetchrow("select doc, version from read.proposals where proposal = $1", proposal)
    return (orjson.loads(row["doc"]), row["version"]) if row else None


async def list_proposals(connection: Connection, wanted: ProposalFilter) -> list[Proposal]:
    """Proposals without their trees: those that wait first, then the surest, then the newest."""
    rows = await connection.fetch(
        "select doc from read.proposals"
        " where (status = $1 or ($1::text is null and type <> 'auto_reinforced'))"
        " and ($2::text is null or type = $2) and ($3::text is null or domain = $3)"
        " and ($4::uuid is null or target = $4) and confidence >= $5"
        " and ($6::text is null or strpos(search, $6) > 0)"
        " order by status <> 'pending', confidence desc, created_at desc, proposal offset $7 limit $8",
        wanted.status, wanted.type, wanted.domain, wanted.target, wanted.least_confidence,
        wanted.text.casefold() if wanted.text else None, wanted.skip, wanted.limit,
    )  # fmt: skip
    items = [orjson.loads(row["doc"]) for row in rows]
    return [{name: value for name, value in item.items() if name not in _LEFT_OUT} for item in items]


async def count_led(connection: Connection, proposal: UUID) -> int:
    """How many sessions were led by the proposal's flow since it was approved."""
    row = await connection.fetchrow("select doc from read.proposals where proposal = $1", proposal)
    found: Proposal = orjson.loads(row["doc"]) if row else {}
    if not found or not found["decided_at"]:
        return 0
    count: int = await connection.fetchval(
        "select count(*) from read.cases where created_at >= $1 and item::json ->> 'matched_flow_id' = $2",
        datetime.fromisoformat(found["decided_at"]), found["published_flow_id"],
    )  # fmt: skip
    return count
