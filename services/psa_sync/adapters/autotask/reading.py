"""From Autotask's objects to ours."""

from collections.abc import Mapping

from services.psa_sync.adapters.autotask.names import Names
from services.psa_sync.adapters.marks import note_prose
from services.psa_sync.adapters.records import Record, dig, ident, name_at, when
from services.psa_sync.adapters.texts import SUMMARY_CHARS, line
from services.psa_sync.ports import PsaMember, Refused
from services.psa_sync.tickets.events import CompanySeen, ConfigurationSeen, ContactSeen, NoteSeen, TicketSeen

COMPLETE = 5
"""The one status that every Autotask has for what is done."""
FOR_ALL = 1
"""A note's `publish` where the customer may read it."""
_PAGE = "Mvc/ServiceDesk/TicketDetail.mvc?ticketId="


def ticket_seen(ticket: Record, names: Names, pages: str | None) -> TicketSeen:
    """The ticket; `pages` is the address below which people open them. Raises Refused for an object without id."""
    number = ident(dig(ticket, "id"))
    if number is None:
        raise Refused("not_understood", "The answer is not a ticket.")
    return TicketSeen(
        id=number,
        ref=f"AT {line(dig(ticket, 'ticketNumber'), 40) or number}",
        summary=line(dig(ticket, "title"), SUMMARY_CHARS) or "(no title)",
        status=name_at(names.statuses, ticket, "status"),
        closed=dig(ticket, "status") == COMPLETE,
        board=name_at(names.queues, ticket, "queueID"),
        priority=name_at(names.priorities, ticket, "priority"),
        type=name_at(names.types, ticket, "ticketType"),
        company=name_at(names.companies, ticket, "companyID"),
        contact=name_at(names.contacts, ticket, "contactID"),
        owner=name_at(names.resources, ticket, "assignedResourceID"),
        url=f"{pages}/{_PAGE}{number}" if pages else None,
        entered_at=when(dig(ticket, "createDate")),
        last_updated=when(dig(ticket, "lastActivityDate")),
    )


def company_seen(company: Record) -> CompanySeen | None:
    """Whose ticket it is."""
    name = line(dig(company, "companyName"))
    parts = (line(dig(company, key)) for key in ("address1", "address2", "postalCode", "city", "state"))
    address = line(", ".join(part for part in parts if part), SUMMARY_CHARS)
    return CompanySeen(name=name, phone=line(dig(company, "phone")), address=address) if name else None


def contact_seen(contact: Record) -> ContactSeen | None:
    """Who reported it."""
    name = line(" ".join(str(dig(contact, key) or "") for key in ("firstName", "lastName")))
    phone = line(dig(contact, "phone")) or line(dig(contact, "mobilePhone"))
    return ContactSeen(name=name, email=line(dig(contact, "emailAddress")), phone=phone) if name else None


def configuration_seen(item: Record) -> ConfigurationSeen | None:
    """The device that the ticket is about."""
    name = line(dig(item, "referenceTitle")) or line(dig(item, "rmmDeviceAuditHostname"))
    told = {
        "OS": "rmmDeviceAuditOperatingSystem",
        "IP": "rmmDeviceAuditIPAddress",
        "Serial": "serialNumber",
        "Number": "referenceNumber",
        "Last user": "rmmDeviceAuditLastUser",
    }
    parts = (f"{label}: {value}" for label, key in told.items() if (value := line(dig(item, key))))
    return ConfigurationSeen(name=name, details=line(", ".join(parts), SUMMARY_CHARS)) if name else None


def note_seen(note: Record, people: Mapping[int, str]) -> NoteSeen | None:
    """A note; None for one without words."""
    text = note_prose(dig(note, "description"))
    if text is None:
        return None
    by = name_at(people, note, "creatorResourceID")
    return NoteSeen(text=text, by=by, at=when(dig(note, "createDateTime")), internal=dig(note, "publish") != FOR_ALL)


def time_note_seen(entry: Record, people: Mapping[int, str]) -> NoteSeen | None:
    """The words of a time entry; None for one without. They go to the customer with the bill."""
    text = note_prose(dig(entry, "summaryNotes"))
    if text is None:
        return None
    at = when(dig(entry, "createDateTime")) or when(dig(entry, "startDateTime"))
    return NoteSeen(text=text, by=name_at(people, entry, "resourceID"), at=at, internal=False)


def member_seen(resource: Record) -> PsaMember | None:
    """Somebody who works in the PSA."""
    number = ident(dig(resource, "id"))
    if number is None:
        return None
    name = line(" ".join(str(dig(resource, key) or "") for key in ("firstName", "lastName")))
    email, active = line(dig(resource, "email")), dig(resource, "isActive") is not False
    return PsaMember(id=number, name=name or number, email=email, active=active)
