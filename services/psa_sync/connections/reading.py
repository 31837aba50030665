"""What comes from outside about a connection: tidied, and of the right shape."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from services.psa_sync.connections.address import canonical
from services.psa_sync.connections.commands import ConnectionChanges
from services.psa_sync.connections.events import ConnectionContent, NoteKind, ProviderName, PushSettings
from services.psa_sync.connections.members import Asked, Ours

USERS_AT_ONCE = 10_000
BOARDS = 100


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("has characters that cannot be shown")
    return text


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_printable)
]
Address = Annotated[str, StringConstraints(max_length=2_000)]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class ConnectionReference(_Body):
    """Names a connection."""

    connection_id: UUID


class PushBody(_Body):
    """See `PushSettings`."""

    note_kind: NoteKind = "internal"
    time_entry: bool = False
    status_on_resolve: Line | None = None
    status_on_escalate: Line | None = None

    @property
    def settings(self) -> PushSettings:
        """As it is kept; what was not sent is not set."""
        return PushSettings(**self.model_dump(exclude_unset=True))


class AddBody(_Body):
    """A new connection, with its keys."""

    provider: ProviderName
    name: Line
    base_url: Address
    company: Line | None = None
    push: PushBody = PushBody()
    watched_boards: Annotated[tuple[Line, ...], Field(max_length=BOARDS)] = ()
    credentials: dict[str, Any]

    @property
    def content(self) -> ConnectionContent:
        """The connection without its keys. Raises InvalidInput."""
        return ConnectionContent(
            provider=self.provider,
            name=self.name,
            base_url=canonical(self.base_url),
            company=self.company,
            push=self.push.settings,
            watched_boards=_once(self.watched_boards),
        )


class ChangeBody(ConnectionReference):
    """Whatever shall read otherwise; keys where it is somewhere else."""

    name: Line | None = None
    base_url: Address | None = None
    company: Line | None = None
    push: PushBody | None = None
    watched_boards: Annotated[tuple[Line, ...], Field(max_length=BOARDS)] | None = None
    credentials: dict[str, Any] | None = None

    @property
    def changes(self) -> ConnectionChanges:
        """What shall read otherwise; of what is None, only the company. Raises InvalidInput."""
        asked: dict[str, Any] = {"company": self.company} if "company" in self.model_fields_set else {}
        if self.name is not None:
            asked["name"] = self.name
        if self.base_url is not None:
            asked["base_url"] = canonical(self.base_url)
        if self.push is not None:
            asked["push"] = self.push.settings
        if self.watched_boards is not None:
            asked["watched_boards"] = _once(self.watched_boards)
        return ConnectionChanges(**asked)


class RotateBody(ConnectionReference):
    """Other keys."""

    credentials: dict[str, Any]


class MapBody(ConnectionReference):
    """Who is whom, by hand."""

    members: Annotated[tuple[Asked, ...], Field(max_length=USERS_AT_ONCE)]


class MatchBody(ConnectionReference):
    """The account's users."""

    users: Annotated[tuple[Ours, ...], Field(max_length=USERS_AT_ONCE)]


def named(body: Mapping[str, Any]) -> UUID:
    """The connection that a body names, which says nothing else."""
    return ConnectionReference.model_validate(body).connection_id


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
