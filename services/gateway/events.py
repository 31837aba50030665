"""The audit of identity and of opened content: streams `account-`, `user-` and `client-<id>`. Ids and roles only."""

from uuid import UUID

from shared.message import Event


class UserCreated(Event):
    """Somebody may sign in from now on."""

    user_id: UUID
    role: str
    team_id: UUID | None


class UserChanged(Event):
    """Name, e-mail, team or password became another; `fields` says which, not what."""

    user_id: UUID
    fields: list[str]


class UserRoleChanged(Event):
    """What somebody may do became more or less."""

    user_id: UUID
    from_role: str
    to_role: str


class UserDeactivated(Event):
    """Somebody lost access at once."""

    user_id: UUID


class UserReactivated(Event):
    """Somebody may sign in again."""

    user_id: UUID


class SignInLocked(Event):
    """Too many wrong passwords in a row: sign-in is refused for a while."""

    user_id: UUID


class TokenReused(Event):
    """A refresh token was shown a second time: it was stolen, and everything that followed from it is void."""

    user_id: UUID
    sign_in_id: UUID


class ApiKeyCreated(Event):
    """A key that acts for the user, with at most `role`."""

    user_id: UUID
    key_id: UUID
    role: str


class ApiKeyRevoked(Event):
    """A key that acts for nobody any more."""

    user_id: UUID
    key_id: UUID


class TeamCreated(Event):
    """A new team of engineers."""

    team_id: UUID


class TeamChanged(Event):
    """The team has another name."""

    team_id: UUID


class ClientCreated(Event):
    """The MSP serves another company."""

    client_id: UUID
    no_model: bool
    redaction_count: int


class ClientChanged(Event):
    """Name or model policy of a client became another; what holds now."""

    client_id: UUID
    no_model: bool
    redaction_count: int


class ContentOpened(Event):
    """Somebody who runs the installation looked into a case's content, and said why."""

    session_id: UUID
    by: UUID
    reason: str


EVENTS: tuple[type[Event], ...] = (
    UserCreated, UserChanged, UserRoleChanged, UserDeactivated, UserReactivated, SignInLocked, TokenReused,
    ApiKeyCreated, ApiKeyRevoked, TeamCreated, TeamChanged, ClientCreated, ClientChanged, ContentOpened,
)  # fmt: skip
