"""What is asked of a connection. Credentials are in none of the commands: they are kept before one is given.

`keys_id` names those that were kept for it; they count once an event names them too.
"""

from datetime import datetime
from uuid import UUID

from services.psa_sync.connections.events import ConnectionContent, PauseReason, PushSettings
from services.psa_sync.connections.members import Asked, Known, Ours
from shared.message import Actor, Command, Message


class ConnectionChanges(Message):
    """What a connection shall read from now on; what is not set stays, also of `push`."""

    name: str = ""
    base_url: str = ""
    company: str | None = None
    push: PushSettings = PushSettings()
    watched_boards: tuple[str, ...] = ()


class _ConnectionCommand(Command):
    actor: Actor
    at: datetime
    expected_version: int | None = None


class AddConnection(_ConnectionCommand):
    """Connect with a PSA; quiet when exactly this was done before."""

    connection: ConnectionContent
    keys_id: UUID


class ChangeConnection(_ConnectionCommand):
    """Rewrite the connection, or a part of it. Another address or company calls for other keys in the same breath."""

    changes: ConnectionChanges
    keys_id: UUID | None = None


class RotateCredentials(_ConnectionCommand):
    """Sign in with other keys. A connection that was paused because of its keys goes on."""

    keys_id: UUID


class RecordTest(_ConnectionCommand):
    """Keep what trying the keys came to; quiet where it came to just that a moment ago."""

    ok: bool
    code: str | None


class MapMembers(_ConnectionCommand):
    """Say by hand who is whom in the PSA; a member of None: nobody. The others stay as they are."""

    asked: tuple[Asked, ...]
    known: tuple[Known, ...]


class MatchMembers(_ConnectionCommand):
    """Find out by e-mail who is whom in the PSA; what was said by hand stays."""

    users: tuple[Ours, ...]
    known: tuple[Known, ...]


class RecordCallbacks(_ConnectionCommand):
    """Keep that the PSA reports changes."""

    callback_id: str


class PauseConnection(_ConnectionCommand):
    """Ask nothing more of the PSA. `keys_version`: the keys that it refused; quiet if there are others since."""

    reason: PauseReason
    keys_version: int | None = None


class ResumeConnection(_ConnectionCommand):
    """Go on asking the PSA."""


class RemoveConnection(_ConnectionCommand):
    """Have the connection no more."""


ConnectionCommand = (
    AddConnection
    | ChangeConnection
    | RotateCredentials
    | RecordTest
    | MapMembers
    | MatchMembers
    | RecordCallbacks
    | PauseConnection
    | ResumeConnection
    | RemoveConnection
)
