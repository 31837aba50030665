"""Which webhook endpoints does the account have? Secrets are in no read model."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import check_version
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed

Endpoint = dict[str, Any]


class WebhookEndpointProjection:
    """Folds what a subscription reads and whether anything is sent to it."""

    name = "webhook_endpoint"
    version = 1
    tables = ("webhook_endpoints",)

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.webhook_endpoints (
                endpoint uuid primary key,
                account uuid not null,
                state text not null,
                created_at text not null,
                doc text not null
            );
            create index on {schema}.webhook_endpoints (account);
            {wall(schema, "webhook_endpoints")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        batch = [event for event in events if event.category == "webhook"]
        if not batch:
            return
        found = await _present(connection, schema, batch)
        for event in batch:
            try:
                found[event.stream_id] = fold(found.get(event.stream_id), event)
            except Exception as error:  # noqa: BLE001 # a fold that fails is kept as a dead letter; the others go on
                await failed(connection, event, error)
        await connection.executemany(_upsert(schema), [_row(one) for one in found.values()])


async def _present(connection: Connection, schema: str, batch: Sequence[StoredEvent]) -> dict[str, Endpoint]:
    rows = await connection.fetch(
        f"select endpoint, doc from {schema}.webhook_endpoints where endpoint = any($1)",
        [UUID(event.stream_id) for event in batch],
    )
    return {str(row["endpoint"]): orjson.loads(row["doc"]) for row in rows}


def fold(before: Endpoint | None, event: StoredEvent) -> Endpoint:
    """The endpoint after an opened event. Raises LookupError where it was never created."""
    check_version(event)
    data = orjson.loads(event.data)
    now = _new(event, data) if event.type == "endpoint_created" else before
    if now is None:
        raise LookupError(f"{event.type} without an endpoint")
    if event.type == "endpoint_removed":
        now = {field: now[field] for field in _OF_REMOVED} | {"state": "removed"}
    changed = _CHANGES[event.type](data) if event.type in _CHANGES else {}
    return now | changed | {"version": event.version, "updated_at": data["at"]}


def _new(event: StoredEvent, data: dict[str, Any]) -> Endpoint:
    return {
        "id": event.stream_id,
        "account_id": str(event.account),
        "secret_rotated_at": data["at"],
        "created_at": data["at"],
        **_ENABLED,
    }


def _content(data: dict[str, Any]) -> Endpoint:
    return {name: data["endpoint"][name] for name in ("url", "event_types", "description")}


_OF_REMOVED = ("id", "account_id", "created_at")
"""What is kept of an endpoint that is gone: not its address."""
_ENABLED = {"state": "enabled", "disabled_reason": None, "disabled_at": None}
_CHANGES: Mapping[str, Callable[[dict[str, Any]], Endpoint]] = {
    "endpoint_created": _content,
    "endpoint_changed": _content,
    "secret_rotated": lambda data: {"secret_rotated_at": data["at"]},
    "endpoint_disabled": lambda data: {
        "state": "disabled", "disabled_reason": data["reason"], "disabled_at": data["at"],
    },
    "endpoint_enabled": lambda _: _ENABLED,
}  # fmt: skip


def _row(one: Endpoint) -> tuple[Any, ...]:
    return UUID(one["id"]), UUID(one["account_id"]), one["state"], one["created_at"], orjson.dumps(one).decode()


def _upsert(schema: str) -> str:
    return (
        f"insert into {schema}.webhook_endpoints (endpoint, account, state, created_at, doc)"
        " values ($1, $2, $3, $4, $5) on conflict (endpoint) do update set state = excluded.state, doc = excluded.doc"
    )


async def get_endpoint(connection: Connection, wanted: UUID) -> Endpoint | None:
    """The endpoint, if the account of this transaction has it or had it: one that is gone has the state removed."""
    doc = await connection.fetchval("select doc from read.webhook_endpoints where endpoint = $1", wanted)
    return orjson.loads(doc) if doc else None


async def list_endpoints(connection: Connection) -> list[Endpoint]:
    """The account's endpoints, the oldest first."""
    rows = await connection.fetch(
        "select doc from read.webhook_endpoints where state <> 'removed' order by created_at, endpoint"
    )
    return [orjson.loads(row["doc"]) for row in rows]
