"""What every command of a session has.

A user's command may name the version it was made against. A system command comes from a reaction or a timer, names
what it answers, and is quietly dropped when that is not awaited any more.
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from shared.message import Actor, Command, Message

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class SystemCommand(Command):
    """From a reaction or a timer."""

    at: datetime


class UserCommand(Command):
    """From a person."""

    actor: Actor
    at: datetime
    expected_version: int | None = None

    @property
    def by(self) -> UUID:
        """The person who asks."""
        if self.actor.user_id is None:
            raise ValueError("a user's command needs a user")
        return self.actor.user_id


class Assignee(Message):
    """Another user who is named, as the identity tables know them."""

    user_id: UUID
    name: str
    role: str
    team_id: UUID | None
    active: bool
