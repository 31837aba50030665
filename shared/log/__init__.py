"""The event log: append-only, sealed, chained; the only truth."""

from shared.log.incoming import read_as
from shared.log.interface import (
    Appended,
    CommandKey,
    CommandRecord,
    CommandReused,
    ConflictError,
    EventLog,
)
from shared.log.registry import FutureEventVersion, Registry, UnknownEventType, UnreadableEvent

__all__ = [
    "Appended",
    "CommandKey",
    "CommandRecord",
    "CommandReused",
    "ConflictError",
    "EventLog",
    "FutureEventVersion",
    "Registry",
    "UnknownEventType",
    "UnreadableEvent",
    "read_as",
]
