"""Reminds of a fix that waits for its verification, again and again until it is decided.

What is due is worked out from the session's state when a timer goes off, so it does not matter how many there are or
how late they come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.diagnosis.commands import SessionCommand
from services.diagnosis.events import SessionEvent
from services.diagnosis.material import fixes
from services.diagnosis.material.commands import RemindOfFix
from services.diagnosis.state import NotStarted, State
from services.diagnosis.timers import reminder_timer
from shared.clock import Clock
from shared.envelope import StoredEvent, Stream, begin
from shared.handle import Handler
from shared.message import Actor
from shared.timers import Timer, Timers

SERVICE = "diagnosis"


@dataclass(frozen=True, slots=True)
class Reminders:
    """Reminders of waiting fixes, each `after` the one before."""

    handler: Handler[State, SessionCommand, SessionEvent]
    timers: Timers
    clock: Clock
    after: timedelta

    async def on_fix_outcome(self, event: StoredEvent) -> None:
        """Wait for the next reminder, if the session has a fix to be reminded of."""
        await self._wait(await self.handler.log.load(event.stream))

    async def remind(self, timer: Timer) -> None:
        """Send the reminder if it is due by now, and wait for the next one."""
        name = f"session-{timer.session}"
        stored = await self.handler.log.load(name)
        due = self._due(stored)
        if due is not None and due[1] <= self.clock():
            stream = Stream("session", str(timer.session), timer.account, timer.session, stored[0].client)
            origin = begin(Actor(account_id=timer.account), SERVICE, timer.id)
            await self.handler.handle(stream, due[0], origin)
            stored = await self.handler.log.load(name)
        await self._wait(stored)

    async def _wait(self, stored: Sequence[StoredEvent]) -> None:
        due = self._due(stored)
        if due is not None:
            await self.timers.set(reminder_timer(stored[0], due[1]))

    def _due(self, stored: Sequence[StoredEvent]) -> tuple[RemindOfFix, datetime] | None:
        """The session's next reminder, and when it is due."""
        state = self.handler.decider.fold(self.handler.registry.decode_all(stored))
        waiting = None if isinstance(state, NotStarted) else fixes.waiting(state.case.material)
        if waiting is None:
            return None
        fix, since, number, reminded_at = waiting
        command = RemindOfFix(at=self.clock(), fix_id=fix, pending_since=since, number=number)
        return command, (reminded_at or since) + self.after
