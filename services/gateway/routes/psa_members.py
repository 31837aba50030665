"""Who of ours is whom in the PSA: in whose name notes and time are written."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from services.gateway.account_things import Thing, ask
from services.gateway.auth.access import AccountAdmin
from services.gateway.auth.identity import Identity
from services.gateway.auth.principal import Principal
from services.gateway.auth.users import User
from services.gateway.headers import IdempotencyKey
from services.gateway.limits import limit
from services.gateway.routes.dependencies import IdentityDep
from services.gateway.routes.psa_connection_models import MapMembers, Mapping, Members
from services.gateway.routes.psa_connections import ConnectionsDep, existing, named
from shared.errors import InvalidInput

router = APIRouter(prefix="/psa/connections/{connection}/members", tags=["psa"])
_PSA = [Depends(limit("psa"))]
_USERS = 200


@router.get("", response_model=Members, dependencies=_PSA)
async def members(
    who: AccountAdmin, connection: UUID, connections: ConnectionsDep, identity: IdentityDep
) -> dict[str, Any]:
    """Everybody of the account and who they are in the PSA, with everybody whom the PSA knows."""
    found = await existing(connections, who, connection)
    asked = await ask(connections.cases, who, "connection_members", named(connection))
    return {"members": asked["members"], **_mapping(found, await _users(identity, who))}


@router.put("", response_model=Mapping, dependencies=_PSA)
async def map_members(
    who: AccountAdmin, connection: UUID, body: MapMembers, connections: ConnectionsDep, identity: IdentityDep,
    key: IdempotencyKey, response: Response,
) -> dict[str, Any]:  # fmt: skip
    """Say by hand who somebody is; matching by e-mail leaves that alone."""
    users = await _users(identity, who)
    await existing(connections, who, connection)
    if {one.user_id for one in body.members} - {user.id for user in users}:
        raise InvalidInput("unknown_user", "There is no such user in your account.")
    fields = named(connection, body.model_dump(mode="json"))
    done, found = await connections.change(who, "map_members", fields, key)
    return _changed(done, found, users, response)


@router.post("/match", response_model=Mapping, dependencies=_PSA)
async def match_members(
    who: AccountAdmin, connection: UUID, connections: ConnectionsDep, identity: IdentityDep, key: IdempotencyKey,
    response: Response,
) -> dict[str, Any]:  # fmt: skip
    """Find everybody by e-mail; who was mapped by hand stays so."""
    users = await _users(identity, who)
    asked = [{"user_id": str(user.id), "email": user.email} for user in users if user.active]
    done, found = await connections.change(who, "match_members", named(connection, {"users": asked}), key)
    return _changed(done, found, users, response)


def _changed(done: Thing, found: Thing | None, users: Sequence[User], response: Response) -> dict[str, Any]:
    """The mapping; 202 where it cannot be read yet."""
    if found is None:
        response.status_code = 202
    return _mapping(found or {"members": [], "version": done["version"]}, users)


async def _users(identity: Identity, who: Principal) -> Sequence[User]:
    found: list[User] = []
    while page := await identity.users.list(who.account_id, len(found), _USERS):
        found += page
    return found


def _mapping(connection: Thing, users: Sequence[User]) -> dict[str, Any]:
    mapped = {one["user_id"]: one for one in connection["members"]}
    return {
        "mapping": [_row(user, mapped.get(str(user.id), {})) for user in users],
        "version": connection["version"],
    }


def _row(user: User, mapped: Thing) -> dict[str, Any]:
    shown = {field: mapped.get(field) for field in ("member_id", "member_name", "how")}
    return {"user_id": user.id, "user_name": user.name, "email": user.email, **shown}
