"""The log in memory, for the simulation and for deciders' tests. Passes the same contract suite."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from shared.envelope import Origin, StoredEvent, Stream
from shared.errors import Erased
from shared.ids import new_id
from shared.log.integrity import digest
from shared.log.interface import Appended, CommandKey, CommandRecord, CommandReused, ConflictError
from shared.log.registry import encode
from shared.message import Event
from shared.sealing import KeyDestroyed, Keyring


class MemoryKeyStore:
    """Wrapped keys in a dict; None marks a destroyed one."""

    def __init__(self) -> None:
        self.wrapped: dict[UUID, bytes | None] = {}

    async def get(self, key_id: UUID, account: UUID) -> bytes | None:
        """See `KeyStore.get`."""
        return self.wrapped.get(key_id)

    async def put_if_absent(self, key_id: UUID, account: UUID, wrapped: bytes) -> bytes | None:
        """See `KeyStore.put_if_absent`."""
        return self.wrapped.setdefault(key_id, wrapped)


class MemoryLog:
    """An `EventLog` that numbers each event as it is appended."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._events: list[StoredEvent] = []
        self._streams: dict[str, list[StoredEvent]] = {}
        self._commands: dict[tuple[UUID, str, str, str], CommandRecord] = {}

    async def append(
        self, stream: Stream, expected: int, events: Sequence[Event], origin: Origin, command: CommandKey | None = None
    ) -> Appended:
        """See `EventLog.append`."""
        self._keyring.forget(stream.key_id)  # the database looks at the stored key in every append, so does this
        try:
            key = await self._keyring.key_or_new(stream.key_id, stream.account)
        except KeyDestroyed as error:
            raise Erased("erased", "This case was erased; nothing can be added to it.") from error
        known = self._streams.setdefault(stream.name, [])
        if len(known) != expected:
            raise ConflictError(stream.name, expected, len(known))
        if command is not None and _identity(command) in self._commands:
            raise CommandReused(command)
        for event in events:
            id_ = new_id()
            self._add(stream, known, event, id_, key.seal(encode(event), id_.bytes), origin)
        if command is not None:
            self._commands[_identity(command)] = CommandRecord(command.body_hmac, stream.name, len(known), None)
        return Appended(stream.name, len(known))

    def _add(
        self, stream: Stream, known: list[StoredEvent], event: Event, id_: UUID, sealed: bytes, origin: Origin
    ) -> None:
        unhashed = StoredEvent(
            id_, stream.name, len(known) + 1, stream.category, event.type, event.schema_version, stream.account,
            stream.session, stream.client, sealed, origin.to_json(), datetime.now(UTC), b"", len(self._events) + 1,
        )  # fmt: skip
        previous = known[-1].hash if known else b""
        hashed = unhashed._replace(hash=digest(previous, unhashed))
        known.append(hashed)
        self._events.append(hashed)

    async def load(
        self, stream: str, upto: int | None = None, *, after: int = 0, without: Collection[str] = ()
    ) -> list[StoredEvent]:
        """See `EventLog.load`."""
        meant = self._streams.get(stream, [])[after:upto]
        return [await self.open(event) for event in meant if event.type not in without]

    async def open(self, event: StoredEvent) -> StoredEvent:
        """See `EventLog.open`."""
        key = await self._keyring.key(event.key_id, event.account)
        return event.opened(key.open(event.data, event.id.bytes))

    async def read_positions(self, after: int, limit: int) -> list[StoredEvent]:
        """See `EventLog.read_positions`."""
        return self._events[after : after + limit]

    async def read_session(self, session: UUID, upto: int) -> list[StoredEvent]:
        """See `EventLog.read_session`."""
        return [event for event in self._events[:upto] if event.session == session]

    async def last_position(self) -> int:
        """See `EventLog.last_position`."""
        return len(self._events)

    async def find_command(self, key: CommandKey) -> CommandRecord | None:
        """See `EventLog.find_command`."""
        return self._commands.get(_identity(key))

    async def refuse(self, key: CommandKey, stream: Stream, refusal: dict[str, Any]) -> None:
        """See `EventLog.refuse`."""
        if _identity(key) in self._commands:
            raise CommandReused(key)
        self._commands[_identity(key)] = CommandRecord(key.body_hmac, stream.name, 0, refusal)


def _identity(key: CommandKey) -> tuple[UUID, str, str, str]:
    return (key.account, key.user, key.route, key.key)
