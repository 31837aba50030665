"""The decider of a connection with a PSA; pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

from services.psa_sync.access import keeper
from services.psa_sync.connections.commands import (
    AddConnection,
    ChangeConnection,
    ConnectionChanges,
    ConnectionCommand,
    MapMembers,
    MatchMembers,
    PauseConnection,
    RecordCallbacks,
    RecordTest,
    RemoveConnection,
    ResumeConnection,
    RotateCredentials,
)
from services.psa_sync.connections.events import (
    CallbacksRegistered,
    ConnectionAdded,
    ConnectionChanged,
    ConnectionContent,
    ConnectionEvent,
    ConnectionPaused,
    ConnectionRemoved,
    ConnectionResumed,
    ConnectionTested,
    CredentialsRotated,
    Member,
    MembersMapped,
    PauseReason,
)
from services.psa_sync.connections.members import corrected, matched
from shared.decider import Decider
from shared.errors import IllegalState, InvalidInput, NotFound, RevisionMismatch

TESTED_AGAIN = timedelta(minutes=1)
"""After so long, a test that comes to the same is news."""
WITH_COMPANY = frozenset({"connectwise"})
"""Whose keys are told with the MSP's name."""


@dataclass(frozen=True, slots=True)
class Unconnected:
    """No connection yet."""


@dataclass(frozen=True, slots=True)
class Connected:
    """A connection as it is now. `version` is the stream's, `keys_version` where it got the keys that it has.

    `keys` are the ids of all that it ever had, those of now last. `tested`: how those of now did.
    """

    content: ConnectionContent
    keys: tuple[UUID, ...]
    version: int = 1
    keys_version: int = 1
    members: tuple[Member, ...] = ()
    paused: PauseReason | None = None
    callback_id: str | None = None
    tested: ConnectionTested | None = None

    @property
    def keys_id(self) -> UUID:
        """The keys that it signs in with."""
        return self.keys[-1]


@dataclass(frozen=True, slots=True)
class Removed:
    """There was a connection. `callback_id` may still be known to the PSA."""

    callback_id: str | None


Connection = Unconnected | Connected | Removed


def _decide(  # noqa: PLR0911 - a table
    command: ConnectionCommand, connection: Connection
) -> list[ConnectionEvent]:
    match command:
        case AddConnection():
            return _add(command, connection)
        case ChangeConnection():
            return _change(command, connection)
        case RotateCredentials():
            return _rotate(command, connection)
        case RecordTest():
            return _record_test(command, connection)
        case MapMembers() | MatchMembers():
            return _map(command, connection)
        case RecordCallbacks():
            return _record_callbacks(command, connection)
        case PauseConnection():
            return _pause(command, connection)
        case ResumeConnection():
            known = _known(command, connection)
            return [ConnectionResumed(by=keeper(command.actor), at=command.at)] if known.paused else []
        case RemoveConnection():
            return _remove(command, connection)
        case _:
            assert_never(command)


def evolve(connection: Connection, event: ConnectionEvent) -> Connection:
    """The connection after one more event."""
    if isinstance(event, ConnectionAdded):
        return Connected(event.connection, (event.keys_id,))
    if not isinstance(connection, Connected):
        return connection
    return _evolved(replace(connection, version=connection.version + 1), event)


def _evolved(known: Connected, event: ConnectionEvent) -> Connection:  # noqa: PLR0911 - a table
    match event:
        case ConnectionChanged():
            return _changed(known, event.connection)
        case CredentialsRotated():
            return replace(known, keys=(*known.keys, event.keys_id), keys_version=known.version, tested=None)
        case MembersMapped():
            return replace(known, members=event.members)
        case CallbacksRegistered():
            return replace(known, callback_id=event.callback_id)
        case ConnectionPaused():
            return replace(known, paused=event.reason)
        case ConnectionResumed():
            return replace(known, paused=None)
        case ConnectionRemoved():
            return Removed(known.callback_id)
        case ConnectionTested():
            return replace(known, tested=event)
        case ConnectionAdded():
            return known
        case _:
            assert_never(event)


def _changed(known: Connected, content: ConnectionContent) -> Connected:
    """In another PSA, nobody is who they were in this one, and nothing is reported from there yet."""
    if not leads_elsewhere(known.content, content):
        return replace(known, content=content)
    return replace(known, content=content, members=(), callback_id=None)


CONNECTION_DECIDER: Decider[Connection, ConnectionCommand, ConnectionEvent] = Decider(
    initial=Unconnected(), decide=_decide, evolve=evolve
)


