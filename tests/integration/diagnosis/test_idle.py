"""Sessions that nobody goes on with."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.diagnosis.adapters.flow_log import FlowLog
from services.diagnosis.adapters.playbook import Playbook
from services.diagnosis.domain import SESSION
from services.diagnosis.engines import Engines
from services.diagnosis.events import SESSION_EVENTS, SessionAbandoned
from services.diagnosis.reactions import Reactions
from services.diagnosis.timers import IDLE
from shared.blobs import Blobs
from shared.database import open_pool
from shared.handle import Handler
from shared.llm.leases import Leases
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings
from shared.timers import Timers
from tests.integration.diagnosis.conftest import Calendar, Diagnosis

LIMIT = timedelta(days=14)


class Sweeper:
    """The service's timers under a clock of the test's own."""

    def __init__(self, reactions: Reactions, timers: Timers, calendar: Calendar) -> None:
        self._reactions = reactions
        self._timers = timers
        self._calendar = calendar

    def with_limit(self, limit: timedelta) -> "Sweeper":
        """One that lets sessions lie for longer."""
        return Sweeper(replace(self._reactions, idle_limit=limit), self._timers, self._calendar)

    async def at(self, ahead: timedelta) -> int:
        """Fire what is due then; how many timers there were."""
        self._calendar.ahead = ahead
        return await self._timers.fire({IDLE: self._reactions.end_idle})


@pytest.fixture
async def sweeper(diagnosis: Diagnosis, settings: CommonSettings) -> AsyncIterator[Sweeper]:
    """Beside the running service, which set the timers."""
    calendar = Calendar()
    async with open_pool(settings, "rf_diagnosis", 4) as pool:
        keyring = Keyring(PostgresKeyStore(pool), MasterKey.from_file(settings.master_key_file))
        log = PostgresLog(pool, keyring)
        timers = Timers(pool, "diagnosis", calendar)
        reactions = Reactions(
            handler=Handler(log, SESSION, SESSION_EVENTS),
            engines=Engines(Playbook()),
            flows=FlowLog(log),
            blobs=Blobs(pool, keyring),
            leases=Leases(pool, calendar),
            timers=timers,
            clock=calendar,
            max_steps=30,
            idle_limit=LIMIT,
        )
        yield Sweeper(reactions, timers, calendar)


async def end(diagnosis: Diagnosis, session: UUID) -> list[str]:
    """How the session was abandoned, if it was."""
    return [event.reason for event in await diagnosis.events(session) if isinstance(event, SessionAbandoned)]


async def test_given_an_idle_session_when_its_time_is_up_then_it_is_abandoned_once(
    diagnosis: Diagnosis, sweeper: Sweeper
) -> None:
    session = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    assert await sweeper.at(LIMIT - timedelta(minutes=1)) == 0
    await sweeper.at(LIMIT + timedelta(minutes=1))
    assert await end(diagnosis, session) == ["inactivity"]
    assert await sweeper.at(2 * LIMIT) == 0
    assert await end(diagnosis, session) == ["inactivity"]


async def test_given_a_session_that_is_not_idle_yet_when_its_timer_goes_off_then_it_is_looked_at_again_later(
    diagnosis: Diagnosis, sweeper: Sweeper
) -> None:
    session = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    longer = sweeper.with_limit(LIMIT + timedelta(days=6))
    assert await longer.at(LIMIT + timedelta(minutes=1)) == 1
    assert await end(diagnosis, session) == []
    assert await longer.at(LIMIT + timedelta(days=6, minutes=1)) == 1
    assert await end(diagnosis, session) == ["inactivity"]


async def test_given_the_time_was_prolonged_twice_when_nothing_happened_between_then_the_timer_is_moved_on_each_time(
    diagnosis: Diagnosis, sweeper: Sweeper, caplog: pytest.LogCaptureFixture
) -> None:
    session = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    first, second = sweeper.with_limit(LIMIT + timedelta(days=6)), sweeper.with_limit(LIMIT + timedelta(days=9))
    assert await first.at(LIMIT + timedelta(minutes=1)) == 1
    assert await second.at(LIMIT + timedelta(days=6, minutes=1)) == 1
    assert "failed" not in caplog.text  # setting its own row anew would have to wait for itself
    assert await end(diagnosis, session) == []
    assert await second.at(LIMIT + timedelta(days=9, minutes=1)) == 1
    assert await end(diagnosis, session) == ["inactivity"]


async def test_given_a_session_that_waits_for_a_colleague_when_its_timer_goes_off_then_it_is_watched_on(
    diagnosis: Diagnosis, sweeper: Sweeper
) -> None:
    session = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    await diagnosis.command(session, "escalate", reason="I have run out of ideas.")
    for rounds in (1, 2):
        assert await sweeper.at(rounds * LIMIT + timedelta(hours=rounds)) == 1
    assert await end(diagnosis, session) == []
    await diagnosis.command(session, "take_back")
    await sweeper.at(3 * LIMIT + timedelta(hours=3))
    assert await end(diagnosis, session) == ["inactivity"]


async def test_given_a_resolved_session_when_its_timer_goes_off_then_nothing_happens(
    diagnosis: Diagnosis, sweeper: Sweeper
) -> None:
    session = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    await diagnosis.command(session, "resolve_session", resolution_summary="Replugged the cable.")
    assert await sweeper.at(LIMIT + timedelta(minutes=1)) == 1
    assert await end(diagnosis, session) == []
