"""Autotask PSA as the service's PSA."""

from services.psa_sync.adapters.autotask import callbacks, writing
from services.psa_sync.adapters.autotask.client import Client
from services.psa_sync.adapters.autotask.context import context_of
from services.psa_sync.adapters.autotask.filters import EVERYTHING, equal
from services.psa_sync.adapters.autotask.names import names_for
from services.psa_sync.adapters.autotask.picklists import Picklists
from services.psa_sync.adapters.autotask.reading import member_seen, ticket_seen
from services.psa_sync.adapters.autotask.searching import id_of, search
from services.psa_sync.adapters.errors import in_own_words
from services.psa_sync.adapters.marks import holds_marker, is_marked
from services.psa_sync.adapters.records import Record, dig, when
from services.psa_sync.ports import (
    About,
    Board,
    FoundNote,
    NewNote,
    NewTimeEntry,
    PsaFailed,
    PsaMember,
    TicketPage,
    TicketSearch,
)
from services.psa_sync.tickets.events import TicketContext, TicketSeen

PRODUCT = "Autotask PSA"


class Autotask:
    """One API user's Autotask. `secret` signs callbacks; `notes`: so many of a ticket's are read."""

    def __init__(self, client: Client, picklists: Picklists, secret: str | None, notes: int) -> None:
        self._client = client
        self._picklists = picklists
        self._secret = secret
        self._notes = notes

    async def test(self) -> About:
        """Ask how much may be asked."""
        try:
            await self._client.get("ThresholdInformation")
        except PsaFailed as error:
            raise in_own_words(error) from None
        return About(PRODUCT)

    async def search(self, wanted: TicketSearch) -> TicketPage:
        """Tickets by words of their title, or by number."""
        found, more = await search(self._client, self._picklists, wanted)
        names = await names_for(self._client, self._picklists, found)
        pages = (await self._client.zone()).pages
        return TicketPage(tuple(ticket_seen(one, names, pages) for one in found), more)

    async def ticket(self, ticket_id: str) -> TicketSeen:
        """One ticket."""
        ticket = await self._ticket(ticket_id)
        names = await names_for(self._client, self._picklists, [ticket])
        return ticket_seen(ticket, names, (await self._client.zone()).pages)

    async def context(self, ticket_id: str) -> TicketContext:
        """One ticket with everything around it."""
        ticket = await self._ticket(ticket_id)
        names = await names_for(self._client, self._picklists, [ticket])
        return await context_of(self._client, ticket, names, (await self._client.zone()).pages, self._notes)

    async def boards(self) -> tuple[Board, ...]:
        """The queues; all have the same statuses."""
        queues, statuses = await self._labels("queueID"), await self._labels("status")
        return tuple(Board(queue, statuses) for queue in queues)

    async def members(self) -> tuple[PsaMember, ...]:
        """Everybody who works in the PSA."""
        found = await self._client.every("Resources", EVERYTHING)
        return tuple(seen for one in found if (seen := member_seen(one)))

    async def find_notes(self, ticket_id: str, marker: str) -> tuple[FoundNote, ...]:
        """Every note of the ticket is looked at."""
        notes = await self._client.every("TicketNotes", equal("ticketID", await self._id(ticket_id)))
        return tuple(
            FoundNote(str(one["id"]), when(dig(one, "createDateTime")), is_marked(dig(one, "description"), marker))
            for one in notes
            if holds_marker(dig(one, "description"), marker)
        )

    async def add_note(self, ticket_id: str, note: NewNote) -> str:
        """Write a note."""
        return await writing.add_note(self._client, self._picklists, await self._id(ticket_id), note)

    async def find_time_entries(self, ticket_id: str, marker: str) -> tuple[str, ...]:
        """The ticket's time entries whose notes end with the marker."""
        entries = await self._client.every("TimeEntries", equal("ticketID", await self._id(ticket_id)))
        return tuple(str(one["id"]) for one in entries if _holds(one, marker))

    async def add_time_entry(self, ticket_id: str, entry: NewTimeEntry) -> str:
        """Book time."""
        return await writing.add_time_entry(self._client, await self._id(ticket_id), entry)

    async def set_status(self, ticket_id: str, status: str) -> bool:
        """Give the ticket a status."""
        return await writing.set_status(self._client, self._picklists, await self._ticket(ticket_id), status)

    async def register_callbacks(self, url: str) -> str:
        """Have changes of tickets reported."""
        return await callbacks.register(self._client, self._picklists, url, self._secret)

    async def unregister_callbacks(self, callback_id: str) -> None:
        """Have them reported no more."""
        await callbacks.unregister(self._client, callback_id)

    async def _ticket(self, ticket_id: str) -> Record:
        return await self._client.item("Tickets", await self._id(ticket_id))

    async def _id(self, ticket_id: str) -> int:
        return await id_of(self._client, ticket_id)

    async def _labels(self, field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((await self._picklists.of(self._client, "Tickets", field)).values()))


def _holds(entry: Record, marker: str) -> bool:
    return any(holds_marker(dig(entry, name), marker) for name in ("internalNotes", "summaryNotes"))
