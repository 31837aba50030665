"""From ConnectWise's objects to ours."""

from datetime import datetime

from services.psa_sync.adapters.marks import note_prose
from services.psa_sync.adapters.records import Record, dig, ident, rows, when
from services.psa_sync.adapters.texts import SUMMARY_CHARS, line
from services.psa_sync.ports import PsaMember, Refused
from services.psa_sync.tickets.events import CompanySeen, ConfigurationSeen, ContactSeen, NoteSeen, TicketSeen

_PAGE = "services/system_io/Service/fv_sr100_request.rails?service_recid="
_DETAILS = {
    "OS": "osType",
    "OS info": "osInfo",
    "IP": "ipAddress",
    "Model": "modelNumber",
    "Serial": "serialNumber",
    "Tag": "tagNumber",
    "Last user": "lastLoginName",
}


def ticket_seen(ticket: Record, pages: str) -> TicketSeen:
    """The ticket; `pages` is the address below which people open them. Raises Refused for an object without id."""
    number = ident(dig(ticket, "id"))
    if number is None:
        raise Refused("not_understood", "The answer is not a ticket.")
    return TicketSeen(
        id=number,
        ref=f"CW #{number}",
        summary=line(dig(ticket, "summary"), SUMMARY_CHARS) or "(no summary)",
        status=line(dig(ticket, "status", "name")),
        closed=dig(ticket, "closedFlag") is True,
        board=line(dig(ticket, "board", "name")),
        priority=line(dig(ticket, "priority", "name")),
        type=line(dig(ticket, "type", "name")),
        company=line(dig(ticket, "company", "name")) or line(dig(ticket, "company", "identifier")),
        contact=line(dig(ticket, "contactName")) or line(dig(ticket, "contact", "name")),
        owner=line(dig(ticket, "owner", "name")) or line(dig(ticket, "resources")),
        url=f"{pages}/{_PAGE}{number}",
        entered_at=when(dig(ticket, "_info", "dateEntered")),
        last_updated=when(dig(ticket, "_info", "lastUpdated")),
    )


def company_seen(company: Record) -> CompanySeen | None:
    """Whose ticket it is."""
    name = line(dig(company, "name"))
    parts = (line(dig(company, key)) for key in ("addressLine1", "addressLine2", "zip", "city", "state"))
    address = line(", ".join(part for part in parts if part), SUMMARY_CHARS)
    return CompanySeen(name=name, phone=line(dig(company, "phoneNumber")), address=address) if name else None


def contact_seen(contact: Record) -> ContactSeen | None:
    """Who reported it, with the address and number that are used first."""
    name = line(" ".join(str(dig(contact, key) or "") for key in ("firstName", "lastName")))
    if name is None:
        return None
    return ContactSeen(name=name, email=_reached(contact, "Email"), phone=_reached(contact, "Phone"))


def contact_of(ticket: Record) -> ContactSeen | None:
    """Who reported it, as the ticket itself says."""
    name = line(dig(ticket, "contactName")) or line(dig(ticket, "contact", "name"))
    email, phone = line(dig(ticket, "contactEmailAddress")), line(dig(ticket, "contactPhoneNumber"))
    return ContactSeen(name=name, email=email, phone=phone) if name else None


def _reached(contact: Record, way: str) -> str | None:
    items = [item for item in rows(contact, "communicationItems") if dig(item, "communicationType") == way]
    first = sorted(items, key=lambda item: dig(item, "defaultFlag") is not True)
    return line(dig(first[0], "value")) if first else None


def configuration_seen(device: Record) -> ConfigurationSeen | None:
    """A device that the ticket is about."""
    name = line(dig(device, "name")) or line(dig(device, "deviceIdentifier"))
    told = ((label, line(dig(device, key))) for label, key in _DETAILS.items())
    details = line(", ".join(f"{label}: {value}" for label, value in told if value), SUMMARY_CHARS)
    return ConfigurationSeen(name=name, type=line(dig(device, "type", "name")), details=details) if name else None


def is_description(note: Record) -> bool:
    """Whether the customer's own words may be in the note."""
    return dig(note, "detailDescriptionFlag") is True


def note_seen(note: Record) -> NoteSeen | None:
    """A note; None for one without words. Shown to the customer are discussion and resolution."""
    text = note_prose(dig(note, "text"))
    if text is None:
        return None
    shown = is_description(note) or dig(note, "resolutionFlag") is True
    by = (
        dig(note, "member", "name"),
        dig(note, "contact", "name"),
        dig(note, "createdBy"),
        dig(note, "_info", "enteredBy"),
    )
    return NoteSeen(text=text, by=next(filter(None, map(line, by)), None), at=note_at(note), internal=not shown)


def note_at(note: Record) -> datetime | None:
    """When the note was written."""
    times = (dig(note, "dateCreated"), dig(note, "_info", "dateEntered"), dig(note, "timeStart"))
    return next(filter(None, map(when, times)), None)


def member_seen(member: Record) -> PsaMember | None:
    """Somebody who works in the PSA."""
    number = ident(dig(member, "id"))
    name = line(" ".join(str(dig(member, key) or "") for key in ("firstName", "lastName")))
    if number is None:
        return None
    emails = (line(dig(member, key)) for key in ("primaryEmail", "officeEmail", "homeEmail"))
    return PsaMember(
        id=number,
        name=name or line(dig(member, "identifier")) or number,
        email=next(filter(None, emails), None),
        active=dig(member, "inactiveFlag") is not True,
    )
