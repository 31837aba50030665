"""The log in PostgreSQL: one server-side call an append, one query a load."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from asyncpg.pool import PoolConnectionProxy

from shared.database import walled
from shared.envelope import Origin, StoredEvent, Stream
from shared.errors import Erased, TooLarge
from shared.ids import new_id
from shared.log.interface import Appended, CommandKey, CommandRecord, CommandReused, ConflictError
from shared.log.registry import encode
from shared.message import Event
from shared.sealing import Key, KeyDestroyed, Keyring

Poke = Callable[[], Awaitable[None]]

_APPEND = "select log.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)"
_FIELDS = "id, stream, version, category, type, schema_version, account, session, client, data, meta, recorded_at, hash"
_LOAD = (
    f"select {_FIELDS} from log.events where stream = $1 and version <= $2 and version > $3"
    " and type <> all($4::text[]) order by version"
)
_POSITIONS = (
    "select e.id, e.stream, e.version, e.category, e.type, e.schema_version, e.account, e.session, e.client, e.data,"
    " e.meta, e.recorded_at, e.hash, p.position from log.positions p join log.events e using (seq)"
    " where p.position > $1 order by p.position limit $2"
)
_SESSION = (
    f"select {', '.join(f'e.{name}' for name in _FIELDS.split(', '))}, p.position"
    " from log.positions p join log.events e using (seq) where e.session = $1 and p.position <= $2 order by p.position"
)
_NO_LIMIT = 2**31 - 1
MAX_EVENT_BYTES = 768 * 1024
"""Sealed. The broker takes messages of 1 MiB, headers included; one that it refused would stop the relay."""


async def _no_poke() -> None:
    """Nobody to wake: the relay's poll finds the event."""


