"""The signed-in caller."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.gateway.auth.roles import Role
from shared.message import Actor

Via = Literal["token", "cookie", "api_key"]


@dataclass(frozen=True, slots=True)
class Principal:
    """Who calls, with what rights, and by which kind of credential. `sign_in_id` is None for an API key."""

    user_id: UUID
    account_id: UUID
    team_id: UUID | None
    role: Role
    name: str
    via: Via
    sign_in_id: UUID | None = None

    @property
    def actor(self) -> Actor:
        """The same person as commands and events know them."""
        return Actor(
            account_id=self.account_id, user_id=self.user_id, name=self.name, role=self.role, team_id=self.team_id
        )
