"""What is to be done about one push now, by whoever holds its lock.

requested, waiting     an attempt, if it is time for one
attempting             whoever was at it is gone without a word: what came of it is unclear
succeeded, abandoned   a look whether the ticket holds what we think; see `looking`
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from services.psa_sync.ports import Away, Connections, NoConnection, PsaFailed, Unauthorized, Unclear
from services.psa_sync.pushes.commands import AbandonPush, BeginAttempt, FailAttempt, SucceedPush
from services.psa_sync.pushes.locks import Held
from services.psa_sync.pushes.looking import Looks
from services.psa_sync.pushes.queue import Queue, Queued
from services.psa_sync.pushes.record import Pushes, Record, read_record
from services.psa_sync.pushes.retrying import Retrying
from services.psa_sync.pushes.writing import Writing
from shared.errors import Erased
from shared.sealing import KeyDestroyed

logger = logging.getLogger(__name__)

PAUSED_LOOK = timedelta(minutes=10)
"""After that a connection that was found paused is looked at again; before, when it is resumed."""
INTERRUPTED = "interrupted"
_INTERRUPTED = "The program stopped while the note was being written."
FAULT = "fault"
_FAULT = "ResolutionFlow failed at this push again and again. Look into the ticket, then try again."
_REMOVED = "The connection is gone, or has no keys any more. Link the ticket over another one and push the note again."


@dataclass(frozen=True, slots=True)
class Work:
    """What is done about a push. `chance` gives a number from 0 to 1, for jitter."""

    pushes: Pushes
    connections: Connections
    queue: Queue
    looks: Looks
    retrying: Retrying
    chance: Callable[[], float]

    async def go_on(self, queued: Queued, held: Held) -> None:
        """Do what is due, and say when to look again. In an erased case nothing is due any more."""
        try:
            if self.retrying.is_hopeless(queued.failing_since, held.now()):
                await self._give_up(queued, held)
                return
            record = await read_record(self.pushes, queued, held.now)
            if record is None:
                await self.queue.remove(queued)
            else:
                await self._go_on(record, held)
        except (KeyDestroyed, Erased):
            await self.queue.remove(queued)

    async def _give_up(self, queued: Queued, held: Held) -> None:
        """Leave the push alone, and say so if that can be said. Raises what stands in the way of that.

        Whoever is stopped in the middle has given up nothing: it stays in the queue.
        """
        logger.error("push %s is given up after %d faults", queued.push, queued.faults)
        try:
            after = await self._say_so(queued, held)
        except Exception:
            await self.queue.remove(queued)
            raise
        await (self.queue.remove(queued) if after is None else self._over(after))

    async def _say_so(self, queued: Queued, held: Held) -> Record | None:
        """The push that is given up; None where it was over, and only to be looked at."""
        record = await read_record(self.pushes, queued, held.now)
        return None if record is None or record.push.is_over else await record.do(_last_word(record))

    async def _go_on(self, record: Record, held: Held) -> None:
        push = record.push
        if push.phase == "attempting":
            await self._fail(record, Unclear(INTERRUPTED, _INTERRUPTED), None)
        elif push.is_over:
            await self.looks.go_on(record)
        elif push.not_before is not None and record.now() < push.not_before:
            await self.queue.wait(record.queued, push.not_before, is_open=True)
        else:
            await self._attempt(record, held)

    async def _attempt(self, record: Record, held: Held) -> None:
        try:
            opened = await self.connections.open(record.queued.account, record.push.request.connection_id)
        except NoConnection as closed:
            await self._without_connection(record, closed)
            return
        begun = await record.do(BeginAttempt(connection_id=opened.id, at=record.now()))
        if begun.push.phase != "attempting":
            return  # somebody asked for another ticket at this moment: it is still due, and is read anew
        writing = Writing(opened, begun.push.request, held)
        try:
            await writing.write()
        except PsaFailed as error:
            await self._fail(begun, error, writing.note_id)
        else:
            await self._succeed(begun, writing)

    async def _without_connection(self, record: Record, closed: NoConnection) -> None:
        if closed.code == "paused":
            await self.queue.wait(record.queued, record.now() + PAUSED_LOOK, is_open=True)
        else:
            await self._over(await record.do(_abandoned(record, "connection_removed", _REMOVED)))

    async def _over(self, record: Record) -> None:
        """Look at the ticket later. One that is not over was asked for otherwise at this moment, and is still due."""
        if record.push.is_over:
            await self.looks.later(record)

    async def _succeed(self, record: Record, writing: Writing) -> None:
        succeeded = SucceedPush(
            note_id=writing.note_id or "",
            time_entry_id=writing.time_entry_id,
            status_set=writing.status_set,
            ticket_closed=writing.ticket_closed,
            found=writing.found,
            warning=writing.warning,
            at=record.now(),
        )
        await self.looks.later(await record.do(succeeded))

    async def _fail(self, record: Record, error: PsaFailed, note_id: str | None) -> None:
        error = await self._seen_to(record, error)
        now = record.now()
        verdict = self.retrying.after(error, record.push, now, self.chance())
        failed = FailAttempt(
            attempt=record.push.attempts,
            code=error.code,
            error=error.detail,
            unclear=isinstance(error, Unclear),
            retry_at=verdict.retry_at,
            abandon=verdict.abandon,
            note_id=note_id,
            at=now,
        )
        logger.info("push %s: attempt %d failed (%s)", record.queued.push, record.push.attempts, error.code)
        after = await record.do(failed)
        if verdict.abandon:
            await self.looks.later(after)
        else:
            await self.queue.wait(record.queued, verdict.retry_at or now + PAUSED_LOOK, is_open=True)

    async def _seen_to(self, record: Record, error: PsaFailed) -> PsaFailed:
        """The failure, after that a connection whose keys are not accepted any more was paused."""
        if not isinstance(error, Unauthorized):
            return error
        is_paused = await self.connections.pause(record.queued.account, record.push.request.connection_id)
        return error if is_paused else Away(error.code, error.detail)  # it got others meanwhile


def _last_word(record: Record) -> AbandonPush | FailAttempt:
    if record.push.phase != "attempting":
        return _abandoned(record, FAULT, _FAULT)
    return FailAttempt(
        attempt=record.push.attempts, code=FAULT, error=_FAULT, unclear=True, retry_at=None, abandon=True, note_id=None,
        at=record.now(),
    )  # fmt: skip


def _abandoned(record: Record, code: str, error: str) -> AbandonPush:
    return AbandonPush(connection_id=record.push.request.connection_id, code=code, error=error, at=record.now())
