"""Writing into a ticket, each thing once: what may be there already is looked for first.

A status may be set twice, so it needs no look.
"""

from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from services.psa_sync.ports import (
    ERROR_CHARS,
    Away,
    FoundNote,
    NewNote,
    NewTimeEntry,
    Opened,
    PsaFailed,
    Refused,
    Unclear,
)
from services.psa_sync.pushes.events import PushRequested, WorkTime
from services.psa_sync.pushes.locks import Held
from services.psa_sync.pushes.retrying import CONFLICT, NOT_THERE

T = TypeVar("T")

SUMMARY = "Diagnosis with ResolutionFlow"
_NOT_THERE = "The ticket system said that it wrote the note, but the note is not in the ticket."


@dataclass(slots=True)
class Writing:
    """One attempt. What came about so far stays readable when it fails on the way."""

    opened: Opened
    request: PushRequested
    held: Held
    note_id: str | None = None
    found: bool = False
    time_entry_id: str | None = None
    status_set: bool = False
    ticket_closed: bool | None = None
    warning: str | None = None

    async def write(self) -> None:
        """The note; then the time and the status, unless the PSA refuses them.

        Raises:
            PsaFailed: Unclear only where something may have been written.
        """
        await self._note()
        if self.request.time is not None:
            await self._time(self.request.time)
        if self.request.status is not None:
            await self._status(self.request.status)

    async def _note(self) -> None:
        there = await self._look()
        if there:
            self.note_id, self.found = itself(there).id, True
            return
        request = self.request
        note = NewNote(text=request.text, kind=request.note_kind, marker=request.marker, member_id=request.member_id)
        await self.held.check()
        note_id = await self.opened.provider.add_note(request.ticket_id, note)
        await self._read_back()
        self.note_id = note_id

    async def _look(self) -> tuple[FoundNote, ...]:
        return await _asked(self.opened.provider.find_notes(self.request.ticket_id, self.request.marker))

    async def _read_back(self) -> None:
        """See the note with our own eyes. A PSA that does not answer this is believed what it said before."""
        try:
            there = await self._look()
        except PsaFailed:
            return
        if not there:
            raise Unclear(NOT_THERE, _NOT_THERE)

    async def _time(self, time: WorkTime) -> None:
        request, provider = self.request, self.opened.provider
        there = await _asked(provider.find_time_entries(request.ticket_id, request.marker))
        if there:
            self.time_entry_id = there[0]
            return
        entry = NewTimeEntry(time=time, summary=SUMMARY, marker=request.marker, member_id=request.member_id)
        await self.held.check()
        try:
            self.time_entry_id = await provider.add_time_entry(request.ticket_id, entry)
        except Refused as refused:
            self._leave_out(refused, "The time is not booked")

    async def _status(self, status: str) -> None:
        try:
            await _asked(self.opened.provider.set_status(self.request.ticket_id, status))
        except Refused as refused:
            self._leave_out(refused, "The status is not set")
            return
        self.status_set = True  # also where it had it: an earlier attempt may have set it, unheard
        with suppress(PsaFailed):
            self.ticket_closed = (await self.opened.provider.ticket(self.request.ticket_id)).closed

    def _leave_out(self, refused: Refused, what: str) -> None:
        """Go on without: the note is what counts, and asking again would be refused again. Raises a conflict."""
        if refused.code == CONFLICT:
            raise refused
        said = f"{what}: {refused.detail}"
        self.warning = (f"{self.warning} {said}" if self.warning else said)[:ERROR_CHARS]


def itself(found: Sequence[FoundNote]) -> FoundNote:
    """The note, of some that hold its marker: the first whole one, else what tells of it."""
    return next((note for note in found if note.whole), found[0])


async def _asked(asking: Awaitable[T]) -> T:
    """What does no harm when it happens late, or twice: without an answer it just did not work."""
    try:
        return await asking
    except Unclear as unclear:
        raise Away(unclear.code, unclear.detail) from None
