"""Writes to Autotask tickets: notes, time, status. Nothing here is tried twice."""

from typing import Any

from services.psa_sync.adapters.autotask.client import Client
from services.psa_sync.adapters.autotask.filters import equal
from services.psa_sync.adapters.autotask.picklists import Picklists, number_like, number_of
from services.psa_sync.adapters.autotask.reading import FOR_ALL
from services.psa_sync.adapters.records import Record, dig, ident, number, stamp
from services.psa_sync.adapters.texts import fit
from services.psa_sync.connections.events import NoteKind
from services.psa_sync.ports import NewNote, NewTimeEntry, Refused, Unclear

TEXT_CHARS = 32_000
TIME_CHARS = 8_000
_TITLES: dict[NoteKind, str] = {
    "internal": "Diagnosis",
    "resolution": "Resolution",
    "discussion": "Update",
}
_INTERNAL = 2
"""A note's `publish` where only the MSP reads it."""


async def add_note(client: Client, picklists: Picklists, ticket: int, note: NewNote) -> str:
    """Write the note; its id. Raises PsaFailed."""
    kinds = await picklists.of(client, "TicketNotes", "noteType")
    words = ("resolution", "note") if note.kind == "resolution" else ("task note", "ticket note", "note")
    body = {
        "ticketID": ticket,
        "title": _TITLES[note.kind],
        "description": fit(note.text, TEXT_CHARS, note.marker),
        "noteType": number_like(kinds, *words) or 1,
        "publish": FOR_ALL if note.kind == "discussion" else _INTERNAL,
    }
    answer = await client.send("POST", f"Tickets/{ticket}/Notes", body, member=_member(note.member_id))
    return _created(answer)


async def add_time_entry(client: Client, ticket: int, entry: NewTimeEntry) -> str:
    """Book the time; the entry's id. The marker is in the internal notes. Raises PsaFailed."""
    member = _member(entry.member_id)
    if member is None:
        raise Refused("no_member", "The PSA books time only on its members, and the engineer is none of them.")
    body = {
        "ticketID": ticket,
        "resourceID": member,
        "roleID": await _role(client, member),
        "dateWorked": stamp(entry.time.start),
        "startDateTime": stamp(entry.time.start),
        "endDateTime": stamp(entry.time.end),
        "hoursWorked": entry.time.hours,
        "summaryNotes": fit(entry.summary, TIME_CHARS, ""),
        "internalNotes": entry.marker,
    }
    return _created(await client.send("POST", "TimeEntries", body))


async def set_status(client: Client, picklists: Picklists, ticket: Record, wanted: str) -> bool:
    """Give the ticket the status of that name; False where it had it. Raises PsaFailed."""
    status = number_of(await picklists.of(client, "Tickets", "status"), wanted)
    if status is None:
        raise Refused("no_such_status", "The PSA has no such status.")
    if dig(ticket, "status") == status:
        return False
    await client.send("PATCH", "Tickets", {"id": dig(ticket, "id"), "status": status})
    return True


async def _role(client: Client, member: int) -> int:
    found = await client.query("ResourceServiceDeskRoles", equal("resourceID", member), equal("isActive", True))
    chosen = sorted(found, key=lambda one: dig(one, "isDefault") is not True)
    role = dig(chosen[0], "roleID") if chosen else None
    if not isinstance(role, int):
        raise Refused("no_role", "The member has no role for tickets in the PSA.")
    return role


def _member(member_id: str | None) -> int | None:
    if member_id is None:
        return None
    found = number(member_id)
    if found is None:
        raise Refused("no_such_member", "The PSA has no such member.")
    return found


def _created(value: Any) -> str:
    found = ident(dig(value, "itemId"))
    if found is None:
        raise Unclear("not_understood", "The PSA did not say under which number it keeps what was written.")
    return found
