"""The teams of the account: `/teams`."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter, Depends, Request, status

from services.gateway.auth.access import AccountAdmin, NewId, Viewer
from services.gateway.auth.identity import Identity
from services.gateway.auth.teams import Team, TeamName
from services.gateway.limits import limit
from services.gateway.params import Limit, Skip

router = APIRouter(prefix="/teams", tags=["teams"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]


@router.get("", dependencies=_READ)
async def list_teams(by: Viewer, request: Request, skip: Skip = 0, limit: Limit = 100) -> Sequence[Team]:
    """All teams, by name."""
    identity: Identity = request.app.state.identity
    return await identity.teams.list(by.account_id, skip, limit)


@router.post("", status_code=status.HTTP_201_CREATED, dependencies=_WRITE)
async def create_team(by: AccountAdmin, body: TeamName, new_id: NewId, request: Request) -> Team:
    """Add a team."""
    identity: Identity = request.app.state.identity
    return await identity.teams.create(by.actor, body, new_id)


@router.patch("/{team_id}", dependencies=_WRITE)
async def rename_team(by: AccountAdmin, team_id: UUID, body: TeamName, request: Request) -> Team:
    """Give a team another name."""
    identity: Identity = request.app.state.identity
    return await identity.teams.rename(by.actor, team_id, body)
