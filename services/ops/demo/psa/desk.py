"""What happens when the service desk's objects are written: defaults, closing, notes of a new ticket, who is told."""

from collections.abc import Callable, Mapping
from typing import Any

from services.ops.demo.psa.errors import Fault, invalid
from services.ops.demo.psa.kinds import KINDS, PARENTS
from services.ops.demo.psa.store import Object, Store
from services.ops.demo.psa.writing import Writer, stamp

INTEGRATOR = "ResolutionFlowAPI"
_FIRST_NOTES: Mapping[str, str] = {
    "initialDescription": "detailDescriptionFlag",
    "initialInternalAnalysis": "internalAnalysisFlag",
    "initialResolution": "resolutionFlag",
}
_ONLY_SENT = (*_FIRST_NOTES, "skipCallback", "processNotifications")
_NOTE_FLAGS = ("detailDescriptionFlag", "internalAnalysisFlag", "resolutionFlag")

Changed = Callable[[str, str, Object], None]
"""Hears of a change: kind, `added`, `updated` or `deleted`, the object."""


class Desk:
    """The objects and the rules between them. `by` is who writes: a member's or integrator's name."""

    def __init__(self, store: Store, writer: Writer, changed: Changed) -> None:
        self._store = store
        self._writer = writer
        self._changed = changed

    def create(self, kind: str, body: Any, by: str = INTEGRATOR, parent: int | None = None) -> Object:
        """A new object. Raises `Refused`."""
        match kind:
            case "tickets":
                return self._create_ticket(body, by)
            case "notes":
                return self._create_note(body, by, parent)
            case "time_entries":
                return self._create_time_entry(body, by)
        record = self._store.insert(kind, self._writer.new(kind, body, by))
        self._tell(kind, "added", record)
        return record

    def patch(self, kind: str, number: int, operations: Any, by: str = INTEGRATOR) -> Object:
        """The object after the operations. Raises `Refused`."""
        before = self._store.need(kind, number)
        after = self._writer.patched(kind, before, operations, by)
        quiet = bool(after.pop("skipCallback", False))
        if kind == "tickets":
            after = self._settled(after, before)
        self._store.put(kind, after)
        if not quiet:
            self._tell(kind, "updated", after)
        return after

    def delete(self, kind: str, number: int) -> None:
        """Forget the object. Raises `Refused` (404)."""
        record = self._store.need(kind, number)
        self._store.delete(kind, number)
        self._tell(kind, "deleted", record)

    def all_notes(self, ticket: int) -> list[Object]:
        """A ticket's notes and the words of its time entries, oldest first."""
        found = [{**note, "noteType": "TicketNote"} for note in self._store.all("notes") if note["ticketId"] == ticket]
        found += [
            _note_of(entry)
            for entry in self._store.all("time_entries")
            if entry.get("chargeToId") == ticket and entry.get("notes")
        ]
        return sorted(found, key=lambda note: (note["_info"]["dateEntered"], note["id"]))

    def _create_ticket(self, body: Any, by: str) -> Object:
        ticket = self._writer.new("tickets", body, by)
        sent = {name: ticket.pop(name) for name in _ONLY_SENT if name in ticket}
        ticket.setdefault("recordType", "ServiceTicket")
        ticket.setdefault("board", self._writer.reference("boards", next(iter(self._store.all("boards")))["id"]))
        ticket.setdefault("priority", self._default("priorities"))
        ticket.setdefault(
            "company", self._writer.reference("companies", next(iter(self._store.all("companies")))["id"])
        )
        ticket = self._store.insert("tickets", self._settled(ticket, {}))
        for name, flag in _FIRST_NOTES.items():
            if sent.get(name):
                self._create_note({"text": sent[name], flag: True}, by, ticket["id"], told=False)
        if not sent.get("skipCallback"):
            self._tell("tickets", "added", ticket)
        return ticket

    def _create_note(self, body: Any, by: str, ticket: int | None, *, told: bool = True) -> Object:
        number = self._store.need("tickets", ticket or 0)["id"]
        note = self._writer.new("notes", body, by, ticketId=number)
        flags = {flag: bool(note.get(flag)) for flag in _NOTE_FLAGS}
        if not any(flags.values()):
            fault = Fault("InvalidField", "A note is for discussion, internal or resolution.", "note", _NOTE_FLAGS[0])
            raise invalid("note", fault)
        internal = flags["internalAnalysisFlag"]
        shown = {"internalFlag": internal, "externalFlag": not internal, "createdBy": by}
        note = self._store.insert("notes", {**note, **flags, **shown, "dateCreated": note["_info"]["dateEntered"]})
        self._touch(number, by, told=told)
        return note

    def _create_time_entry(self, body: Any, by: str) -> Object:
        entry = self._writer.new("time_entries", body, by)
        ticket = self._store.get("tickets", int(entry.get("chargeToId") or 0))
        if entry.get("chargeToType") == "ServiceTicket" and ticket is None:
            raise invalid("timeEntry", Fault("InvalidReference", "There is no such ticket.", "timeEntry", "chargeToId"))
        entry.setdefault("billableOption", "Billable")
        entry.setdefault("member", self._default("members"))
        entry.setdefault("status", "Open")
        entry["dateEntered"] = entry["_info"]["dateEntered"]
        entry["enteredBy"] = by
        entry = self._store.insert("time_entries", entry)
        if ticket is not None:
            self._touch(ticket["id"], by, told=True)
        return entry

    def _touch(self, ticket: int, by: str, *, told: bool) -> None:
        record = self._store.need("tickets", ticket)
        at = stamp(self._writer.now())
        record = {**record, "_info": {**record["_info"], "lastUpdated": at, "updatedBy": by}}
        record["actualHours"] = sum(
            entry.get("actualHours") or 0
            for entry in self._store.all("time_entries")
            if entry.get("chargeToId") == ticket
        )
        self._store.put("tickets", record)
        if told:
            self._tell("tickets", "updated", record)

    def _settled(self, ticket: Object, before: Object) -> Object:
        """A ticket has a status of its own board, and is closed exactly when that status closes."""
        board = ticket["board"]["id"]
        status = self._store.get("statuses", (ticket.get("status") or {}).get("id", 0))
        if status is None or status["board"]["id"] != board:
            status = next(
                one for one in self._store.all("statuses") if one["board"]["id"] == board and one["defaultFlag"]
            )
        closed = bool(status["closedStatus"])
        settled = {**ticket, "status": self._writer.reference("statuses", status["id"]), "closedFlag": closed}
        if closed and not before.get("closedFlag"):
            at = stamp(self._writer.now())
            settled |= {"closedDate": at, "dateResolved": at, "closedBy": ticket["_info"]["updatedBy"]}
        if not closed:
            settled |= {"closedDate": None, "closedBy": None}
        return self._with_contact(settled, before)

    def _with_contact(self, ticket: Object, before: Object) -> Object:
        contact = self._store.get("contacts", (ticket.get("contact") or {}).get("id", 0))
        if contact is None or ticket.get("contact") == before.get("contact"):
            return ticket
        items = contact.get("communicationItems", [])
        told = {item["communicationType"]: item["value"] for item in reversed(items)}
        name = f"{contact['firstName']} {contact.get('lastName', '')}".strip()
        return {
            **ticket,
            "contactName": name,
            "contactEmailAddress": told.get("Email"),
            "contactPhoneNumber": told.get("Phone"),
        }

    def _default(self, kind: str) -> Object | None:
        records = list(self._store.all(kind))
        chosen = next((record for record in records if record.get("defaultFlag")), records[0])
        return self._writer.reference(kind, chosen["id"])

    def _tell(self, kind: str, action: str, record: Object) -> None:
        self._changed(kind, action, record)


def _note_of(entry: Object) -> Object:
    """A time entry's words as `allNotes` shows them."""
    return {
        "id": entry["id"],
        "ticketId": entry["chargeToId"],
        "text": entry["notes"],
        "noteType": "TimeEntryNote",
        "member": entry.get("member"),
        "detailDescriptionFlag": bool(entry.get("addToDetailDescriptionFlag")),
        "internalAnalysisFlag": bool(entry.get("addToInternalAnalysisFlag")),
        "resolutionFlag": bool(entry.get("addToResolutionFlag")),
        "_info": entry["_info"],
    }


def parent_of(kind: str, record: Object) -> int | None:
    """The number of the object that a nested one belongs to."""
    name = PARENTS.get(kind)
    value = record.get(name) if name else None
    return value["id"] if isinstance(value, dict) else value


def path_of(kind: str, record: Object) -> str:
    """Where an object is found, below the API's root."""
    base = KINDS[kind].path.replace("{parent}", str(parent_of(kind, record)))
    return f"{base}/{record['id']}"
