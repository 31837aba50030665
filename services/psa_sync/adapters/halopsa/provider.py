"""HaloPSA as the service's PSA. Notes and time are both actions; one that books hours is time."""

import asyncio
from typing import Any

from services.psa_sync.adapters.errors import in_own_words
from services.psa_sync.adapters.halopsa.client import MOST, Client
from services.psa_sync.adapters.halopsa.names import NameLists, agents_of, statuses_of
from services.psa_sync.adapters.halopsa.reading import (
    company_seen,
    configuration_seen,
    contact_seen,
    description_of,
    holds,
    hours_of,
    is_whole,
    member_seen,
    note_seen,
    ticket_seen,
)
from services.psa_sync.adapters.halopsa.searching import search
from services.psa_sync.adapters.notes import most_recent
from services.psa_sync.adapters.records import Record, dig, ident, number, rows, when
from services.psa_sync.adapters.texts import fit, line
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
    Unclear,
)
from services.psa_sync.tickets.events import ContactSeen, TicketContext, TicketSeen

PRODUCT = "HaloPSA"
TEXT_CHARS = 100_000
_OUTCOMES = {"internal": "Private Note", "resolution": "Private Note", "discussion": "Note"}


class HaloPsa:
    """One HaloPSA. `notes`: so many of a ticket's are read into its context."""

    def __init__(self, client: Client, names: NameLists, notes: int) -> None:
        self._client = client
        self._names = names
        self._notes = notes

    async def test(self) -> About:
        """Sign in, and ask for the statuses."""
        try:
            await statuses_of(self._client)
        except PsaFailed as error:
            raise in_own_words(error) from None
        return About(PRODUCT)

    async def search(self, wanted: TicketSearch) -> TicketPage:
        """Tickets by words, or by number."""
        found, more = await search(self._client, wanted)
        names = await self._names.of(self._client)
        tickets = [ticket_seen(one, names, self._client.origin) for one in found if ident(dig(one, "id"))]
        return TicketPage(tuple(tickets), more)

    async def ticket(self, ticket_id: str) -> TicketSeen:
        """One ticket."""
        ticket = await self._ticket(ticket_id)
        return ticket_seen(ticket, await self._names.of(self._client), self._client.origin)

    async def context(self, ticket_id: str) -> TicketContext:
        """One ticket with everything around it."""
        ticket = await self._ticket(ticket_id)
        seen = ticket_seen(ticket, await self._names.of(self._client), self._client.origin)
        company, contact, actions = await asyncio.gather(
            self._around("client", dig(ticket, "client_id")),
            self._around("users", dig(ticket, "user_id")),
            self._actions(seen.id),
        )
        return TicketContext(
            ticket=seen,
            description=description_of(ticket),
            company=company_seen(company),
            contact=contact_seen(contact) or (ContactSeen(name=seen.contact) if seen.contact else None),
            configurations=tuple(filter(None, map(configuration_seen, rows(ticket, "assets")))),
            notes=most_recent(map(note_seen, actions), self._notes),
        )

    async def boards(self) -> tuple[Board, ...]:
        """The teams; all have the same statuses."""
        teams = await self._client.listed("team", "teams")
        statuses = tuple(dict.fromkeys((await statuses_of(self._client)).values()))
        return tuple(Board(name, statuses) for name in dict.fromkeys(line(dig(team, "name")) for team in teams) if name)

    async def members(self) -> tuple[PsaMember, ...]:
        """Everybody who works in the PSA."""
        return tuple(seen for one in await agents_of(self._client) if (seen := member_seen(one)))

    async def find_notes(self, ticket_id: str, marker: str) -> tuple[FoundNote, ...]:
        """The actions that hold the marker and book no time."""
        found = [one for one in await self._marked(ticket_id, marker) if not hours_of(one)]
        return tuple(FoundNote(str(one["id"]), when(dig(one, "datetime")), is_whole(one, marker)) for one in found)

    async def add_note(self, ticket_id: str, note: NewNote) -> str:
        """Write a note; only a discussion is shown to the customer."""
        hidden = note.kind != "discussion"
        text = fit(note.text, TEXT_CHARS, note.marker)
        return await self._act(ticket_id, note.member_id, _OUTCOMES[note.kind], note=text, hiddenfromuser=hidden)

    async def find_time_entries(self, ticket_id: str, marker: str) -> tuple[str, ...]:
        """The actions that hold the marker and book time."""
        return tuple(str(one["id"]) for one in await self._marked(ticket_id, marker) if hours_of(one))

    async def add_time_entry(self, ticket_id: str, entry: NewTimeEntry) -> str:
        """Book time, in an action that the customer does not see."""
        text = f"{fit(entry.summary, TEXT_CHARS, '')}\n\n{entry.marker}"
        hours = entry.time.hours
        return await self._act(
            ticket_id, entry.member_id, "Private Note", note=text, hiddenfromuser=True, timetaken=hours
        )

    async def set_status(self, ticket_id: str, status: str) -> bool:
        """Give the ticket a status by its name."""
        ticket = await self._ticket(ticket_id)
        wanted = status.strip().casefold()
        statuses = await statuses_of(self._client)
        found = next((key for key, name in statuses.items() if name.casefold() == wanted), None)
        if found is None:
            raise Refused("no_such_status", "The PSA has no such status.")
        if dig(ticket, "status_id") == found:
            return False
        await self._client.post("tickets", {"id": dig(ticket, "id"), "status_id": found})
        return True

    async def register_callbacks(self, url: str) -> str:
        """Not by its API: an admin sets the webhook up in HaloPSA. Raises Refused."""
        raise Refused("by_hand", "HaloPSA's webhooks are set up in HaloPSA itself, under Configuration, Integrations.")

    async def unregister_callbacks(self, callback_id: str) -> None:
        """Nothing was registered by us."""

    async def _act(self, ticket_id: str, member_id: str | None, outcome: str, **given: Any) -> str:
        member = {} if member_id is None else {"who_agentid": _number(member_id, "no_such_member")}
        about = {"ticket_id": _number(ticket_id), "outcome": outcome, "sendemail": False, **member}
        made = ident(dig(await self._client.post("actions", {**about, **given}), "id"))
        if made is None:
            raise Unclear("not_understood", "The PSA did not say under which number it keeps what was written.")
        return made

    async def _ticket(self, ticket_id: str) -> Record:
        found = await self._client.get(f"tickets/{_number(ticket_id)}", includedetails="true")
        if ident(dig(found, "id")) is None:
            raise Refused("not_found", "There is no such ticket in the PSA.")
        return dict(found)

    async def _marked(self, ticket_id: str, marker: str) -> list[Record]:
        asked = self._client.every("actions", "actions", ticket_id=_number(ticket_id))
        found = [one for one in await asked if isinstance(dig(one, "id"), int) and holds(one, marker)]
        return sorted(found, key=lambda one: int(one["id"]))

    async def _actions(self, ticket_id: str) -> list[Record]:
        try:
            return await self._client.listed("actions", "actions", ticket_id=ticket_id, excludesys="true", count=MOST)
        except Refused:
            return []

    async def _around(self, path: str, key: object) -> Record:
        """An object that the ticket refers to; an empty one where the keys may not read it."""
        try:
            found = await self._client.get(f"{path}/{key}") if isinstance(key, int) else {}
        except Refused:
            return {}
        return found if isinstance(found, dict) else {}


def _number(text: str, code: str = "not_found") -> int:
    found = number(text)
    if found is None:
        raise Refused(code, "There is no such thing in the PSA.")
    return found
