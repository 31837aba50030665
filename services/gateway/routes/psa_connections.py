"""Connections with a PSA: made, looked after, tried, removed."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Request, Response

from services.gateway.account_things import SERVICE, Thing, Things, ask, has_version
from services.gateway.auth.access import AccountAdmin, Engineer, Viewer
from services.gateway.auth.principal import Principal
from services.gateway.callback_address import CallbackAddresses
from services.gateway.headers import ExpectedVersion, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.projections.psa_connection import get_connection, list_connections
from services.gateway.routes.dependencies import CasesDep, PsaDep
from services.gateway.routes.psa_connection_models import (
    Connection,
    ConnectionChanges,
    ConnectionItem,
    NewConnection,
    NewCredentials,
    Options,
    Tested,
    content,
)
from shared.database import walled
from shared.errors import NotFound

router = APIRouter(prefix="/psa/connections", tags=["psa"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]
_PSA = [Depends(limit("psa"))]
_ITEM = ("id", "provider", "name", "state", "push")
_INNER = frozenset({"account_id", "members", "callbacks_registered"})


async def connections_of(psa: PsaDep) -> Things[Thing]:
    """The connections of this gateway."""
    return Things(psa, SERVICE, get_connection, has_version, "connection_id")


async def addresses_of(request: Request) -> CallbackAddresses:
    """Where PSAs report changes to."""
    addresses: CallbackAddresses = request.app.state.callback_addresses
    return addresses


ConnectionsDep = Annotated[Things[Thing], Depends(connections_of)]
AddressesDep = Annotated[CallbackAddresses, Depends(addresses_of)]


@router.get("", response_model=list[Connection] | list[ConnectionItem], dependencies=_READ)
async def list_all(who: Viewer, cases: CasesDep, addresses: AddressesDep) -> Response:
    """The account's connections: in full for who looks after them, else what tells them apart."""
    async with walled(cases.pool, who.account_id) as connection:
        found = await list_connections(connection)
    if who.role == "account_admin":
        return _json([_shown(one, addresses) for one in found])
    return _json([{field: one[field] for field in _ITEM} for one in found])


@router.post("", status_code=201, response_model=Connection, dependencies=_WRITE)
async def add(
    who: AccountAdmin, body: NewConnection, connections: ConnectionsDep, addresses: AddressesDep, key: IdempotencyKey
) -> Response:
    """Connect with a PSA. The keys are kept sealed and shown to nobody; whether they work, `test` tells."""
    done, found = await connections.change(who, "add_connection", content(body), key)
    location = {"Location": f"/api/v1/psa/connections/{done['connection_id']}"}
    return _answer(done, found, addresses, 201, location)


@router.get("/{connection}", response_model=Connection, dependencies=_READ)
async def get(who: AccountAdmin, connection: UUID, connections: ConnectionsDep, addresses: AddressesDep) -> Response:
    """One connection."""
    found = await existing(connections, who, connection)
    return _answer({}, found, addresses)


@router.patch("/{connection}", response_model=Connection, dependencies=_WRITE)
async def change(
    who: AccountAdmin, connection: UUID, body: ConnectionChanges, connections: ConnectionsDep,
    addresses: AddressesDep, key: IdempotencyKey, match: ExpectedVersion,
) -> Response:  # fmt: skip
    """Change what was sent. Another address or company takes the keys anew: they go where they were meant for."""
    done, found = await connections.change(who, "change_connection", named(connection, content(body)), key, match)
    return _answer(done, found, addresses)


@router.delete("/{connection}", status_code=204, dependencies=_WRITE)
async def remove(
    who: AccountAdmin, connection: UUID, connections: ConnectionsDep, key: IdempotencyKey, match: ExpectedVersion
) -> None:
    """Forget the connection and its keys; what waits to be written to it is given up."""
    await connections.change(who, "remove_connection", named(connection), key, match)


@router.put("/{connection}/credentials", response_model=Connection, dependencies=_WRITE)
async def rotate(
    who: AccountAdmin, connection: UUID, body: NewCredentials, connections: ConnectionsDep, addresses: AddressesDep,
    key: IdempotencyKey, match: ExpectedVersion,
) -> Response:  # fmt: skip
    """Sign in with other keys from now on."""
    done, found = await connections.change(who, "rotate_credentials", named(connection, content(body)), key, match)
    return _answer(done, found, addresses)


@router.post("/{connection}/test", response_model=Tested, dependencies=_PSA)
async def test(who: AccountAdmin, connection: UUID, connections: ConnectionsDep, key: IdempotencyKey) -> dict[str, Any]:
    """Ask the PSA whether it takes the keys."""
    done, _ = await connections.change(who, "test_connection", named(connection), key)
    return {field: done.get(field) for field in ("ok", "code", "product")}


@router.post("/{connection}/pause", response_model=Connection, dependencies=_WRITE)
async def pause(
    who: AccountAdmin, connection: UUID, connections: ConnectionsDep, addresses: AddressesDep, key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:  # fmt: skip
    """Ask nothing of the PSA until the connection is resumed; what is to be written waits."""
    done, found = await connections.change(who, "pause_connection", named(connection), key, match)
    return _answer(done, found, addresses)


@router.post("/{connection}/resume", response_model=Connection, dependencies=_WRITE)
async def resume(
    who: AccountAdmin, connection: UUID, connections: ConnectionsDep, addresses: AddressesDep, key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:  # fmt: skip
    """Ask the PSA again; what waited is written."""
    done, found = await connections.change(who, "resume_connection", named(connection), key, match)
    return _answer(done, found, addresses)


@router.post("/{connection}/callbacks", response_model=Connection, dependencies=_PSA)
async def register_callbacks(
    who: AccountAdmin, connection: UUID, connections: ConnectionsDep, addresses: AddressesDep, key: IdempotencyKey
) -> Response:
    """Have the PSA report changes of tickets to this installation; once is enough."""
    done, found = await connections.change(who, "register_callbacks", named(connection), key)
    return _answer(done, found, addresses)


@router.get("/{connection}/options", response_model=Options, dependencies=_PSA)
async def options(who: Engineer, connection: UUID, connections: ConnectionsDep) -> dict[str, Any]:
    """The boards and statuses that the PSA has, to choose from."""
    return await ask(connections.cases, who, "connection_options", named(connection))


async def existing(connections: Things[Thing], who: Principal, connection: UUID) -> Thing:
    """The connection. Raises NotFound where the caller's account has none of that id, or has it no more."""
    found = await connections.get(who, connection)
    if found is None or found["state"] == "removed":
        raise NotFound("unknown_connection", "There is no such connection in your account.")
    return found


def named(connection: UUID, fields: Thing | None = None) -> Thing:
    """What a command about the connection says."""
    return {"connection_id": str(connection), **(fields or {})}


def _shown(one: Thing, addresses: CallbackAddresses) -> Thing:
    return {field: value for field, value in one.items() if field not in _INNER} | {
        "credentials_set": True,
        "callbacks": {"registered": one["callbacks_registered"], "url": addresses.of(UUID(one["id"]))},
        "mapped_members": len(one["members"]),
    }


def _answer(
    done: Thing, found: Thing | None, addresses: CallbackAddresses, status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    if found is None:
        pending = {"id": done["connection_id"], "version": done["version"]}
        return _json(pending, 202, {"Location": f"/api/v1/psa/connections/{pending['id']}"})
    return _json(_shown(found, addresses), status, {"ETag": f'"{found["version"]}"', **(headers or {})})


def _json(value: Thing | Sequence[Thing], status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(orjson.dumps(value), status, headers, media_type="application/json")
