"""The people of the account: `/users`."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter, Depends, Request, status

from services.gateway.auth.access import AccountAdmin, Engineer, NewId
from services.gateway.auth.identity import Identity
from services.gateway.auth.users import NewUser, User, UserChanges
from services.gateway.limits import limit
from services.gateway.params import Limit, Skip

router = APIRouter(prefix="/users", tags=["users"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]


@router.get("", dependencies=_READ)
async def list_users(by: Engineer, request: Request, skip: Skip = 0, limit: Limit = 100) -> Sequence[User]:
    """The colleagues, by name: whom a case can go to."""
    identity: Identity = request.app.state.identity
    return await identity.users.list(by.account_id, skip, limit)


@router.post("", status_code=status.HTTP_201_CREATED, dependencies=_WRITE)
async def create_user(by: AccountAdmin, body: NewUser, new_id: NewId, request: Request) -> User:
    """Let somebody sign in."""
    identity: Identity = request.app.state.identity
    return await identity.users.create(by.actor, body, new_id)


@router.get("/{user_id}", dependencies=_READ)
async def get_user(by: Engineer, user_id: UUID, request: Request) -> User:
    """One colleague."""
    identity: Identity = request.app.state.identity
    return await identity.users.get(by.account_id, user_id)


@router.patch("/{user_id}", dependencies=_WRITE)
async def change_user(by: AccountAdmin, user_id: UUID, body: UserChanges, request: Request) -> User:
    """Change name, role, team or password; `active: false` takes every access away at once."""
    identity: Identity = request.app.state.identity
    return await identity.users.change(by, user_id, body)
