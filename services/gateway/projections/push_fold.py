"""One document on its way into a ticket, folded event by event; of its text nothing is kept here."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from services.gateway.projections.case_parts import Data, check_version
from shared.envelope import StoredEvent

Push = dict[str, Any]
_ASKED = ("outcome", "kind", "connection_id", "ticket_id", "note_kind", "member_warning")


def fold_push(before: Push | None, event: StoredEvent) -> Push:
    """The push after an opened event. Raises LookupError where it was never requested."""
    check_version(event)
    data = orjson.loads(event.data)
    now = _requested(before, event, data) if event.type == "push_requested" else before
    if now is None:
        raise LookupError(f"{event.type} without a push")
    changed = _CHANGES[event.type](data) if event.type in _CHANGES else {}
    return now | changed | {"version": event.version, "updated_at": data["at"]}


def _requested(before: Push | None, event: StoredEvent, data: Data) -> Push:
    """Asked for again, it is asked for otherwise; what was tried before still counts."""
    return {
        "id": event.stream_id,
        **(before or _UNTRIED),
        **{field: data[field] for field in _ASKED},
        "ticket_status": data["status"],
        "status": "pending",
        **_NO_ERROR,
        "requested_at": data["at"],
    }


def _succeeded(data: Data) -> Push:
    return {
        "status": "succeeded",
        "attempts": data["attempt"],
        **_NO_ERROR,
        **{field: data[field] for field in ("note_id", "time_entry_id", "status_set", "found", "warning")},
    }


def _failed(data: Data) -> Push:
    return {
        "status": "failed",
        "attempts": data["attempt"],
        "last_error": data["error"],
        "last_error_code": data["code"],
        "next_try_at": data["retry_at"],
        **({"note_id": data["note_id"]} if data.get("note_id") else {}),
    }


def _abandoned(data: Data) -> Push:
    return {
        "status": "abandoned",
        "last_error": data["error"],
        "last_error_code": data["code"],
        "next_try_at": None,
    }


_UNTRIED: Push = {
    "attempts": 0,
    "note_id": None,
    "time_entry_id": None,
    "status_set": False,
    "found": False,
    "warning": None,
    "late_duplicates": [],
}
_NO_ERROR: Push = {"last_error": None, "last_error_code": None, "next_try_at": None}
_CHANGES: Mapping[str, Callable[[Data], Push]] = {
    "push_attempted": lambda data: {"attempts": data["attempt"], "next_try_at": None},
    "push_succeeded": _succeeded,
    "push_attempt_failed": _failed,
    "push_abandoned": _abandoned,
    "push_retried": lambda _: {"status": "pending", "next_try_at": None},
    "push_duplicated": lambda data: {"late_duplicates": data["note_ids"]},
}
