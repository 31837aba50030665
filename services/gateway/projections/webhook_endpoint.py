"""Which webhook endpoints does the account have? Secrets are in no read model."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import check_version
from services.gateway.projections.thing import ThingProjection, get_thing, list_things
from shared.envelope import StoredEvent
from shared.projection import Connection

Endpoint = dict[str, Any]


TABLE = "webhook_endpoints"


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


WEBHOOK_ENDPOINTS = ThingProjection("webhook_endpoint", 1, TABLE, "webhook", fold)
"""Folds what a subscription reads and whether anything is sent to it."""


async def get_endpoint(connection: Connection, wanted: UUID) -> Endpoint | None:
    """The endpoint, if the account of this transaction has it or had it: one that is gone has the state removed."""
    return await get_thing(connection, TABLE, wanted)


async def list_endpoints(connection: Connection) -> list[Endpoint]:
    """The account's endpoints, the oldest first."""
    return sorted(await list_things(connection, TABLE), key=lambda one: (one["created_at"], one["id"]))