def connected(connection: Connection) -> Connected:
    """The connection. Raises NotFound."""
    if not isinstance(connection, Connected):
        raise NotFound("unknown_connection", "There is no such connection with a ticket system.")
    return connection


def _add(command: AddConnection, connection: Connection) -> list[ConnectionEvent]:
    by = keeper(command.actor)
    if isinstance(connection, Connected) and connection.content == command.connection:
        return []
    if not isinstance(connection, Unconnected):
        raise IllegalState("already_connected", "This connection exists; change it instead.")
    _check(command.connection)
    return [ConnectionAdded(connection=command.connection, keys_id=command.keys_id, by=by, at=command.at)]


def _change(command: ChangeConnection, connection: Connection) -> list[ConnectionEvent]:
    by, known = keeper(command.actor), _known(command, connection)
    content = _with(known.content, command.changes)
    _check(content)
    if leads_elsewhere(known.content, content) and command.keys_id is None:
        raise InvalidInput(
            "credentials_needed",
            "Another address or company needs its own keys; send them with the change.",
            fields=["credentials"],
        )
    changed = [ConnectionChanged(connection=content, by=by, at=command.at)] if content != known.content else []
    return [*changed, *(_rotated(known, by, command.keys_id, command.at) if command.keys_id else [])]


def _with(content: ConnectionContent, changes: ConnectionChanges) -> ConnectionContent:
    asked = {name: getattr(changes, name) for name in changes.model_fields_set}
    if "push" in asked:
        asked["push"] = content.push.model_copy(update=changes.push.model_dump(exclude_unset=True))
    return content.model_copy(update=asked)


def leads_elsewhere(before: ConnectionContent, after: ConnectionContent) -> bool:
    """Whether the keys would be shown to somebody else than they were given for."""
    return (before.provider, before.base_url, before.company) != (after.provider, after.base_url, after.company)


def _rotate(command: RotateCredentials, connection: Connection) -> list[ConnectionEvent]:
    by, known = keeper(command.actor), _known(command, connection)
    return _rotated(known, by, command.keys_id, command.at)


def _rotated(known: Connected, by: UUID, keys_id: UUID, at: datetime) -> list[ConnectionEvent]:
    rotated: list[ConnectionEvent] = [CredentialsRotated(keys_id=keys_id, by=by, at=at)]
    if known.paused == "unauthorized":
        rotated.append(ConnectionResumed(by=by, at=at))
    return rotated


def _record_test(command: RecordTest, connection: Connection) -> list[ConnectionEvent]:
    last = _known(command, connection).tested
    is_same = last is not None and (last.ok, last.code) == (command.ok, command.code)
    if last is not None and is_same and abs(command.at - last.at) < TESTED_AGAIN:
        return []
    return [ConnectionTested(ok=command.ok, code=command.code, at=command.at)]


def _map(command: MapMembers | MatchMembers, connection: Connection) -> list[ConnectionEvent]:
    by, known = keeper(command.actor), _known(command, connection)
    if isinstance(command, MapMembers):
        members = corrected(known.members, command.asked, command.known)
    else:
        members = matched(known.members, command.users, command.known)
    return [MembersMapped(members=members, by=by, at=command.at)] if members != known.members else []


def _record_callbacks(command: RecordCallbacks, connection: Connection) -> list[ConnectionEvent]:
    by, known = keeper(command.actor), _known(command, connection)
    if known.callback_id == command.callback_id:
        return []
    return [CallbacksRegistered(callback_id=command.callback_id, by=by, at=command.at)]


def _pause(command: PauseConnection, connection: Connection) -> list[ConnectionEvent]:
    """A pause that somebody asked for stays one, whatever becomes of the keys meanwhile."""
    by = keeper(command.actor) if command.reason == "asked" else None
    known = _known(command, connection)
    is_settled = known.paused in ("asked", command.reason)
    if is_settled or command.keys_version not in (None, known.keys_version):
        return []
    return [ConnectionPaused(reason=command.reason, by=by, at=command.at)]


def _remove(command: RemoveConnection, connection: Connection) -> list[ConnectionEvent]:
    by = keeper(command.actor)
    if isinstance(connection, Removed):
        return []
    _known(command, connection)
    return [ConnectionRemoved(by=by, at=command.at)]


def _known(command: ConnectionCommand, connection: Connection) -> Connected:
    known = connected(connection)
    if command.expected_version not in (None, known.version):
        raise RevisionMismatch("changed", "Somebody changed the connection; read it again.", version=known.version)
    return known


def _check(content: ConnectionContent) -> None:
    if content.provider in WITH_COMPANY and not content.company:
        raise InvalidInput("company_missing", "ConnectWise asks for the name of your company.", fields=["company"])