class PostgresLog:
    """An `EventLog` over a pool of the service's own role. `poke` wakes the relay after each commit.

    `wall` is the account that a walled role (the gateway's) acts for; the other roles have none.
    """

    def __init__(self, pool: asyncpg.Pool, keyring: Keyring, poke: Poke = _no_poke, wall: UUID | None = None) -> None:
        self._pool = pool
        self._keyring = keyring
        self._poke = poke
        self._wall = wall

    def as_account(self, account: UUID) -> "PostgresLog":
        """The same log, seen from inside one account's wall."""
        return PostgresLog(self._pool, self._keyring, self._poke, account)

    def _connect(self) -> AbstractAsyncContextManager[PoolConnectionProxy]:
        return self._pool.acquire() if self._wall is None else walled(self._pool, self._wall)

    async def append(
        self, stream: Stream, expected: int, events: Sequence[Event], origin: Origin, command: CommandKey | None = None
    ) -> Appended:
        """See `EventLog.append`."""
        key = await self._key(stream)
        ids = [new_id() for _ in events]
        sealed = [key.seal(encode(event), id_.bytes) for event, id_ in zip(events, ids, strict=True)]
        if max(map(len, sealed), default=0) > MAX_EVENT_BYTES:
            raise TooLarge("event_too_large", "This is too much for one entry of the log; send less at once.")
        record: tuple[Any, ...] = (None,) * 4
        if command is not None:
            record = (command.user, command.route, command.key, command.body_hmac)
        try:
            async with self._connect() as connection:
                version = await connection.fetchval(
                    _APPEND, stream.name, stream.category, expected, stream.account, stream.session, stream.client,
                    ids, [event.type for event in events], [event.schema_version for event in events], sealed,
                    origin.to_json(), *record,
                )  # fmt: skip
        except asyncpg.PostgresError as error:
            raise self._explained(error, stream, expected, command) from error
        await self._poke()
        return Appended(stream.name, version)

    async def _key(self, stream: Stream) -> Key:
        try:
            return await self._keyring.key_or_new(stream.key_id, stream.account)
        except KeyDestroyed as error:
            raise _erased() from error

    def _explained(
        self, error: asyncpg.PostgresError, stream: Stream, expected: int, command: CommandKey | None
    ) -> Exception:
        """The typed error behind what PostgreSQL said."""
        if error.sqlstate == "RF409":
            return ConflictError(stream.name, expected, int(error.detail or 0))
        if error.sqlstate == "RF410":
            self._keyring.forget(stream.key_id)
            return _erased()
        if isinstance(error, asyncpg.UniqueViolationError):
            if command is not None and error.constraint_name == "commands_pkey":
                return CommandReused(command)
            return ConflictError(stream.name, expected)
        return error

    async def load(
        self, stream: str, upto: int | None = None, *, after: int = 0, without: Collection[str] = ()
    ) -> list[StoredEvent]:
        """See `EventLog.load`."""
        async with self._connect() as connection:
            rows = await connection.fetch(_LOAD, stream, _NO_LIMIT if upto is None else upto, after, without)
        keys = {
            key_id: await self._keyring.key(key_id, account)
            for key_id, account in {(row["session"] or row["account"], row["account"]) for row in rows}
        }  # one, but where a stream was begun before it had a key of its own
        return [stored(row, keys[row["session"] or row["account"]].open(row["data"], row["id"].bytes)) for row in rows]

    async def open(self, event: StoredEvent) -> StoredEvent:
        """See `EventLog.open`."""
        key = await self._keyring.key(event.key_id, event.account)
        return event.opened(key.open(event.data, event.id.bytes))

    async def read_positions(self, after: int, limit: int) -> list[StoredEvent]:
        """See `EventLog.read_positions`."""
        rows = await self._pool.fetch(_POSITIONS, after, limit)
        return [stored(row, row["data"], row["position"]) for row in rows]

    async def read_session(self, session: UUID, upto: int) -> list[StoredEvent]:
        """See `EventLog.read_session`."""
        rows = await self._pool.fetch(_SESSION, session, upto)
        return [stored(row, row["data"], row["position"]) for row in rows]

    async def last_position(self) -> int:
        """See `EventLog.last_position`."""
        value: int = await self._pool.fetchval("select coalesce(max(position), 0) from log.positions")
        return value

    async def find_command(self, key: CommandKey) -> CommandRecord | None:
        """See `EventLog.find_command`."""
        async with self._connect() as connection:
            row = await connection.fetchrow(
                "select body_hmac, stream, version, refusal from log.commands"
                " where account = $1 and actor = $2 and route = $3 and key = $4",
                key.account, key.user, key.route, key.key,
            )  # fmt: skip
        if row is None:
            return None
        refusal = orjson.loads(row["refusal"]) if row["refusal"] else None
        return CommandRecord(row["body_hmac"], row["stream"], row["version"], refusal)

    async def refuse(self, key: CommandKey, stream: Stream, refusal: dict[str, Any]) -> None:
        """See `EventLog.refuse`."""
        try:
            async with self._connect() as connection:
                await connection.execute(
                    "insert into log.commands"
                    " (account, actor, route, key, category, body_hmac, stream, version, refusal)"
                    " values ($1,$2,$3,$4,$5,$6,$7,0,$8)",
                    key.account, key.user, key.route, key.key, stream.category, key.body_hmac, stream.name,
                    orjson.dumps(refusal).decode(),
                )  # fmt: skip
        except asyncpg.UniqueViolationError:
            raise CommandReused(key) from None


class PostgresKeyStore:
    """Wrapped keys in `log.keys`; `behind_wall` where the role sees one account at a time."""

    def __init__(self, pool: asyncpg.Pool, behind_wall: bool = False) -> None:
        self._pool = pool
        self._behind_wall = behind_wall

    def _connect(self, account: UUID) -> AbstractAsyncContextManager[PoolConnectionProxy]:
        return walled(self._pool, account) if self._behind_wall else self._pool.acquire()

    async def get(self, key_id: UUID, account: UUID) -> bytes | None:
        """See `KeyStore.get`."""
        async with self._connect(account) as connection:
            value: bytes | None = await connection.fetchval("select wrapped from log.keys where id = $1", key_id)
            return value

    async def put_if_absent(self, key_id: UUID, account: UUID, wrapped: bytes) -> bytes | None:
        """See `KeyStore.put_if_absent`."""
        async with self._connect(account) as connection:
            await connection.execute(
                "insert into log.keys (id, account, wrapped) values ($1, $2, $3) on conflict (id) do nothing",
                key_id, account, wrapped,
            )  # fmt: skip
        return await self.get(key_id, account)


def _erased() -> Erased:
    return Erased("erased", "This case was erased; nothing can be added to it.")


def stored(row: asyncpg.Record, data: bytes, position: int | None = None) -> StoredEvent:
    """The envelope of a row of `log.events`."""
    return StoredEvent(
        row["id"], row["stream"], row["version"], row["category"], row["type"], row["schema_version"], row["account"],
        row["session"], row["client"], data, row["meta"], row["recorded_at"], row["hash"], position,
    )  # fmt: skip
