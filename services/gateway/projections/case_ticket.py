"""The ticket in a case's document: what the PSA told of it, and what happened to it since."""

from collections.abc import Mapping
from typing import Any

from services.gateway.projections.case_parts import Data, Document, Fold

SEEN = (
    "id", "ref", "summary", "status", "closed", "board", "priority", "type", "company", "contact", "owner", "url",
    "entered_at", "last_updated",
)  # fmt: skip
CHANGES_KEPT = 20


def unknown_ticket(ticket_id: str, connection_id: str | None) -> Data:
    """A ticket of which the PSA has not told anything yet."""
    return {
        **dict.fromkeys(SEEN),
        "id": ticket_id,
        "connection_id": connection_id,
        "context_status": "waiting",
        "unavailable_reason": None,
        "closed": False,
        "changes": [],
        "version": 0,
    }


def _loaded(case: Document, data: Data) -> None:
    ticket = _ticket(case, data)
    if ticket is None:
        return
    ticket |= {"context_status": "loaded", "unavailable_reason": None, **_seen(data, data["context"]["ticket"])}
    case["psa_context_status"] = "loaded"
    case["ticket_data"] = data["context"]


def _unavailable(case: Document, data: Data) -> None:
    ticket = _ticket(case, data)
    if ticket is not None and ticket["context_status"] != "loaded":  # what was told once is still worth reading
        ticket |= {"context_status": "unavailable"}
        case["psa_context_status"] = "unavailable"
    if ticket is not None:
        ticket["unavailable_reason"] = data["reason"]


def _changed(case: Document, data: Data) -> None:
    _note(case, data, data["changes"], len(data["new_notes"]), closed=False)


def _closed(case: Document, data: Data) -> None:
    _note(case, data, [], 0, closed=True)


def _note(case: Document, data: Data, changes: Any, new_notes: int, *, closed: bool) -> None:
    ticket = _ticket(case, {**data, "ticket_id": data["ticket"]["id"]})
    if ticket is not None:
        ticket |= _seen(data, data["ticket"])
        change = {"at": data["at"], "changes": changes, "new_notes": new_notes, "closed": closed}
        ticket["changes"] = [*ticket["changes"], change][-CHANGES_KEPT:]


def _ticket(case: Document, data: Data) -> Data | None:
    """The case's ticket where `data` tells of it, by its id or as the case names it, and not of an earlier one."""
    ticket: Data | None = case["ticket"]
    return ticket if is_about(case, data["connection_id"], data["ticket_id"]) else None


def is_about(case: Document, connection_id: str | None, ticket_id: str) -> bool:
    """Whether that is the case's ticket: its id in the PSA, or what the case names it, there and in no other PSA.

    Without a connection, on either side, the account's only one is meant.
    """
    ticket = case["ticket"]
    if ticket is None or ticket_id not in (ticket["id"], case["psa_ticket_id"]):
        return False
    own: str | None = ticket["connection_id"]
    return own is None or connection_id in (None, own.lower())


def _seen(data: Data, ticket: Data) -> Data:
    return {"connection_id": data["connection_id"], **{field: ticket[field] for field in SEEN}}


FOLDS: Mapping[str, Fold] = {
    "ticket_context_loaded": _loaded,
    "ticket_context_unavailable": _unavailable,
    "ticket_changed": _changed,
    "ticket_closed": _closed,
}
