"""What surrounds an event: whose it is, where it stands, what caused it. Never customer content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from shared.ids import new_id
from shared.message import Actor


@dataclass(frozen=True, slots=True)
class Stream:
    """The events of one thing. `session` is set where the thing belongs to a case: its key seals the data."""

    category: str
    id: str
    account: UUID
    session: UUID | None = None
    client: UUID | None = None

    @property
    def name(self) -> str:
        """`<category>-<id>`, the stream's name in the log."""
        return f"{self.category}-{self.id}"

    @property
    def key_id(self) -> UUID:
        """The key that seals the stream: the case's, or the account's for what is nobody's case."""
        return self.session or self.account


def numbered_streams(category: str, thing: UUID) -> tuple[str, str]:
    """What the names of streams `<category>-<thing>-<number>` lie between, in the order of the bytes."""
    return f"{category}-{thing}-", f"{category}-{thing}."


@dataclass(frozen=True, slots=True)
class Origin:
    """Who and what brings an event about; written beside it."""

    actor: Actor
    service: str
    correlation: UUID
    command_id: str | None = None
    cause: UUID | None = None
    traceparent: str | None = None

    def to_json(self) -> str:
        """The metadata as stored: ids only, never names or content."""
        value = {
            "actor": self.actor.label,
            "role": self.actor.role,
            "service": self.service,
            "correlation": str(self.correlation),
            "command_id": self.command_id,
            "cause": str(self.cause) if self.cause else None,
            "traceparent": self.traceparent,
        }
        return orjson.dumps({name: part for name, part in value.items() if part is not None}).decode()


class StoredEvent(NamedTuple):
    """An event as it stands in the log and on the bus: data sealed, everything else in the clear.

    A tuple, because loading a stream makes one of every row.
    """

    id: UUID
    stream: str
    version: int
    category: str
    type: str
    schema_version: int
    account: UUID
    session: UUID | None
    client: UUID | None
    data: bytes
    meta_json: str
    recorded_at: datetime
    hash: bytes
    position: int | None = None

    @property
    def meta(self) -> dict[str, Any]:
        """The metadata: actor, service, correlation, command_id, cause, traceparent."""
        value: dict[str, Any] = orjson.loads(self.meta_json)
        return value

    @property
    def key_id(self) -> UUID:
        """The key that the data are sealed under."""
        return self.session or self.account

    @property
    def stream_id(self) -> str:
        """The stream's id without its category."""
        return self.stream.split("-", 1)[1]

    def opened(self, data: bytes) -> "StoredEvent":
        """The same event with its data in the clear."""
        return self._replace(data=data)


def begin(actor: Actor, service: str, command_id: str | None = None, traceparent: str | None = None) -> Origin:
    """The origin of something a person or a timer starts: a new correlation."""
    return Origin(actor, service, new_id(), command_id, None, traceparent)


def follow(cause: StoredEvent, service: str) -> Origin:
    """The origin of a reaction: the only place where correlation is carried on."""
    meta: Mapping[str, Any] = cause.meta
    return Origin(
        actor=Actor(account_id=cause.account),
        service=service,
        correlation=UUID(meta["correlation"]),
        command_id=None,
        cause=cause.id,
        traceparent=meta.get("traceparent"),
    )
