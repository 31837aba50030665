"""What there is in the PSA: kinds of objects, where they are found, what they hold.

Names, lengths and required fields are ConnectWise's (as its public clients tell them); only what a service desk's
integration meets is here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kind:
    """`singular` names it in errors and links; `lengths` are the most characters of its texts."""

    path: str
    singular: str
    required: tuple[str, ...] = ()
    lengths: Mapping[str, int] = field(default_factory=dict)
    references: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lists: tuple[str, ...] = ("customFields",)
    read_only: bool = False


_BILLABLE = ("Billable", "DoNotBill", "NoCharge", "NoDefault")
_LEVELS = ("Low", "Medium", "High")

KINDS: Mapping[str, Kind] = {
    "tickets": Kind(
        "service/tickets",
        "ticket",
        required=("summary",),
        lengths={
            "summary": 100,
            "contactName": 62,
            "contactPhoneNumber": 20,
            "contactPhoneExtension": 15,
            "contactEmailAddress": 250,
            "siteName": 50,
            "addressLine1": 50,
            "addressLine2": 50,
            "city": 50,
            "stateIdentifier": 50,
            "zip": 12,
            "externalXRef": 100,
            "poNumber": 50,
            "automaticEmailCc": 1000,
        },
        references={
            "board": "boards",
            "status": "statuses",
            "company": "companies",
            "contact": "contacts",
            "type": "types",
            "subType": "subtypes",
            "item": "items",
            "priority": "priorities",
            "owner": "members",
            "source": "sources",
            "team": "teams",
        },
        texts=("initialDescription", "initialInternalAnalysis", "initialResolution", "requiredDate", "resources"),
        flags=(
            "closedFlag",
            "automaticEmailCcFlag",
            "automaticEmailContactFlag",
            "automaticEmailResourceFlag",
            "processNotifications",
            "skipCallback",
            "customerUpdatedFlag",
            "approved",
        ),
        numbers=("budgetHours", "parentTicketId"),
        choices={
            "severity": _LEVELS,
            "impact": _LEVELS,
            "recordType": ("ServiceTicket", "ProjectTicket", "ProjectIssue"),
        },
    ),
    "notes": Kind(
        "service/tickets/{parent}/notes",
        "note",
        required=("text",),
        texts=("text",),
        flags=(
            "detailDescriptionFlag",
            "internalAnalysisFlag",
            "resolutionFlag",
            "issueFlag",
            "internalFlag",
            "externalFlag",
            "customerUpdatedFlag",
            "processNotifications",
        ),
        numbers=("ticketId",),
        references={"member": "members", "contact": "contacts"},
    ),
    "time_entries": Kind(
        "time/entries",
        "timeEntry",
        required=("timeStart",),
        texts=("timeStart", "timeEnd", "notes", "internalNotes"),
        flags=(
            "addToDetailDescriptionFlag",
            "addToInternalAnalysisFlag",
            "addToResolutionFlag",
            "emailContactFlag",
            "emailResourceFlag",
            "emailCcFlag",
        ),
        numbers=("chargeToId", "actualHours", "hoursDeduct", "locationId", "businessUnitId"),
        references={"company": "companies", "member": "members", "workType": "work_types", "workRole": "work_roles"},
        choices={
            "chargeToType": ("ServiceTicket", "ProjectTicket", "ChargeCode", "Activity"),
            "billableOption": _BILLABLE,
        },
    ),
    "companies": Kind(
        "company/companies",
        "company",
        required=("identifier", "name"),
        lengths={"identifier": 25, "name": 50, "phoneNumber": 30, "website": 255, "city": 50},
    ),
    "contacts": Kind(
        "company/contacts",
        "contact",
        required=("firstName",),
        lengths={"firstName": 30, "lastName": 30, "title": 100},
        references={"company": "companies"},
        lists=("customFields", "communicationItems"),
    ),
    "configurations": Kind(
        "company/configurations",
        "configuration",
        required=("name",),
        lengths={"name": 100, "serialNumber": 250, "ipAddress": 50, "osType": 250, "osInfo": 250, "modelNumber": 50},
        texts=("notes",),
        references={"company": "companies", "contact": "contacts", "type": "configuration_types"},
    ),
    "callbacks": Kind(
        "system/callbacks",
        "callbackEntry",
        required=("url", "type", "level", "objectId"),
        lengths={"description": 100, "url": 2000},
        texts=("payloadVersion",),
        flags=("inactiveFlag", "isSoapCallbackFlag", "isSelfSuppressedFlag"),
        numbers=("objectId", "memberId"),
        choices={
            "type": ("ticket", "project", "company", "contact", "opportunity", "activity", "schedule"),
            "level": ("owner", "board", "status", "company", "ticket"),
        },
    ),
    "boards": Kind("service/boards", "board", read_only=True),
    "statuses": Kind("service/boards/{parent}/statuses", "status", read_only=True),
    "types": Kind("service/boards/{parent}/types", "type", read_only=True),
    "subtypes": Kind("service/boards/{parent}/subtypes", "subType", read_only=True),
    "items": Kind("service/boards/{parent}/items", "item", read_only=True),
    "teams": Kind("service/boards/{parent}/teams", "team", read_only=True),
    "priorities": Kind("service/priorities", "priority", read_only=True),
    "sources": Kind("service/sources", "source", read_only=True),
    "members": Kind("system/members", "member", read_only=True),
    "work_types": Kind("time/workTypes", "workType", read_only=True),
    "work_roles": Kind("time/workRoles", "workRole", read_only=True),
    "configuration_types": Kind("company/configurations/types", "configurationType", read_only=True),
}

PARENTS: Mapping[str, str] = {
    "notes": "ticketId", "statuses": "board", "types": "board", "subtypes": "board", "items": "board", "teams": "board",
}  # fmt: skip
"""The field of a nested kind that names its parent."""
