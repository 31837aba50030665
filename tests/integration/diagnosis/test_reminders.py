"""Fixes that wait for their verification are reminded of."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.domain import SESSION
from services.diagnosis.events import SESSION_EVENTS
from services.diagnosis.material.events import FixReminderSent
from services.diagnosis.material.fixes import MOST_REMINDERS
from services.diagnosis.material.reminders import Reminders
from services.diagnosis.timers import REMINDER
from shared.database import open_pool
from shared.handle import Handler
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings
from shared.timers import Timers
from tests.integration.diagnosis.conftest import Calendar, Diagnosis

DAY = timedelta(hours=24)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Bell:
    """The service's timers under a clock of the test's own, and one session with a fix."""

    diagnosis: Diagnosis
    session: UUID
    fix: str
    reminders: Reminders
    timers: Timers
    calendar: Calendar

    async def at(self, ahead: timedelta) -> int:
        """Fire what is due then; how many reminders the session has had by then."""
        self.calendar.ahead = ahead
        while await self.timers.fire({REMINDER: self.reminders.remind}):
            pass
        events = await self.diagnosis.events(self.session)
        return sum(isinstance(event, FixReminderSent) for event in events)

    async def decide(self, outcome: str) -> None:
        """Say how the fix stands, and wait until the service has heard of it."""
        fields: dict[str, Any] = {"fix_id": self.fix, "outcome": outcome, "notes": "a night of prints"}
        await self.diagnosis.command(self.session, "record_fix_outcome", **fields)
        if outcome == "applied_pending":
            await self.diagnosis.until_true(self._is_watched)

    async def _is_watched(self) -> bool:
        rows = await self.timers.pool.fetchval(
            "select count(*) from diagnosis.timers where session = $1 and kind = $2", self.session, REMINDER
        )
        return bool(rows)


@pytest.fixture
async def bell(diagnosis: Diagnosis, settings: CommonSettings) -> AsyncIterator[Bell]:
    """Beside the running service, which sets the timers."""
    calendar = Calendar()
    async with open_pool(settings, "rf_diagnosis", 4) as pool:
        log = PostgresLog(pool, Keyring(PostgresKeyStore(pool), MasterKey.from_file(settings.master_key_file)))
        timers = Timers(pool, "diagnosis", calendar)
        session = await diagnosis.begin_case()
        await diagnosis.step(session, 0)
        made = await diagnosis.command(session, "suggest_fix", title="New cable", description="Replace it.")
        reminders = Reminders(Handler(log, SESSION, SESSION_EVENTS), timers, calendar, DAY)
        yield Bell(diagnosis, session, made["fix_id"], reminders, timers, calendar)


async def test_given_a_waiting_fix_when_days_pass_then_it_is_reminded_of_each_day_until_it_is_decided(
    bell: Bell,
) -> None:
    await bell.decide("applied_pending")
    assert await bell.at(DAY - MINUTE) == 0
    assert await bell.at(DAY + MINUTE) == 1
    assert await bell.at(2 * DAY) == 1
    assert await bell.at(2 * DAY + 2 * MINUTE) == 2
    await bell.decide("applied_success")
    assert await bell.at(9 * DAY) == 2


async def test_given_a_waiting_fix_when_its_session_is_closed_then_it_is_reminded_of_all_the_same(bell: Bell) -> None:
    await bell.decide("applied_pending")
    await bell.diagnosis.command(bell.session, "resolve_session", resolution_summary="Replaced the cable.")
    assert await bell.at(DAY + MINUTE) == 1


async def test_given_a_fix_that_waits_again_when_the_first_time_is_up_then_it_is_too_early(bell: Bell) -> None:
    await bell.decide("applied_pending")
    await bell.decide("applied_partial")
    await bell.decide("applied_pending")
    assert await bell.at(DAY - MINUTE) == 0
    assert await bell.at(DAY + MINUTE) == 1


async def test_given_a_newer_fix_when_the_old_one_was_waiting_then_it_is_not_reminded_of(bell: Bell) -> None:
    await bell.decide("applied_pending")
    await bell.diagnosis.command(bell.session, "suggest_fix", title="New fuser", description="Replace it.")
    assert await bell.at(DAY + MINUTE) == 0


async def test_given_nobody_decides_when_weeks_pass_then_the_reminders_end(bell: Bell) -> None:
    await bell.decide("applied_pending")
    sent = [await bell.at(day * (DAY + MINUTE)) for day in range(1, MOST_REMINDERS + 3)]
    assert sent == [*range(1, MOST_REMINDERS + 1), MOST_REMINDERS, MOST_REMINDERS]
