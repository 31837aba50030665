"""What a callback says: which ticket, what happened to it, and by what it is known again.

Only as much is read as is needed to ask the PSA itself; nothing else that a callback says is believed. Two callbacks
of one change have one digest, also where the PSA sends it under several ids: what counts is the record and its time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal

import orjson

from services.psa_sync.connections.events import ProviderName

Action = Literal["added", "updated", "deleted"]
ID_CHARS = 20
_AUTOTASK_ACTIONS: Mapping[Any, Action] = {"Create": "added", "Update": "updated", "Delete": "deleted"}
_CONNECTWISE_ACTIONS: Mapping[Any, Action] = {"added": "added", "updated": "updated", "deleted": "deleted"}
_HALO_IDS = ("object_id", "ticket_id", "faultid")
_HALO_TIMES = ("timestamp", "event_time", "datetime")


class Unreadable(Exception):
    """The body is not what the provider sends."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A change of a ticket. `changed_at` is the ticket's own time, `sent_at` the callback's; None where not told."""

    ticket: str
    action: Action
    digest: bytes
    changed_at: datetime | None = None
    sent_at: datetime | None = None


def read_notice(provider: ProviderName, body: bytes, received_at: datetime) -> Notice | None:
    """What the callback says of a ticket; None where it is about something else. Raises Unreadable."""
    value = _object(body)
    match provider:
        case "connectwise":
            return _connectwise(value)
        case "autotask":
            return _autotask(value, body)
        case "halopsa":
            return _halopsa(value, body, received_at)


def key_url(body: bytes) -> str | None:
    """Where a ConnectWise callback says that its key is; None where it does not, or cannot be read."""
    try:
        metadata = _object(body).get("Metadata")
    except Unreadable:
        return None
    url = metadata.get("key_url") if isinstance(metadata, dict) else None
    return url if isinstance(url, str) else None


def _connectwise(value: Mapping[str, Any]) -> Notice | None:
    if value.get("Type") != "ticket":
        return None
    ticket, action = _id(value.get("ID")), _action(_CONNECTWISE_ACTIONS, value.get("Action"))
    entity = value.get("Entity")
    record = _record(entity)
    changed_at = _time(record.get("_info"), "lastUpdated")
    known_by = entity if changed_at is not None else value.get("MessageId") or orjson.dumps(value).decode()
    return Notice(ticket, action, _digest("connectwise", ticket, action, known_by), changed_at)


def _autotask(value: Mapping[str, Any], body: bytes) -> Notice | None:
    if value.get("EntityType") != "Ticket":
        return None
    ticket, action = _id(value.get("Id")), _action(_AUTOTASK_ACTIONS, value.get("Action"))
    return Notice(ticket, action, _digest("autotask", body), sent_at=_time(value, "EventTime"))


def _halopsa(value: Mapping[str, Any], body: bytes, received_at: datetime) -> Notice | None:
    """What it sends is set in its configuration: a ticket's id is looked for where it usually stands.

    A body without a time of its own says the same at every change: then the second in which it came tells it apart.
    """
    record = value.get("ticket")
    record = record if isinstance(record, dict) else {}
    named = next((value[name] for name in _HALO_IDS if name in value), record.get("id"))
    if named is None:
        return None
    ticket = _id(named)
    event = str(value.get("event", "")).lower()
    sent_at = next((time for name in _HALO_TIMES if (time := _time(value, name))), None)
    told_apart = "" if sent_at else received_at.replace(microsecond=0).isoformat()
    return Notice(ticket, _halo_action(event), _digest("halopsa", body, told_apart), sent_at=sent_at)


def _halo_action(event: str) -> Action:
    if any(word in event for word in ("delete", "removed")):
        return "deleted"
    return "added" if any(word in event for word in ("new", "created", "logged", "added")) else "updated"


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Unreadable from None
    if not isinstance(value, dict):
        raise Unreadable
    return value


def _record(entity: object) -> dict[str, Any]:
    """The record that a callback carries as JSON in a text; empty where it carries none."""
    if not isinstance(entity, str):
        return {}
    return _object(entity.encode("utf-8", "surrogatepass"))


def _id(value: object) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > ID_CHARS:
        raise Unreadable
    return text


def _action(known: Mapping[Any, Action], value: object) -> Action:
    action = known.get(value) if isinstance(value, str) else None
    if action is None:
        raise Unreadable
    return action


def _time(holder: object, name: str) -> datetime | None:
    text = holder.get(name) if isinstance(holder, dict) else None
    if not isinstance(text, str):
        return None
    try:
        time = datetime.fromisoformat(text)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _digest(*parts: object) -> bytes:
    """Of parts whose lengths are part of it, so that none runs into the next."""
    whole = sha256()
    for piece in map(_bytes, parts):
        whole.update(len(piece).to_bytes(8) + piece)
    return whole.digest()


def _bytes(part: object) -> bytes:
    return part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
