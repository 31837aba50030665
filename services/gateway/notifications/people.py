"""The people of an account, as far as they are told of anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.gateway.auth.roles import Role
from services.gateway.notifications.kinds import MAY_HEAR, Kind
from shared.projection import Connection


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in, or could once."""

    id: UUID
    name: str
    email: str
    role: Role
    team: UUID | None
    active: bool = True

    def may_hear(self, kind: Kind) -> bool:
        """Whether such things are for somebody of their role."""
        return self.active and self.role in MAY_HEAR[kind]


async def read_people(connection: Connection) -> Sequence[Person]:
    """Everybody of the account that the connection sees."""
    rows = await connection.fetch("select id, name, email, role, team, active from identity.users")
    return [Person(**row) for row in rows]


async def read_person(connection: Connection, user: UUID) -> Person | None:
    """One of them."""
    row = await connection.fetchrow(
        "select id, name, email, role, team, active from identity.users where id = $1", user
    )
    return Person(**row) if row else None
