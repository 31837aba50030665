"""What the demo PSA holds on its first day: a small MSP's customers, devices and tickets."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from services.ops.demo.psa.store import Object, Store
from services.ops.demo.psa.writing import Writer, stamp

HERE = Path(__file__).parent
FIRST_TICKET = 48_200
_MEMBER: Mapping[str, Any] = {
    "defaultEmail": "Office",
    "defaultPhone": "Office",
    "licenseClass": "F",
    "inactiveFlag": False,
    "agreementInvoicingDisplayOptions": "RemainOnInvoicingScreen",
    "invoiceScreenDefaultTabFormat": "ShowInvoicingTab",
    "invoicingDisplayOptions": "RemainOnInvoicingScreen",
}
"""What strict clients insist that a member has."""


def fill(store: Store, writer: Writer, now: datetime) -> None:
    """Put everything in; tickets are so many hours old as their file says."""
    with store.together():
        _Filling(store, writer, now).everything()


class _Filling:
    def __init__(self, store: Store, writer: Writer, now: datetime) -> None:
        self._store = store
        self._writer = writer
        self._now = now

    def everything(self) -> None:
        desk = _read("desk.yaml")
        for kind in ("priorities", "sources", "work_types", "work_roles", "configuration_types"):
            for record in desk[kind]:
                self._insert(kind, record)
        for member in desk["members"]:
            self._insert("members", {**_MEMBER, **member})
        for board in desk["boards"]:
            self._board(board)
        for company in _read("companies.yaml"):
            self._company(company)
        for number, ticket in enumerate(_read("tickets.yaml"), start=FIRST_TICKET):
            self._ticket(number, ticket)

    def _board(self, board: Object) -> None:
        kept = self._insert("boards", {"name": board["name"], "inactiveFlag": False, "projectFlag": False})
        reference = self._writer.reference("boards", kept["id"])
        for order, name in enumerate(board["statuses"]):
            status = {"name": name.rstrip("*"), "sortOrder": order, "defaultFlag": order == 0, "inactive": False}
            self._insert("statuses", {**status, "closedStatus": name.endswith("*"), "board": reference})
        for name in board["types"]:
            self._insert("types", {"name": name, "inactiveFlag": False, "board": reference})
        self._insert("teams", {"name": "Service Team", "defaultFlag": True, "board": reference})

    def _company(self, company: Object) -> None:
        plain = {key: company[key] for key in ("identifier", "name", "city", "phoneNumber")}
        kept = self._insert("companies", {**plain, "deletedFlag": False})
        reference = self._writer.reference("companies", kept["id"])
        for contact in company["contacts"]:
            self._contact(contact, reference)
        for device in company["configurations"]:
            kind = self._named("configuration_types", device["type"])
            self._insert("configurations", {**device, "type": kind, "company": reference, "activeFlag": True})

    def _contact(self, contact: Object, company: Object | None) -> None:
        first, _, last = contact["name"].partition(" ")
        items = [
            {"id": 1, "type": {"id": 1, "name": "Email"}, "value": contact["email"], "defaultFlag": True, "communicationType": "Email"},
            {"id": 2, "type": {"id": 2, "name": "Direct"}, "value": contact["phone"], "defaultFlag": True, "communicationType": "Phone"},
        ]  # fmt: skip
        known = {"firstName": first, "lastName": last, "title": contact["title"], "inactiveFlag": False}
        self._insert("contacts", {**known, "company": company, "communicationItems": items})

    def _ticket(self, number: int, ticket: Object) -> None:
        opened = self._now - timedelta(hours=ticket["hours"])
        board = self._named("boards", ticket.get("board", "Help Desk"))
        contact = self._contact_named(ticket["contact"])
        items = {item["communicationType"]: item["value"] for item in contact["communicationItems"]}
        status = self._named("statuses", ticket.get("status", "New"), board=board["id"])
        closed = bool(self._store.need("statuses", status["id"])["closedStatus"])
        devices = [self._named("configurations", name)["id"] for name in ticket.get("devices", ())]
        self._store.insert("tickets", {
            "id": number,
            "summary": ticket["summary"],
            "recordType": "ServiceTicket",
            "board": board,
            "status": status,
            "type": self._named("types", ticket["type"], board=board["id"]),
            "priority": self._named("priorities", ticket.get("priority", "Priority 3 - Medium")),
            "source": self._named("sources", ticket.get("source", "Email Connector")),
            "severity": "Medium",
            "impact": "Medium",
            "company": contact["company"],
            "contact": self._writer.reference("contacts", contact["id"]),
            "contactName": f"{contact['firstName']} {contact['lastName']}",
            "contactEmailAddress": items["Email"],
            "contactPhoneNumber": items["Phone"],
            "closedFlag": closed,
            "configurations": devices,
            "customFields": [],
            "_info": self._info(opened, "EmailConnector"),
        })  # fmt: skip
        self._note(number, ticket["text"], opened, "EmailConnector", "detailDescriptionFlag")
        for hours, note in enumerate(ticket.get("notes", ()), start=1):
            at = min(opened + timedelta(hours=hours), self._now)
            self._note(number, note, at, "isolheim", "internalAnalysisFlag")

    def _note(self, ticket: int, text: str, at: datetime, by: str, flag: str) -> None:
        flags = {name: name == flag for name in ("detailDescriptionFlag", "internalAnalysisFlag", "resolutionFlag")}
        shown = {"internalFlag": flag == "internalAnalysisFlag", "externalFlag": flag != "internalAnalysisFlag"}
        note = {"ticketId": ticket, "text": text.strip(), **flags, **shown, "createdBy": by, "dateCreated": stamp(at)}
        self._store.insert("notes", {**note, "_info": self._info(at, by)})

    def _insert(self, kind: str, record: Mapping[str, Any]) -> Object:
        return self._store.insert(kind, {**record, "_info": self._info(self._now - timedelta(days=400), "admin")})

    def _named(self, kind: str, name: str, board: int | None = None) -> Object:
        for record in self._store.all(kind):
            if record["name"] == name and (board is None or record["board"]["id"] == board):
                return self._writer.reference(kind, record["id"]) or {}
        raise LookupError(f"the demo's data name {kind} {name!r}, which there is none of")

    def _contact_named(self, name: str) -> Object:
        for contact in self._store.all("contacts"):
            if f"{contact['firstName']} {contact['lastName']}" == name:
                return contact
        raise LookupError(f"the demo's data name a contact {name!r} that there is none of")

    @staticmethod
    def _info(at: datetime, by: str) -> Object:
        return {"dateEntered": stamp(at), "enteredBy": by, "lastUpdated": stamp(at), "updatedBy": by}


def _read(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
