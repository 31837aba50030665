"""Connections with a PSA, as they are sent and answered. Keys are sent, never answered."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, SecretStr, StringConstraints

from services.gateway.params import RequestBody

ProviderName = Literal["connectwise", "autotask", "halopsa"]
NoteKind = Literal["internal", "resolution", "discussion"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Address = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
KeyName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
KeyValue = Annotated[SecretStr, Field(min_length=1, max_length=1000)]
Keys = Annotated[dict[KeyName, KeyValue], Field(min_length=1, max_length=10)]
Boards = Annotated[list[Word], Field(max_length=50)]


class PushSettings(RequestBody):
    """What is written to a ticket besides the note, and where the note goes. A status of null stays as it is."""

    note_kind: NoteKind = "internal"
    time_entry: bool = False
    status_on_resolve: Word | None = None
    status_on_escalate: Word | None = None


class NewConnection(RequestBody):
    """A connection as it is made. Which keys a PSA asks for is in the documentation.

    ConnectWise: `public_key`, `private_key`, `client_id`; Autotask: `user_name`, `secret`, `integration_code`;
    HaloPSA: `client_id`, `client_secret`, and for callbacks `webhook_user` and `webhook_password` as set in HaloPSA.
    """

    provider: ProviderName
    name: Name
    base_url: Address
    company: Word | None = None
    credentials: Keys
    push: PushSettings = PushSettings()
    watched_boards: Boards = Field(default_factory=list)


class ConnectionChanges(RequestBody):
    """What shall read otherwise; what is left out stays, also of `push`.

    Another address or company takes the keys anew; members are matched, and callbacks registered, there again.
    """

    name: Name = ""
    base_url: Address = ""
    company: Word | None = None
    credentials: Keys = Field(default_factory=dict)
    push: PushSettings = PushSettings()
    watched_boards: Boards = Field(default_factory=list)


class NewCredentials(RequestBody):
    """The keys from now on."""

    credentials: Keys


class PushSettingsShown(BaseModel):
    """See `PushSettings`."""

    note_kind: NoteKind
    time_entry: bool
    status_on_resolve: str | None
    status_on_escalate: str | None


class ConnectionItem(BaseModel):
    """A connection for those who work with it: also what will be written to their tickets, and who reads it."""

    id: UUID
    provider: ProviderName
    name: str
    state: Literal["active", "paused"]
    push: PushSettingsShown


class LastTest(BaseModel):
    """How the keys did when they were tried; `code` says what was wrong."""

    ok: bool
    code: str | None
    at: datetime


class Callbacks(BaseModel):
    """Whether the PSA was told to report changes, and where; null where this installation has no public address."""

    registered: bool
    url: str | None


class Connection(ConnectionItem):
    """A connection for those who look after it. `version` is what If-Match takes."""

    base_url: str
    company: str | None
    watched_boards: list[str]
    pause_reason: Literal["unauthorized", "asked"] | None
    last_test: LastTest | None
    credentials_set: bool
    credentials_rotated_at: datetime
    callbacks: Callbacks
    mapped_members: int
    created_at: datetime
    updated_at: datetime
    version: int


class Tested(BaseModel):
    """What the PSA said to the keys."""

    ok: bool
    code: str | None
    product: str | None


class PsaMember(BaseModel):
    """Somebody who works in the PSA."""

    id: str
    name: str
    email: str | None
    active: bool


class MappedUser(BaseModel):
    """A user of the account, and who they are in the PSA; `how` they were matched."""

    user_id: UUID
    user_name: str
    email: str
    member_id: str | None
    member_name: str | None
    how: Literal["email", "manual"] | None


class Mapping(BaseModel):
    """Who of ours is whom in the PSA."""

    mapping: list[MappedUser]
    version: int


class Members(Mapping):
    """The same, and whom the PSA knows."""

    members: list[PsaMember]


class MapOne(RequestBody):
    """Who a user is in the PSA; null: nobody."""

    user_id: UUID
    member_id: Word | None


class MapMembers(RequestBody):
    """Corrections by hand; who is left out stays."""

    members: Annotated[list[MapOne], Field(min_length=1, max_length=500)]


class BoardStatuses(BaseModel):
    """The statuses that a ticket of a board can have."""

    name: str
    statuses: list[str]


class Options(BaseModel):
    """What the PSA offers to choose from. `statuses` are those of any board."""

    boards: list[str]
    statuses: list[str]
    board_statuses: list[BoardStatuses]


def content(body: RequestBody) -> dict[str, Any]:
    """The body as PSA sync takes it: keys in the clear, and of changes only what was sent."""
    only_sent = isinstance(body, ConnectionChanges)
    fields = body.model_dump(mode="json", exclude_unset=only_sent)
    keys: Keys = getattr(body, "credentials", {})
    if "credentials" in fields:
        fields["credentials"] = {name: key.get_secret_value() for name, key in keys.items()}
    return fields
