"""What does the library cover, and what comes of proposals? When each flow was published, and how proposals ended."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import Data, check_version
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter


class AnalyticsFlows:
    """Folds publications until they were taken back, and proposals by what became of them."""

    name = "analytics_flows"
    version = 1
    tables = ("analytics_flows", "analytics_proposals")

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.analytics_flows (
                flow uuid, published_at timestamptz,
                account uuid not null,
                domain text not null,
                archived_at timestamptz,
                primary key (flow, published_at)
            );
            create index on {schema}.analytics_flows (account);
            create table {schema}.analytics_proposals (
                proposal uuid primary key,
                account uuid not null,
                session uuid,
                domain text,
                made_at timestamptz not null,
                status text not null
            );
            create index on {schema}.analytics_proposals (account, made_at);
            create index on {schema}.analytics_proposals (session);
            {wall(schema, "analytics_flows")}
            {wall(schema, "analytics_proposals")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        for event in events:
            change = _CHANGES.get(event.type)
            if change is None:
                continue
            async with or_dead_letter(connection, event, failed):
                check_version(event)
                query, *values = change(event, orjson.loads(event.data))
                await connection.execute(query.format(schema), *values)


Change = Callable[[StoredEvent, Data], tuple[Any, ...]]
"""The statement that an event brings about, and its values."""

_PUBLISH = (
    "with known as (update {0}.analytics_flows set domain = $4 where flow = $1 and archived_at is null returning flow)"
    " insert into {0}.analytics_flows (flow, published_at, account, domain) select $1, $2, $3, $4"
    " where not exists (select from known)"
)
_ARCHIVE = "update {0}.analytics_flows set archived_at = $2 where flow = $1 and archived_at is null"
_MAKE = (
    "insert into {0}.analytics_proposals (proposal, account, session, domain, made_at, status)"
    " values ($1, $2, $3, $4, $5, $6) on conflict do nothing"
)
_DECIDE = "update {0}.analytics_proposals set status = $2 where proposal = $1"
_REMOVE = "delete from {0}.analytics_proposals where proposal = $1"
_FORGET = "update {0}.analytics_proposals set session = null where session = $1"


def _published(event: StoredEvent, data: Data) -> tuple[Any, ...]:
    return _PUBLISH, UUID(event.stream_id), event.recorded_at, event.account, data["problem_domain"]


def _archived(event: StoredEvent, _: Data) -> tuple[Any, ...]:
    return _ARCHIVE, UUID(event.stream_id), event.recorded_at


def _made(event: StoredEvent, data: Data) -> tuple[Any, ...]:
    status = "auto_reinforced" if data["proposal_type"] == "auto_reinforced" else "pending"
    source, at = UUID(data["source"]["session_id"]), datetime.fromisoformat(data["at"])
    return _MAKE, UUID(event.stream_id), event.account, source, data["problem_domain"], at, status


def _becomes(status: str) -> Change:
    return lambda event, _: (_DECIDE, UUID(event.stream_id), status)


def _forgotten(_: StoredEvent, data: Data) -> tuple[Any, ...]:
    return _REMOVE, UUID(data["proposal_id"])


def _erased(event: StoredEvent, _: Data) -> tuple[Any, ...]:
    """The proposal stays, without the case that it was made of."""
    return _FORGET, UUID(event.stream_id)


_CHANGES: Mapping[str, Change] = {
    "flow_published": _published,
    "flow_archived": _archived,
    "proposal_made": _made,
    "proposal_approved": _becomes("approved"),
    "publication_refused": _becomes("pending"),
    "proposal_reopened": _becomes("pending"),
    "proposal_dismissed": _becomes("dismissed"),
    "proposal_rejected": _becomes("rejected"),
    "publication_withdrawn": _becomes("pending"),
    "proposal_forgotten": _forgotten,
    "case_erased": _erased,
}
