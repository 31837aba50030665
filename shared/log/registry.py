"""Stored names and versions ↔ event classes, with upcasting of old shapes on read."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

import orjson
from pydantic import ValidationError

from shared.envelope import StoredEvent
from shared.message import Event

Upcast = Callable[[dict[str, Any]], dict[str, Any]]
E = TypeVar("E", bound=Event)


class UnknownEventType(Exception):
    """A stored type that this registry has no class for."""

    def __init__(self, type_: str) -> None:
        super().__init__(f"no event type {type_!r} is known here")
        self.type = type_


class FutureEventVersion(Exception):
    """A stored version newer than this program knows: stop, never guess."""

    def __init__(self, type_: str, found: int, known: int) -> None:
        super().__init__(f"event {type_!r} has schema version {found}, this program knows {known}: upgrade it first")
        self.type = type_
        self.found = found


class UnreadableEvent(Exception):
    """Stored data that do not fit the class of their type: a fault of ours, never of the caller."""

    def __init__(self, type_: str, schema_version: int) -> None:
        super().__init__(f"the data of an event {type_!r} of schema version {schema_version} do not fit its class")
        self.type = type_


class Registry(Generic[E]):
    """The events of one category.

    `upcasts` maps (type, old version) to a function from the old JSON object to the next version's; there must be
    one for every version below the current one.
    """

    def __init__(self, *events: type[E], upcasts: Mapping[tuple[str, int], Upcast] | None = None) -> None:
        self._classes = {event.type: event for event in events}
        self._upcasts = dict(upcasts or {})
        for event in events:
            for version in range(1, event.schema_version):
                if (event.type, version) not in self._upcasts:
                    raise ValueError(f"{event.type}: no upcast from version {version}")

    @property
    def events(self) -> tuple[type[E], ...]:
        """Every event class, in the order given."""
        return tuple(self._classes.values())

    def decode(self, type_: str, schema_version: int, data: bytes) -> E:
        """The event that stored data describe.

        Raises:
            UnknownEventType, FutureEventVersion, UnreadableEvent
        """
        cls = self._classes.get(type_)
        if cls is None:
            raise UnknownEventType(type_)
        if schema_version > cls.schema_version:
            raise FutureEventVersion(type_, schema_version, cls.schema_version)
        try:
            if schema_version == cls.schema_version:
                event: E = cls.__pydantic_validator__.validate_json(data)
                return event
            return cls.model_validate(self._upcast(cls, schema_version, data))
        except ValidationError:
            raise UnreadableEvent(type_, schema_version) from None  # pydantic's text quotes the data

    def _upcast(self, cls: type[E], schema_version: int, data: bytes) -> dict[str, Any]:
        value: dict[str, Any] = orjson.loads(data)
        for version in range(schema_version, cls.schema_version):
            value = self._upcasts[(cls.type, version)](value)
        return value

    def decode_all(self, events: Iterable[StoredEvent]) -> list[E]:
        """The events of opened envelopes, in order."""
        return [self.decode(event.type, event.schema_version, event.data) for event in events]


def encode(event: Event) -> bytes:
    """The event's data as JSON bytes."""
    return event.__pydantic_serializer__.to_json(event)
