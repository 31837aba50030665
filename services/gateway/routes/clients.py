"""The companies that the MSP serves: `/clients`."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter, Depends, Request, status

from services.gateway.auth.access import AccountAdmin, NewId, Viewer
from services.gateway.auth.clients import Client, ClientChanges, NewClient
from services.gateway.auth.identity import Identity
from services.gateway.limits import limit
from services.gateway.params import Limit, Skip

router = APIRouter(prefix="/clients", tags=["clients"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]


@router.get("", dependencies=_READ)
async def list_clients(by: Viewer, request: Request, skip: Skip = 0, limit: Limit = 100) -> Sequence[Client]:
    """All clients, by name."""
    identity: Identity = request.app.state.identity
    return await identity.clients.list(by.account_id, skip, limit)


@router.post("", status_code=status.HTTP_201_CREATED, dependencies=_WRITE)
async def create_client(by: AccountAdmin, body: NewClient, new_id: NewId, request: Request) -> Client:
    """Add a client, with what of its cases a model may see."""
    identity: Identity = request.app.state.identity
    return await identity.clients.create(by.actor, body, new_id)


@router.get("/{client_id}", dependencies=_READ)
async def get_client(by: Viewer, client_id: UUID, request: Request) -> Client:
    """One client."""
    identity: Identity = request.app.state.identity
    return await identity.clients.get(by.account_id, client_id)


@router.patch("/{client_id}", dependencies=_WRITE)
async def change_client(by: AccountAdmin, client_id: UUID, body: ClientChanges, request: Request) -> Client:
    """Change name or policy; a running case keeps the policy that it started with."""
    identity: Identity = request.app.state.identity
    return await identity.clients.change(by.actor, client_id, body)
