"""A ticket with everything around it."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime
from typing import TypeVar

from services.psa_sync.adapters.connectwise.client import NOTES_PAGE, Client
from services.psa_sync.adapters.connectwise.conditions import one_of
from services.psa_sync.adapters.connectwise.reading import (
    company_seen,
    configuration_seen,
    contact_of,
    contact_seen,
    is_description,
    note_at,
    note_seen,
    ticket_seen,
)
from services.psa_sync.adapters.notes import most_recent
from services.psa_sync.adapters.records import Record, dig, number
from services.psa_sync.adapters.texts import DESCRIPTION_CHARS, prose
from services.psa_sync.ports import Refused
from services.psa_sync.tickets.events import CompanySeen, ConfigurationSeen, ContactSeen, TicketContext

MAX_CONFIGURATIONS = 25
_LONG_AGO = datetime.min.replace(tzinfo=UTC)

T = TypeVar("T")


async def context_of(client: Client, ticket: Record, pages: str, notes: int) -> TicketContext:
    """The ticket, its company, contact, devices, description and last `notes` notes. Raises PsaFailed."""
    company, contact, devices, written = await asyncio.gather(
        _company(client, ticket), _contact(client, ticket), _configurations(client, ticket), _notes(client, ticket)
    )
    told = [note for note in written if is_description(note)]
    description = told[0] if told else None
    return TicketContext(
        ticket=ticket_seen(ticket, pages),
        description=prose(dig(description, "text"), DESCRIPTION_CHARS),
        company=company,
        contact=contact,
        configurations=devices,
        notes=most_recent((note_seen(note) for note in written if note is not description), notes),
    )


async def _company(client: Client, ticket: Record) -> CompanySeen | None:
    number_of = dig(ticket, "company", "id")
    found = await _allowed(client.get(f"company/companies/{number_of}")) if isinstance(number_of, int) else None
    return company_seen(found or dig(ticket, "company") or {})


async def _contact(client: Client, ticket: Record) -> ContactSeen | None:
    number_of = dig(ticket, "contact", "id")
    found = await _allowed(client.get(f"company/contacts/{number_of}")) if isinstance(number_of, int) else None
    return contact_seen(found or {}) or contact_of(ticket)


async def _configurations(client: Client, ticket: Record) -> tuple[ConfigurationSeen, ...]:
    """The ticket only names its devices; what they are is asked for at once."""
    path = f"service/tickets/{dig(ticket, 'id')}/configurations"
    named, _ = await _allowed(client.page(path, pageSize=MAX_CONFIGURATIONS)) or ([], False)
    numbers = [found for one in named if (found := number(str(dig(one, "id"))))]
    if not numbers:
        return ()
    asked = client.page("company/configurations", conditions=one_of("id", numbers), pageSize=MAX_CONFIGURATIONS)
    devices, _ = await _allowed(asked) or (named, False)
    return tuple(filter(None, map(configuration_seen, devices)))


async def _notes(client: Client, ticket: Record) -> list[Record]:
    """The first notes and the latest, those of time entries among them, the oldest first."""
    read = client.ends(f"service/tickets/{dig(ticket, 'id')}/allNotes", pageSize=NOTES_PAGE)
    return sorted(await _allowed(read) or [], key=lambda note: note_at(note) or _LONG_AGO)


async def _allowed(asked: Awaitable[T]) -> T | None:
    """What was asked for, or None where the keys may not read it."""
    try:
        return await asked
    except Refused:
        return None
