"""The shapes that travel: events, commands, and a service's own small models of others' events."""

import re
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Message(BaseModel):
    """A value that is written down: frozen, closed to unknown fields."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True, allow_inf_nan=False
    )


class Event(Message):
    """Something that happened. Its stored name is the snake case of the class name.

    `schema_version` goes up when the shape changes; older shapes are upcast on read (`shared.log.registry`).
    """

    type: ClassVar[str] = "event"
    schema_version: ClassVar[int] = 1

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        cls.type = _snake(cls.__name__)


class Command(Message):
    """Something that is asked of one stream's decider."""


class Incoming(BaseModel):
    """A reader's model of another service's event: only the fields it uses, the rest is ignored.

    `known_version` is the newest schema version that it reads.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    known_version: ClassVar[int] = 1


class Actor(Message):
    """Who asks. `user_id` is None for the system itself (timers, reactions)."""

    account_id: UUID
    user_id: UUID | None = None
    name: str = "system"
    role: str = "system"
    team_id: UUID | None = None

    @property
    def label(self) -> str:
        """How the actor is named in event metadata: an id, never a name."""
        return str(self.user_id) if self.user_id else "system"
