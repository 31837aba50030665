"""Looks for Autotask tickets. Its queries come by id, the oldest first; what is asked for is the latest change."""

import re
from datetime import UTC, datetime, timedelta

from services.psa_sync.adapters.autotask.client import Client
from services.psa_sync.adapters.autotask.filters import Filter, above, either, equal, holds, unequal
from services.psa_sync.adapters.autotask.picklists import Picklists, number_of
from services.psa_sync.adapters.autotask.reading import COMPLETE
from services.psa_sync.adapters.records import Record, dig, number, stamp, when
from services.psa_sync.ports import Refused, TicketSearch

SPANS = (timedelta(days=1), timedelta(days=14), timedelta(days=180), None)
"""How far back is looked, until enough is found."""
PAGES = 4
_TICKET_NUMBER = re.compile(r"T[0-9]{8}\.[0-9]{1,9}")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


async def search(client: Client, picklists: Picklists, wanted: TicketSearch) -> tuple[list[Record], bool]:
    """The tickets of the page that is wanted, and whether there are more. Raises PsaFailed."""
    filters = await _filters(client, picklists, wanted)
    if filters is None:
        return [], False
    found: list[Record] = []
    for span in SPANS:
        since = [] if span is None else [above("lastActivityDate", stamp(datetime.now(UTC) - span))]
        found = await client.query("Tickets", *filters, *since, pages=PAGES)
        if len(found) > wanted.page * wanted.page_size:
            break
    found.sort(key=lambda one: when(dig(one, "lastActivityDate")) or _LONG_AGO, reverse=True)
    start = (wanted.page - 1) * wanted.page_size
    return found[start : start + wanted.page_size], len(found) > start + wanted.page_size


async def _filters(client: Client, picklists: Picklists, wanted: TicketSearch) -> list[Filter] | None:
    """What is asked; None where nothing can be found: no such queue."""
    filters = [unequal("status", COMPLETE)] if wanted.open_only else [above("id", 0)]
    if wanted.board:
        queue = number_of(await picklists.of(client, "Tickets", "queueID"), wanted.board)
        if queue is None:
            return None
        filters.append(equal("queueID", queue))
    return [*filters, *_text(wanted)]


def _text(wanted: TicketSearch) -> list[Filter]:
    text = _plain(wanted.text or "")
    if not text:
        return []
    found = number(text.removeprefix("#"))
    by_id = [equal("id", found)] if found else []
    return [either(holds("title", text), equal("ticketNumber", text[:50]), *by_id)]


async def id_of(client: Client, ticket: str) -> int:
    """The id of a ticket that is named by it, or by its number: `T20260101.0001`. Raises PsaFailed."""
    found, plain = number(ticket), _plain(ticket).upper()
    if found is None and _TICKET_NUMBER.fullmatch(plain):
        tickets = await client.query("Tickets", equal("ticketNumber", plain), pages=1)
        found = tickets[0]["id"] if tickets else None
    if found is None:
        raise Refused("not_found", "There is no such ticket in the PSA.")
    return found


def _plain(written: str) -> str:
    """As Autotask writes it, without our own mark of whose number it is."""
    return written.strip().removeprefix("AT ").strip()
