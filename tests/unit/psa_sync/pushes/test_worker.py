"""A push at which our own program fails is put off for longer each time, and given up in the end."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import asyncpg
import pytest

from services.psa_sync.pushes.commands import BeginAttempt
from services.psa_sync.pushes.locks import Held, LockLost
from services.psa_sync.pushes.queue import Queued
from services.psa_sync.pushes.work import FAULT, Work
from services.psa_sync.pushes.worker import Worker
from shared.testing.waiting import eventually
from tests.simulation.pushing import MemoryLocks, World, world
from tests.simulation.scheduler import at_once

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
A_DAY_AGO = timedelta(hours=-24)


class Failing:
    """Work that comes to nothing."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def go_on(self, queued: Queued, held: Held) -> None:
        raise self.error


async def waits(made: World, error: Exception, times: int) -> list[timedelta]:
    """How long the only push waits after each of so many faults."""

    @asynccontextmanager
    async def open_locks() -> AsyncIterator[MemoryLocks]:
        yield MemoryLocks(set(), made.clock, is_missing=False)

    found: list[timedelta] = []
    (push,) = made.queue.rows
    worker = Worker(cast(Work, Failing(error)), made.queue, open_locks, made.clock, poll_seconds=0.0)
    running = asyncio.create_task(worker.run())

    async def is_put_off() -> bool:
        return made.queue.rows[push].due_at > made.clock.now

    for _ in range(times):
        await eventually(is_put_off)
        found.append(made.queue.rows[push].due_at - made.clock.now)
        made.clock.now = made.queue.rows[push].due_at
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    return found


@pytest.mark.parametrize(
    "error", [KeyError("ours"), asyncpg.DataError("refused"), LockLost()], ids=lambda e: type(e).__name__
)
async def test_given_a_push_that_fails_each_time_when_it_is_due_then_it_waits_twice_as_long_up_to_two_hours(
    error: Exception,
) -> None:
    made = world(1)
    queued = made.request()
    found = await waits(made, error, 16)

    assert found[:5] == [SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND, 16 * SECOND]
    assert found[-1] == 2 * HOUR
    assert made.queue.rows[queued.push].failing_since == queued.due_at


def failing(made: World, since: timedelta) -> Queued:
    """A push that has failed since then."""
    queued = replace(made.request(), faults=9, failing_since=made.clock() + since)
    made.queue.rows[queued.push] = queued
    return queued


def worked_on(made: World, queued: Queued) -> None:
    """A process does what is due."""
    made.begin("one", queued)
    while made.scheduler.tasks:
        made.go_on()


def begun(made: World, queued: Queued) -> None:
    at_once(made.ask(queued, BeginAttempt(connection_id=queued.connection, at=made.clock())))
    made.queue.rows[queued.push] = queued


@pytest.mark.parametrize("before", [lambda *_: None, begun], ids=["requested", "attempting"])
def test_given_faults_for_a_day_when_a_push_is_due_then_it_is_abandoned_with_a_word(
    before: Callable[[World, Queued], None],
) -> None:
    made = world(1)
    queued = failing(made, A_DAY_AGO)
    before(made, queued)
    worked_on(made, queued)

    push = made.state(queued)
    assert (push.phase, push.code) == ("abandoned", FAULT)
    assert [row.is_open for row in made.queue.rows.values()] == [False] * push.touched  # of what may be there, a look
    assert made.desk.asked == 0


def test_given_a_process_that_is_stopped_while_it_gives_a_push_up_then_the_next_one_gives_it_up() -> None:
    for awaits in range(4):
        made = world(1)
        queued = failing(made, A_DAY_AGO)
        made.begin("one", queued)
        for _ in range(awaits):
            made.go_on()
        made.scheduler.kill("one")

        assert queued.push in made.queue.rows
        worked_on(made, made.queue.rows[queued.push])
        assert made.state(queued).phase == "abandoned"


def test_given_faults_for_less_than_a_day_when_a_push_is_due_then_it_is_tried_again() -> None:
    made = world(1)
    made.desk.storm = 0
    queued = failing(made, A_DAY_AGO + SECOND)
    worked_on(made, queued)

    assert made.state(queued).phase == "succeeded"
    assert made.queue.rows[queued.push].faults == 0


def test_given_faults_for_a_day_when_the_ticket_is_only_to_be_read_back_then_that_is_left() -> None:
    made = world(1)
    made.desk.storm = 0
    queued = made.request()
    worked_on(made, queued)
    row = replace(made.queue.rows[queued.push], faults=9, failing_since=made.clock() + A_DAY_AGO)
    made.queue.rows[queued.push] = row
    worked_on(made, row)

    assert made.state(queued).phase == "succeeded"
    assert not made.queue.rows


def test_given_faults_for_a_day_when_not_even_that_can_be_said_then_the_push_is_left_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = world(1)
    queued = failing(made, A_DAY_AGO)

    async def unreadable(*_: Any) -> None:
        raise ValueError("not one of ours")

    monkeypatch.setattr(type(made.pushes.log), "load", unreadable)
    worked_on(made, queued)

    assert made.failures
    assert not made.queue.rows
