"""ConnectWise PSA (Manage) as the service's PSA."""

from services.psa_sync.adapters.connectwise import callbacks, writing
from services.psa_sync.adapters.connectwise.boards import boards_of
from services.psa_sync.adapters.connectwise.client import NOTES_PAGE, Client
from services.psa_sync.adapters.connectwise.conditions import both, contains, either, named
from services.psa_sync.adapters.connectwise.context import context_of
from services.psa_sync.adapters.connectwise.reading import member_seen, note_at, ticket_seen
from services.psa_sync.adapters.errors import in_own_words
from services.psa_sync.adapters.marks import holds_marker, is_marked
from services.psa_sync.adapters.records import Record, dig, ident, number
from services.psa_sync.ports import (
    About,
    Board,
    FoundNote,
    NewNote,
    NewTimeEntry,
    PsaFailed,
    PsaMember,
    Refused,
    TicketPage,
    TicketSearch,
)
from services.psa_sync.tickets.events import TicketContext, TicketSeen

PRODUCT = "ConnectWise PSA"


class ConnectWise:
    """One company's ConnectWise. `notes`: so many of a ticket's are read into its context."""

    def __init__(self, client: Client, notes: int) -> None:
        self._client = client
        self._notes = notes

    async def test(self) -> About:
        """Ask about the system."""
        try:
            await self._client.get("system/info")
        except PsaFailed as error:
            raise in_own_words(error) from None
        return About(PRODUCT)

    async def search(self, wanted: TicketSearch) -> TicketPage:
        """Tickets by words of their summary, or by number."""
        found, more = await self._client.page(
            "service/tickets",
            conditions=_asked(wanted),
            orderBy="_info/lastUpdated desc",
            page=wanted.page,
            pageSize=wanted.page_size,
        )
        pages = await self._pages()
        return TicketPage(tuple(ticket_seen(one, pages) for one in found if ident(dig(one, "id"))), more)

    async def ticket(self, ticket_id: str) -> TicketSeen:
        """One ticket."""
        return ticket_seen(await self._ticket(ticket_id), await self._pages())

    async def context(self, ticket_id: str) -> TicketContext:
        """One ticket with everything around it."""
        return await context_of(self._client, await self._ticket(ticket_id), await self._pages(), self._notes)

    async def boards(self) -> tuple[Board, ...]:
        """The boards in use, each with its own statuses."""
        return await boards_of(self._client)

    async def members(self) -> tuple[PsaMember, ...]:
        """Everybody who works in the PSA."""
        return tuple([seen async for one in self._client.every("system/members") if (seen := member_seen(one))])

    async def find_notes(self, ticket_id: str, marker: str) -> tuple[FoundNote, ...]:
        """Every note is looked at: not all versions can look for text in them."""
        path = f"service/tickets/{_number(ticket_id)}/notes"
        every = self._client.every(path, pageSize=NOTES_PAGE)
        notes = [note async for note in every if holds_marker(dig(note, "text"), marker)]
        found = (
            FoundNote(key, note_at(note), is_marked(dig(note, "text"), marker))
            for note in notes
            if (key := ident(dig(note, "id")))
        )
        return tuple(sorted(found, key=lambda one: (len(one.id), one.id)))

    async def add_note(self, ticket_id: str, note: NewNote) -> str:
        """Write a note."""
        return await writing.add_note(self._client, _number(ticket_id), note)

    async def find_time_entries(self, ticket_id: str, marker: str) -> tuple[str, ...]:
        """The ticket's time entries whose notes end with the marker."""
        asked = f'chargeToType = "ServiceTicket" and chargeToId = {_number(ticket_id)}'
        entries = self._client.every("time/entries", conditions=asked)
        found = [ident(dig(entry, "id")) async for entry in entries if _holds(entry, marker)]
        return tuple(sorted(filter(None, found), key=lambda one: (len(one), one)))

    async def add_time_entry(self, ticket_id: str, entry: NewTimeEntry) -> str:
        """Book time."""
        return await writing.add_time_entry(self._client, _number(ticket_id), entry)

    async def set_status(self, ticket_id: str, status: str) -> bool:
        """Give the ticket a status of its board."""
        return await writing.set_status(self._client, await self._ticket(ticket_id), status)

    async def register_callbacks(self, url: str) -> str:
        """Have changes of tickets reported."""
        return await callbacks.register(self._client, url)

    async def unregister_callbacks(self, callback_id: str) -> None:
        """Have them reported no more."""
        await callbacks.unregister(self._client, callback_id)

    async def _ticket(self, ticket_id: str) -> Record:
        found: Record = await self._client.get(f"service/tickets/{_number(ticket_id)}")
        if ident(dig(found, "id")) is None:
            raise Refused("not_understood", "The answer is not a ticket.")
        return found

    async def _pages(self) -> str:
        return f"{self._client.site.pages}/{(await self._client.codebase()).removesuffix('/')}"


def _asked(wanted: TicketSearch) -> str | None:
    text = (wanted.text or "").strip()
    named_number = number(text.removeprefix("CW").strip().removeprefix("#"))
    return both(
        "closedFlag = false" if wanted.open_only else None,
        named("board/name", wanted.board) if wanted.board else None,
        either(f"id = {named_number}" if named_number else None, contains("summary", text)),
    )


def _holds(entry: Record, marker: str) -> bool:
    return any(holds_marker(dig(entry, name), marker) for name in ("internalNotes", "notes"))


def _number(ticket_id: str) -> int:
    found = number(ticket_id)
    if found is None:
        raise Refused("not_found", "There is no such ticket in the PSA.")
    return found
