"""The deciders of a notification, and of what a person does with all of theirs; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import assert_never

from services.gateway.notifications.commands import (
    ChangePreferences,
    CloseNotification,
    NotificationCommand,
    RaiseNotification,
    ReaderCommand,
    ReadNotification,
    ReadUpTo,
    RecordDigest,
    RecordEmail,
    ShowNotification,
)
from services.gateway.notifications.events import (
    DigestFailed,
    DigestSent,
    EmailFailed,
    EmailSent,
    NotificationClosed,
    NotificationEvent,
    NotificationRaised,
    NotificationRead,
    NotificationShown,
    NotificationsRead,
    PreferencesChanged,
    ReaderEvent,
)
from shared.decider import Decider
from shared.errors import NotFound, RevisionMismatch


@dataclass(frozen=True, slots=True)
class Unraised:
    """Nobody was told."""


@dataclass(frozen=True, slots=True)
class Notification:
    """What somebody was told. `is_mailed`: what became of its e-mail is known. `version` is the stream's."""

    raised: NotificationRaised
    is_read: bool = False
    is_mailed: bool = False
    version: int = 1

    def is_seen(self, upto: datetime | None) -> bool:
        """Whether it was read, by itself or with all that its reader was told of up to then."""
        return self.is_read or (self.raised.in_app and upto is not None and self.raised.at <= upto)


State = Unraised | Notification


def decide(command: NotificationCommand, state: State) -> Sequence[NotificationEvent]:
    """What follows. Raises NotFound, RevisionMismatch."""
    match command:
        case RaiseNotification():
            return [command.raised] if isinstance(state, Unraised) else []
        case ReadNotification():
            return _read(command, state)
        case ShowNotification():
            return _shown(command, state)
        case CloseNotification():
            return _closed(command, state)
        case RecordEmail():
            return _mailed(command, state)
        case _:
            assert_never(command)


def evolve(state: State, event: NotificationEvent) -> State:
    """The notification after the event."""
    if isinstance(state, Unraised):
        return Notification(event) if isinstance(event, NotificationRaised) else state
    now = replace(state, version=state.version + 1)
    match event:
        case NotificationRaised():
            return now
        case NotificationRead() | NotificationClosed():
            return replace(now, is_read=True)
        case NotificationShown():
            return replace(now, raised=state.raised.model_copy(update={"in_app": True, "at": event.at}))
        case EmailSent() | EmailFailed():
            return replace(now, is_mailed=True)
        case _:
            assert_never(event)


def _read(command: ReadNotification, state: State) -> Sequence[NotificationEvent]:
    if isinstance(state, Unraised) or state.raised.user_id != command.actor.user_id or not state.raised.in_app:
        raise NotFound("unknown_notification", "You have no such notification.")
    if command.expected_version not in (None, state.version):
        raise RevisionMismatch("changed", "The notification changed meanwhile; read it again.", version=state.version)
    return [] if state.is_read else [NotificationRead(user_id=state.raised.user_id, at=command.at)]


def _shown(command: ShowNotification, state: State) -> Sequence[NotificationEvent]:
    if isinstance(state, Unraised) or state.is_read or state.raised.in_app:
        return []
    return [NotificationShown(user_id=state.raised.user_id, at=command.at)]


def _closed(command: CloseNotification, state: State) -> Sequence[NotificationEvent]:
    if isinstance(state, Unraised) or state.is_read:
        return []
    return [NotificationClosed(user_id=state.raised.user_id, at=command.at)]


def _mailed(command: RecordEmail, state: State) -> Sequence[NotificationEvent]:
    if isinstance(state, Unraised) or state.is_mailed:
        return []
    user = state.raised.user_id
    if command.error is None:
        return [EmailSent(user_id=user, at=command.at)]
    return [EmailFailed(user_id=user, code=command.code, error=command.error, at=command.at)]


NOTIFICATION: Decider[State, NotificationCommand, NotificationEvent] = Decider(Unraised(), decide, evolve)


@dataclass(frozen=True, slots=True)
class Reader:
    """A person: up to when they have seen everything, and of which days the digest's fate is known."""

    upto: datetime | None = None
    days: frozenset[date] = frozenset()


def decide_reader(command: ReaderCommand, reader: Reader) -> Sequence[ReaderEvent]:
    """What follows."""
    match command:
        case ReadUpTo():
            is_news = reader.upto is None or command.upto > reader.upto
            return [_seen(command)] if is_news else []
        case ChangePreferences():
            return [PreferencesChanged(user_id=command.user_id, at=command.at)]
        case RecordDigest():
            return [] if command.day in reader.days else [_digested(command)]
        case _:
            assert_never(command)


def evolve_reader(reader: Reader, event: ReaderEvent) -> Reader:
    """The person after the event."""
    match event:
        case NotificationsRead():
            return replace(reader, upto=event.upto)
        case PreferencesChanged():
            return reader
        case DigestSent() | DigestFailed():
            return replace(reader, days=reader.days | {event.day})
        case _:
            assert_never(event)


def _seen(command: ReadUpTo) -> ReaderEvent:
    return NotificationsRead(user_id=command.user_id, upto=command.upto, at=command.at)


def _digested(command: RecordDigest) -> ReaderEvent:
    user, day, at = command.user_id, command.day, command.at
    if command.error is None:
        return DigestSent(user_id=user, day=day, notification_ids=command.notification_ids, at=at)
    return DigestFailed(user_id=user, day=day, code=command.code, error=command.error, at=at)


READER: Decider[Reader, ReaderCommand, ReaderEvent] = Decider(Reader(), decide_reader, evolve_reader)
