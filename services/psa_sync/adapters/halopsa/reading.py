"""From HaloPSA's objects to ours."""

from datetime import datetime

from services.psa_sync.adapters.halopsa.names import Names
from services.psa_sync.adapters.marks import holds_marker, is_marked, note_prose
from services.psa_sync.adapters.records import Record, dig, ident, name_at, real, when
from services.psa_sync.adapters.texts import DESCRIPTION_CHARS, SUMMARY_CHARS, line, prose
from services.psa_sync.ports import PsaMember, Refused
from services.psa_sync.tickets.events import CompanySeen, ConfigurationSeen, ContactSeen, NoteSeen, TicketSeen

CLOSED = 9
"""The status that HaloPSA itself gives to what is closed."""

_WORDS = ("note", "note_html")


def ticket_seen(ticket: Record, names: Names, origin: str) -> TicketSeen:
    """The ticket. Raises Refused for an object without id."""
    number = ident(dig(ticket, "id"))
    if number is None:
        raise Refused("not_understood", "The answer is not a ticket.")
    status = name_at(names.statuses, ticket, "status_id") or line(dig(ticket, "status_name"))
    return TicketSeen(
        id=number,
        ref=f"Halo #{number}",
        summary=line(dig(ticket, "summary"), SUMMARY_CHARS) or "(no summary)",
        status=status,
        closed=_is_closed(ticket, status),
        board=line(dig(ticket, "team")),
        priority=line(dig(ticket, "priority", "name")),
        type=line(dig(ticket, "tickettype_name")),
        company=line(dig(ticket, "client_name")),
        contact=line(dig(ticket, "user_name")),
        owner=name_at(names.agents, ticket, "agent_id") or line(dig(ticket, "agent_name")),
        url=f"{origin}/tickets?id={number}",
        entered_at=when(dig(ticket, "dateoccurred")),
        last_updated=changed_at(ticket),
    )


def changed_at(ticket: Record) -> datetime | None:
    """When something was last done to the ticket."""
    times = (when(dig(ticket, key)) for key in ("last_update", "lastactiondate", "dateoccurred"))
    return next(filter(None, times), None)


def _is_closed(ticket: Record, status: str | None) -> bool:
    if status is None:
        return dig(ticket, "hasbeenclosed") is True
    return dig(ticket, "status_id") == CLOSED or status.casefold() == "closed"


def description_of(ticket: Record) -> str | None:
    """What the customer wrote."""
    return prose(dig(ticket, "details") or dig(ticket, "details_html"), DESCRIPTION_CHARS)


def company_seen(client: Record) -> CompanySeen | None:
    """Whose ticket it is."""
    name = line(dig(client, "name"))
    return CompanySeen(name=name, phone=line(dig(client, "phonenumber"))) if name else None


def contact_seen(user: Record) -> ContactSeen | None:
    """Who reported it."""
    name = line(dig(user, "name"))
    phone = line(dig(user, "phonenumber")) or line(dig(user, "mobilenumber"))
    return ContactSeen(name=name, email=line(dig(user, "emailaddress")), phone=phone) if name else None


def configuration_seen(asset: Record) -> ConfigurationSeen | None:
    """A device that the ticket is about."""
    name = line(dig(asset, "inventory_number")) or line(dig(asset, "key_field"))
    told = (line(dig(asset, key)) for key in ("key_field", "key_field2", "key_field3"))
    details = line(", ".join(value for value in told if value and value != name), SUMMARY_CHARS)
    return ConfigurationSeen(name=name, type=line(dig(asset, "assettype_name")), details=details) if name else None


def note_seen(action: Record) -> NoteSeen | None:
    """A note; None for an action without words."""
    text = note_prose(dig(action, "note") or dig(action, "note_html"))
    if text is None:
        return None
    internal = dig(action, "hiddenfromuser") is True
    return NoteSeen(text=text, by=line(dig(action, "who")), at=when(dig(action, "datetime")), internal=internal)


def holds(action: Record, marker: str) -> bool:
    """Whether the action's words hold the marker."""
    return any(holds_marker(dig(action, key), marker) for key in _WORDS)


def is_whole(action: Record, marker: str) -> bool:
    """Whether they end with it."""
    return any(is_marked(dig(action, key), marker) for key in _WORDS)


def hours_of(action: Record) -> float:
    """The hours that the action books; 0 for a note."""
    return real(dig(action, "timetaken"))


def member_seen(agent: Record) -> PsaMember | None:
    """Somebody who works in the PSA."""
    number = ident(dig(agent, "id"))
    if number is None:
        return None
    active = dig(agent, "isdisabled") is not True
    return PsaMember(id=number, name=line(dig(agent, "name")) or number, email=line(dig(agent, "email")), active=active)
