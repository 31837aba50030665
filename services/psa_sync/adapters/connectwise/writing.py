"""Writes to ConnectWise tickets: notes, time, status. Nothing here is tried twice."""

from typing import Any

from services.psa_sync.adapters.connectwise.client import Client
from services.psa_sync.adapters.records import Record, dig, ident, number, stamp
from services.psa_sync.adapters.texts import fit
from services.psa_sync.connections.events import NoteKind
from services.psa_sync.ports import NewNote, NewTimeEntry, Refused, Unclear

TEXT_CHARS = 100_000
_FLAGS: dict[NoteKind, str] = {
    "discussion": "detailDescriptionFlag",
    "internal": "internalAnalysisFlag",
    "resolution": "resolutionFlag",
}


async def add_note(client: Client, ticket: int, note: NewNote) -> str:
    """Write the note where its kind belongs; its id. Raises PsaFailed."""
    flags = {flag: kind == note.kind for kind, flag in _FLAGS.items()}
    body = {"text": fit(note.text, TEXT_CHARS, note.marker), **flags, **_member(note.member_id)}
    return _created(await client.post(f"service/tickets/{ticket}/notes", body))


async def add_time_entry(client: Client, ticket: int, entry: NewTimeEntry) -> str:
    """Book the time; the entry's id. The marker is in the internal notes. Raises PsaFailed."""
    body = {
        "chargeToType": "ServiceTicket",
        "chargeToId": ticket,
        "timeStart": stamp(entry.time.start),
        "timeEnd": stamp(entry.time.end),
        "actualHours": entry.time.hours,
        "notes": fit(entry.summary, TEXT_CHARS, ""),
        "internalNotes": entry.marker,
        **_member(entry.member_id),
    }
    return _created(await client.post("time/entries", body))


async def set_status(client: Client, ticket: Record, wanted: str) -> bool:
    """Give the ticket its board's status of that name; False where it had it. Raises PsaFailed."""
    if _same(dig(ticket, "status", "name"), wanted):
        return False
    board = dig(ticket, "board", "id")
    statuses = client.every(f"service/boards/{board}/statuses")
    found = [one async for one in statuses if _same(dig(one, "name"), wanted) and dig(one, "inactive") is not True]
    if not found:
        raise Refused("no_such_status", "The ticket's board has no such status.")
    await client.patch(f"service/tickets/{dig(ticket, 'id')}", "status", {"id": dig(found[0], "id")})
    return True


def _same(one: Any, other: str) -> bool:
    return isinstance(one, str) and one.strip().casefold() == other.strip().casefold()


def _member(member_id: str | None) -> dict[str, Any]:
    if member_id is None:
        return {}
    found = number(member_id)
    if found is None:
        raise Refused("no_such_member", "The PSA has no such member.")
    return {"member": {"id": found}}


def _created(value: Any) -> str:
    found = ident(dig(value, "id"))
    if found is None:
        raise Unclear("not_understood", "The PSA did not say under which number it keeps what was written.")
    return found
