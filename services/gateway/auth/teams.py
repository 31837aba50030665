"""The teams of an account."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import insert, select, update

from services.gateway.auth.audit import AuditTrail, note
from services.gateway.auth.database import IdentityDatabase, same_again, taken_means
from services.gateway.auth.tables import teams
from services.gateway.auth.text import Name, comparison_key
from services.gateway.events import TeamChanged, TeamCreated
from shared.errors import NotFound
from shared.message import Actor


class Team(BaseModel):
    """A group of engineers."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str


class TeamName(BaseModel):
    """What a team shall be called."""

    model_config = ConfigDict(extra="forbid")

    name: Name


_TEAM = (teams.c.id, teams.c.name)
_TAKEN = ("name_taken", "Another team has this name.")


class Teams:
    """Reads and changes the teams of one account."""

    def __init__(self, database: IdentityDatabase, trail: AuditTrail) -> None:
        self._database = database
        self._trail = trail

    async def list(self, account: UUID, skip: int, limit: int) -> Sequence[Team]:
        """By name."""
        query = select(*_TEAM).order_by(teams.c.name, teams.c.id).offset(skip).limit(limit)
        async with self._database.account(account) as connection:
            return [Team.model_validate(row) for row in await connection.execute(query)]

    async def has(self, account: UUID, team_id: UUID) -> bool:
        """Whether the account has the team."""
        async with self._database.account(account) as connection:
            return (await connection.execute(select(teams.c.id).where(teams.c.id == team_id))).first() is not None

    async def create(self, by: Actor, new: TeamName, team_id: UUID) -> Team:
        """Raises IllegalState where the name is taken. The same again, with its id, changes nothing."""
        team = Team(id=team_id, name=new.name)
        row = {"id": team.id, "account": by.account_id, "name": team.name, "name_key": comparison_key(team.name)}
        async with self._database.account(by.account_id) as connection:
            if made := (await connection.execute(select(*_TEAM).where(teams.c.id == team_id))).first():
                return same_again(Team.model_validate(made), team)
            with taken_means(*_TAKEN):
                await connection.execute(insert(teams).values(row))
            await note(connection, by, "account", by.account_id, TeamCreated(team_id=team.id))
        await self._trail.drain()
        return team

    async def rename(self, by: Actor, team_id: UUID, new: TeamName) -> Team:
        """Raises NotFound, or IllegalState where the name is taken."""
        row = {"name": new.name, "name_key": comparison_key(new.name)}
        async with self._database.account(by.account_id) as connection:
            with taken_means(*_TAKEN):
                changed = await connection.execute(update(teams).where(teams.c.id == team_id).values(row))
            if changed.rowcount == 0:
                raise NotFound("not_found", "No such thing, or not in your account.")
            await note(connection, by, "account", by.account_id, TeamChanged(team_id=team_id))
        await self._trail.drain()
        return Team(id=team_id, name=new.name)
