"""Reading a ticket once more after a push is over: a PSA that was slower than it ever should has written late.

Where every attempt had a clear end, one look is enough; else there are three, the last after a day.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.psa_sync.ports import Connections, FoundNote, NoConnection, PsaFailed, Refused
from services.psa_sync.pushes.commands import ReportDuplicates, SucceedPush
from services.psa_sync.pushes.domain import Push
from services.psa_sync.pushes.events import PushRequested
from services.psa_sync.pushes.queue import Queue
from services.psa_sync.pushes.record import Record
from services.psa_sync.pushes.retrying import Retrying
from services.psa_sync.pushes.writing import itself

logger = logging.getLogger(__name__)

LOOK_AGAIN = timedelta(minutes=10)
"""After a look for which the PSA or its connection was not there."""
UNKNOWN_REST = "The note was found after all; the time and the status were not looked for. Check them in the ticket."


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks after the end."""

    connections: Connections
    queue: Queue
    retrying: Retrying

    async def go_on(self, record: Record) -> None:
        """Look, if it is time to."""
        later = self._next(record)
        if record.queued.is_open and (later is not None or not _is_doubtful(record.push)):
            await self.later(record)
            return
        try:
            after = await self._look(record)
        except (PsaFailed, NoConnection) as away:
            logger.info("push %s: the ticket could not be read back (%s)", record.queued.push, away.code)
            await self._again(record, away)
        else:
            await self.later(after)

    async def later(self, record: Record) -> None:
        """Have the ticket looked at when it is time for that, or be done with the push."""
        later = self._next(record)
        if later is None:
            await self.queue.remove(record.queued)
        else:
            await self.queue.wait(record.queued, later, is_open=False)

    async def _look(self, record: Record) -> Record:
        request = record.push.request
        opened = await self.connections.open(record.queued.account, request.connection_id)
        notes = await opened.provider.find_notes(request.ticket_id, request.marker)
        if notes and record.push.phase == "abandoned":
            record = await record.do(_seen(itself(notes), request, record.now()))
        whole = tuple(note.id for note in notes if note.whole)
        if len(whole) > 1:
            record = await record.do(ReportDuplicates(note_ids=whole, at=record.now()))
        return record

    async def _again(self, record: Record, away: PsaFailed | NoConnection) -> None:
        is_gone = isinstance(away, Refused) or (isinstance(away, NoConnection) and away.code != "paused")
        again = record.now() + LOOK_AGAIN
        if is_gone or again > _ended(record.push) + self.retrying.give_up:
            await self.queue.remove(record.queued)
        else:
            await self.queue.wait(record.queued, again, is_open=False)

    def _next(self, record: Record) -> datetime | None:
        """When the next look is due; None: not any more."""
        push, now = record.push, record.now()
        if not _is_doubtful(push):
            return None
        times = (_ended(push) + after for after in self.retrying.looks(push))
        return min((at for at in times if at > now), default=None)


def _seen(note: FoundNote, request: PushRequested, at: datetime) -> SucceedPush:
    has_more = request.time is not None or request.status is not None
    warning = UNKNOWN_REST if has_more else None
    return SucceedPush(note_id=note.id, time_entry_id=None, status_set=False, found=True, warning=warning, at=at)


def _is_doubtful(push: Push) -> bool:
    """Whether the ticket may hold more, or less, than we know."""
    return push.success is not None or push.touched


def _ended(push: Push) -> datetime:
    if push.over_since is None:
        raise ValueError("somebody is still at this push")
    return max(push.over_since, push.settled_at or push.over_since)
