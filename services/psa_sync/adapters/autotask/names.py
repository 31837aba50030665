"""The names behind the numbers that Autotask's tickets and notes hold."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.psa_sync.adapters.autotask.client import Client
from services.psa_sync.adapters.autotask.filters import one_of
from services.psa_sync.adapters.autotask.picklists import Picklist, Picklists
from services.psa_sync.adapters.records import Record, dig
from services.psa_sync.adapters.texts import line
from services.psa_sync.ports import Refused

IDS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Names:
    """Number → name, of each kind."""

    statuses: Picklist
    priorities: Picklist
    queues: Picklist
    types: Picklist
    companies: Mapping[int, str]
    contacts: Mapping[int, str]
    resources: Mapping[int, str]


async def names_for(client: Client, picklists: Picklists, tickets: Iterable[Record]) -> Names:
    """All names that these tickets need. Raises PsaFailed."""
    seen = list(tickets)
    companies, contacts, resources = await asyncio.gather(
        named(client, "Companies", numbers_in(seen, "companyID")),
        named(client, "Contacts", numbers_in(seen, "contactID")),
        named(client, "Resources", numbers_in(seen, "assignedResourceID")),
    )
    return Names(
        statuses=await picklists.of(client, "Tickets", "status"),
        priorities=await picklists.of(client, "Tickets", "priority"),
        queues=await picklists.of(client, "Tickets", "queueID"),
        types=await picklists.of(client, "Tickets", "ticketType"),
        companies=companies,
        contacts=contacts,
        resources=resources,
    )


async def named(client: Client, entity: str, numbers: set[int]) -> dict[int, str]:
    """The names of these; without those that the keys may not read. Raises PsaFailed."""
    if not numbers:
        return {}
    try:
        found = await client.query(entity, one_of("id", sorted(numbers)[:IDS_AT_ONCE]))
    except Refused:
        return {}
    return {one["id"]: name for one in found if (name := name_of(entity, one))}


def name_of(entity: str, record: Record) -> str | None:
    """What people call it."""
    if entity == "Companies":
        return line(dig(record, "companyName"))
    return line(" ".join(str(dig(record, key) or "") for key in ("firstName", "lastName")))


def numbers_in(records: list[Record], field: str) -> set[int]:
    """The numbers that stand in a field."""
    found = (dig(record, field) for record in records)
    return {number for number in found if isinstance(number, int) and number > 0}
