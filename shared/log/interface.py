"""What a log can do. `postgres.PostgresLog` and `memory.MemoryLog` pass one contract suite."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from shared.envelope import Origin, StoredEvent, Stream
from shared.message import Event


class ConflictError(Exception):
    """Somebody else appended to the stream first; reload and decide again."""

    def __init__(self, stream: str, expected: int, actual: int | None = None) -> None:
        found = "another version" if actual is None else str(actual)
        super().__init__(f"stream {stream}: expected version {expected}, found {found}")
        self.stream = stream
        self.expected = expected
        self.actual = actual


class CommandReused(Exception):
    """The command's key was used by a command that committed first; look that one up."""

    def __init__(self, key: "CommandKey") -> None:
        super().__init__(f"the key of a {key.route} command was used before")
        self.key = key


@dataclass(frozen=True, slots=True)
class CommandKey:
    """What makes a command the same one when it is sent again."""

    account: UUID
    user: str
    route: str
    key: str
    body_hmac: bytes


@dataclass(frozen=True, slots=True)
class CommandRecord:
    """What became of a command: the versions it wrote, or the refusal it met."""

    body_hmac: bytes
    stream: str
    version: int
    refusal: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Appended:
    """The result of an append: the stream's version after it."""

    stream: str
    version: int


class EventLog(Protocol):
    """Append-only streams with optimistic concurrency."""

    async def append(
        self, stream: Stream, expected: int, events: Sequence[Event], origin: Origin, command: CommandKey | None = None
    ) -> Appended:
        """Append all events or none, if the stream's version is `expected` (0: no stream yet).

        Raises:
            ConflictError: the stream is at another version.
            CommandReused: `command` was recorded before.
            shared.errors.Erased: the stream's key was destroyed.
        """

    async def load(
        self, stream: str, upto: int | None = None, *, after: int = 0, without: Collection[str] = ()
    ) -> list[StoredEvent]:
        """The stream's events in order, data opened: of versions over `after`, up to and with `upto`, `without` some
        types.

        Raises:
            shared.sealing.KeyDestroyed: the case was erased.
        """

    async def open(self, event: StoredEvent) -> StoredEvent:
        """A sealed event (from the bus, from `read_positions`) with its data in the clear."""

    async def read_positions(self, after: int, limit: int) -> list[StoredEvent]:
        """Numbered events with a position greater than `after`, in order, sealed."""

    async def read_session(self, session: UUID, upto: int) -> list[StoredEvent]:
        """The numbered events of one session, of all its streams, up to and with a position; in order, sealed."""

    async def last_position(self) -> int:
        """The highest position given so far; 0 if none."""

    async def find_command(self, key: CommandKey) -> CommandRecord | None:
        """What became of a command sent before with this key."""

    async def refuse(self, key: CommandKey, stream: Stream, refusal: dict[str, Any]) -> None:
        """Record that a command was refused, so that its repetition meets the same answer.

        Raises:
            CommandReused: `key` was recorded before.
        """
