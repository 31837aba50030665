"""Which connections with a PSA does the account have, and who of ours is whom there? Keys are in no read model."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import orjson

from services.gateway.projections.case_parts import check_version
from services.gateway.projections.thing import ThingProjection, get_thing, list_things
from shared.envelope import StoredEvent
from shared.projection import Connection

PsaConnection = dict[str, Any]


TABLE = "psa_connections"


def fold(before: PsaConnection | None, event: StoredEvent) -> PsaConnection:
    """The connection after an opened event. Raises LookupError where it was never added."""
    check_version(event)
    data = orjson.loads(event.data)
    now = _new(event, data) if event.type == "connection_added" else before
    if now is None:
        raise LookupError(f"{event.type} without a connection")
    changed = _CHANGES[event.type](data) if event.type in _CHANGES else {}
    moved = _UNKNOWN_THERE if _leads_elsewhere(now, changed) else {}
    return now | changed | moved | {"version": event.version, "updated_at": data["at"]}


def _new(event: StoredEvent, data: dict[str, Any]) -> PsaConnection:
    return {
        "id": event.stream_id,
        "account_id": str(event.account),
        "state": "active",
        "pause_reason": None,
        "last_test": None,
        "credentials_rotated_at": data["at"],
        "callbacks_registered": False,
        "members": [],
        "created_at": data["at"],
    }


def _content(data: dict[str, Any]) -> PsaConnection:
    read = data["connection"]
    return {name: read[name] for name in ("provider", "name", "base_url", "company", "push", "watched_boards")}


_PLACE = ("provider", "base_url", "company")
_UNKNOWN_THERE: PsaConnection = {"members": [], "callbacks_registered": False, "last_test": None}
"""In another PSA nobody is known yet, nothing was tried, and nothing is reported."""


def _leads_elsewhere(before: PsaConnection, changed: PsaConnection) -> bool:
    return any(name in changed and before.get(name) != changed[name] for name in _PLACE)


_CHANGES: Mapping[str, Callable[[dict[str, Any]], PsaConnection]] = {
    "connection_added": _content,
    "connection_changed": _content,
    "credentials_rotated": lambda data: {"credentials_rotated_at": data["at"]},
    "connection_tested": lambda data: {"last_test": {field: data[field] for field in ("ok", "code", "at")}},
    "members_mapped": lambda data: {"members": data["members"]},
    "callbacks_registered": lambda _: {"callbacks_registered": True},
    "connection_paused": lambda data: {"state": "paused", "pause_reason": data["reason"]},
    "connection_resumed": lambda _: {"state": "active", "pause_reason": None},
    "connection_removed": lambda _: {"state": "removed", "members": []},
}


PSA_CONNECTIONS = ThingProjection("psa_connection", 1, TABLE, "connection", fold)
"""Folds what a connection reads, how it stands and whom it knows."""


async def get_connection(connection: Connection, wanted: UUID) -> PsaConnection | None:
    """The connection, if the account of this transaction has it or had it: one that is gone has the state removed."""
    return await get_thing(connection, TABLE, wanted)


async def list_connections(connection: Connection) -> list[PsaConnection]:
    """The account's connections, by name."""
    return sorted(await list_things(connection, TABLE), key=lambda one: (one["name"].casefold(), one["id"]))


async def connection_meant(connection: Connection, named: str | None) -> PsaConnection | None:
    """The connection of that id, or without one the account's only one; None where there is none, or several."""
    found = await list_connections(connection)
    if named is None:
        return found[0] if len(found) == 1 else None
    return next((one for one in found if one["id"] == named.lower()), None)
