"""The caller's own API keys: `/api-keys`."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter, Depends, Request, status

from services.gateway.auth.access import NewId, SignedInUser
from services.gateway.auth.api_keys import ApiKey, CreatedApiKey, NewApiKey
from services.gateway.auth.identity import Identity
from services.gateway.limits import limit

router = APIRouter(prefix="/api-keys", tags=["api-keys"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]


@router.get("", dependencies=_READ)
async def list_api_keys(owner: SignedInUser, request: Request) -> Sequence[ApiKey]:
    """The keys that are good, newest first, without their secrets."""
    identity: Identity = request.app.state.identity
    return await identity.api_keys.list(owner)


@router.post("", status_code=status.HTTP_201_CREATED, dependencies=_WRITE)
async def create_api_key(owner: SignedInUser, body: NewApiKey, new_id: NewId, request: Request) -> CreatedApiKey:
    """Make a key; the answer is the only one that shows it."""
    identity: Identity = request.app.state.identity
    return await identity.api_keys.create(owner, body, new_id)


@router.delete("/{key_id}", status_code=status.HTTP_204_NO_CONTENT, dependencies=_WRITE)
async def revoke_api_key(owner: SignedInUser, key_id: UUID, request: Request) -> None:
    """Make a key void at once."""
    identity: Identity = request.app.state.identity
    await identity.api_keys.revoke(owner, key_id)
