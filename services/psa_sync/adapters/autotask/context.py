"""An Autotask ticket with everything around it."""

import asyncio

from services.psa_sync.adapters.autotask.client import Client
from services.psa_sync.adapters.autotask.filters import equal
from services.psa_sync.adapters.autotask.names import Names, named, numbers_in
from services.psa_sync.adapters.autotask.reading import (
    company_seen,
    configuration_seen,
    contact_seen,
    note_seen,
    ticket_seen,
    time_note_seen,
)
from services.psa_sync.adapters.notes import most_recent
from services.psa_sync.adapters.records import Record, dig
from services.psa_sync.adapters.texts import DESCRIPTION_CHARS, prose
from services.psa_sync.ports import Refused
from services.psa_sync.tickets.events import ContactSeen, NoteSeen, TicketContext


async def context_of(client: Client, ticket: Record, names: Names, pages: str | None, notes: int) -> TicketContext:
    """The ticket, its company, contact, device, description and last `notes` notes. Raises PsaFailed."""
    company, contact, device, written = await asyncio.gather(
        _item(client, "Companies", dig(ticket, "companyID")),
        _item(client, "Contacts", dig(ticket, "contactID")),
        _item(client, "ConfigurationItems", dig(ticket, "configurationItemID")),
        _notes(client, ticket),
    )
    seen = ticket_seen(ticket, names, pages)
    configuration = configuration_seen(device)
    return TicketContext(
        ticket=seen,
        description=prose(dig(ticket, "description"), DESCRIPTION_CHARS),
        company=company_seen(company),
        contact=contact_seen(contact) or (ContactSeen(name=seen.contact) if seen.contact else None),
        configurations=(configuration,) if configuration else (),
        notes=most_recent(written, notes),
    )


async def _item(client: Client, entity: str, number: object) -> Record:
    """One object; an empty one where there is none, or the keys may not read it."""
    try:
        return await client.item(entity, number) if isinstance(number, int) else {}
    except Refused:
        return {}


async def _notes(client: Client, ticket: Record) -> list[NoteSeen | None]:
    of_ticket = equal("ticketID", dig(ticket, "id"))
    try:
        notes, entries = await asyncio.gather(
            client.query("TicketNotes", of_ticket), client.query("TimeEntries", of_ticket)
        )
        people = numbers_in(notes, "creatorResourceID") | numbers_in(entries, "resourceID")
        names = await named(client, "Resources", people)
    except Refused:
        return []
    return [*(note_seen(one, names) for one in notes), *(time_note_seen(one, names) for one in entries)]
