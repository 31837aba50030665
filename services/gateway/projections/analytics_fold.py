"""What is counted of a session, folded event by event: numbers, times and ids, never words.

Resolutions are kept with how long each lasted, not as verdicts: what counts as resolved is chosen when
figures are read.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from math import inf
from typing import Any
from uuid import UUID

import orjson

from contracts.places import ids_of, of_checklist
from services.gateway.projections.case_parts import Data, check_version
from shared.envelope import StoredEvent

Row = dict[str, Any]
Fold = Callable[[Row, Data], Row]
"""What changes of the row."""

MILLIONTHS = 1_000_000


def new_row(event: StoredEvent) -> Row:
    """A session of which nothing is known but that `event` belongs to it."""
    return {
        "session": event.session,
        "account": event.account,
        "owner": None,
        "team": None,
        "client": None,
        "domain": None,
        "status": "active",
        "tier": None,
        "tier_last": None,
        "started_at": event.recorded_at,
        "ended_at": None,
        "escalated_at": None,
        "compared": False,
        "matched": False,
        "flow_score": None,
        "steps": 0,
        "by_model": False,
        "left_flow": False,
        "like_checklist": [],
        "open_offers": False,
        "open_checklist": False,
        "rating": None,
        "cost": 0,
        "resolved_at": [],
        "lasted": [],
        "took": [],
        "steps_at": [],
        "followed_at": [],
    }


def fold(row: Row, event: StoredEvent) -> Row:
    """The row after an opened event of `FOLDS`.

    Raises:
        FutureEventVersion: this program is older than the event; it must not guess.
    """
    check_version(event)
    data = orjson.loads(event.data)
    return row | FOLDS[event.type](row, data) | _used(row, data.get("usage"))


def counted_of(row: Row) -> Row:
    """What figures are made of: the first resolution by itself, which mostly is the only one; else each of them too."""
    several = len(row["lasted"]) > 1
    names = ("session", "account", "started_at", "cost", "steps")
    return {
        **{name: row[name] for name in names},
        "ended": row["ended_at"] is not None,
        "escalated": row["escalated_at"] is not None,
        "compared": row["compared"],
        "matched": row["matched"],
        "by_model": row["by_model"],
        "resolved_at": _first(row["resolved_at"]),
        "longest": max(row["lasted"], default=None),
        "shortest": min(row["lasted"], default=None),
        "lasted": _first(row["lasted"]),
        "took": _first(row["took"]),
        "steps_at": _first(row["steps_at"]),
        "followed": _first(row["followed_at"]),
        **{name: row[name] for name in ("team", "client", "rating", "status", "tier", "domain")},
        "each_lasted": row["lasted"] if several else None,
        "each_took": row["took"] if several else None,
        "each_steps_at": row["steps_at"] if several else None,
        "each_followed": row["followed_at"] if several else None,
    }


def _first(values: Sequence[Any]) -> Any:
    return values[0] if values else None


def cost_of(usage: Data) -> int:
    """Millionths of a US dollar."""
    return int(Decimal(usage["cost_usd"]) * MILLIONTHS)


def _used(row: Row, usage: Data | None) -> Row:
    return {"cost": row["cost"] + cost_of(usage)} if usage else {}


def _case_received(_: Row, data: Data) -> Row:
    return {
        "started_at": datetime.fromisoformat(data["received_at"]),
        "owner": _id(data["owner_id"]),
        "team": _id(data["team_id"]),
        "client": _id(data["client_id"]),
    }


def _case_classified(_: Row, data: Data) -> Row:
    return {"domain": data["domain"]}


def _flows_matched(_: Row, data: Data) -> Row:
    found = {"compared": True, "flow_score": data["score"]}
    if data["decision"] == "none" or data["flow"] is None:
        return found
    return found | {"matched": True}


def _session_started(_: Row, data: Data) -> Row:
    began = {"compared": True, "tier": data["tier"], "tier_last": data["tier"]}
    return began | _led(data["flow"]) if data["flow"] else began


def _flow_adopted(_: Row, data: Data) -> Row:
    return _led(data["flow"])


def _led(flow: Data) -> Row:
    """A flow leads from here on: what was answered before says nothing of it.

    `like_checklist` are those of its nodes that are called like a place of FlowPilot's own checklists.
    """
    return {
        "matched": True,
        "flow_score": flow["score"],
        "by_model": False,
        "left_flow": False,
        "like_checklist": [place for place in ids_of(flow["tree"]) if of_checklist(place)],
        "open_offers": False,
        "open_checklist": False,
    }


def _step_proposed(row: Row, data: Data) -> Row:
    return {
        "steps": row["steps"] + 1,
        "tier": data["tier"] if data["order"] == 0 else row["tier"],
        "tier_last": data["tier"],
        "by_model": row["by_model"] or data["engine"] != "playbook",
        "open_offers": bool(data["options"]),
        "open_checklist": of_checklist(data["node_id"], row["like_checklist"]),
    }


def _step_answered(row: Row, data: Data) -> Row:
    diverged = row["open_offers"] and data["was_free_text"]
    return {
        "left_flow": row["left_flow"] or (row["matched"] and (diverged or row["open_checklist"])),
        "open_offers": False,
        "open_checklist": False,
    }


def _session_reassigned(_: Row, data: Data) -> Row:
    return {"owner": _id(data["to_id"])}


def _escalation_requested(row: Row, data: Data) -> Row:
    return {"status": "requesting_escalation", "escalated_at": row["escalated_at"] or _at(data)}


def _escalation_picked_up(_: Row, data: Data) -> Row:
    return {"status": "active", "owner": _id(data["by"])}


def _handed_over(row: Row, data: Data) -> Row:
    at = _at(data)
    return _ended(row, at) | {"status": "escalated", "escalated_at": row["escalated_at"] or at, "rating": None}


def _session_abandoned(row: Row, data: Data) -> Row:
    return _ended(row, _at(data)) | {"status": "abandoned", "rating": None}


def _session_resolved(row: Row, data: Data) -> Row:
    at = _at(data)
    return _ended(row, at) | {
        "status": "resolved",
        "rating": data["rating"],
        "resolved_at": [*row["resolved_at"], at],
        "lasted": [*row["lasted"], inf],
        "took": [*row["took"], max(0.0, (at - row["started_at"]).total_seconds())],
        "steps_at": [*row["steps_at"], row["steps"]],
        "followed_at": [*row["followed_at"], row["matched"] and not row["left_flow"]],
    }


def _session_reopened(row: Row, data: Data) -> Row:
    if row["status"] != "resolved":
        return {"status": "active"}
    lasted = max(0.0, (_at(data) - row["resolved_at"][-1]).total_seconds())
    return {"status": "active", "lasted": [*row["lasted"][:-1], lasted]}


def _session_rated(_: Row, data: Data) -> Row:
    return {"rating": data["rating"]}


def _stands(status: str) -> Fold:
    return lambda _row, _data: {"status": status}


def _nothing(_row: Row, _data: Data) -> Row:
    """Only what it took of a model counts."""
    return {}


def _ended(row: Row, at: datetime) -> Row:
    return {"ended_at": row["ended_at"] or at, "open_offers": False, "open_checklist": False}


def _at(data: Data) -> datetime:
    return datetime.fromisoformat(data["at"])


def _id(value: str | None) -> UUID | None:
    return UUID(value) if value else None


FOLDS: Mapping[str, Fold] = {
    "case_received": _case_received,
    "case_classified": _case_classified,
    "flows_matched": _flows_matched,
    "session_started": _session_started,
    "flow_adopted": _flow_adopted,
    "step_proposed": _step_proposed,
    "step_failed": _nothing,
    "step_answered": _step_answered,
    "session_paused": _stands("paused"),
    "session_resumed": _stands("active"),
    "session_reassigned": _session_reassigned,
    "escalation_requested": _escalation_requested,
    "escalation_insight_gained": _nothing,
    "escalation_picked_up": _escalation_picked_up,
    "escalation_taken_back": _stands("active"),
    "handed_over": _handed_over,
    "session_resolved": _session_resolved,
    "session_abandoned": _session_abandoned,
    "session_reopened": _session_reopened,
    "session_rated": _session_rated,
    "note_drafted": _nothing,
    "note_written": _nothing,
}
