"""Timers: each fires once, when it is due by the injected clock, whoever polls."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.database import AWAY
from shared.errors import Erased
from shared.ids import new_id
from shared.sealing import KeyDestroyed
from shared.timers import BATCH, RETRY_SECONDS, Timer, Timers
from tests.integration.shared.bus import running
from tests.integration.shared.logs import Logs
from tests.integration.shared.world import count_until

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def timers(logs: Logs, clock: Clock) -> Timers:
    return Timers(await logs.pool("intake"), "intake", clock)


def timer(due_in: float = 0, kind: str = "wake", id_: str | None = None) -> Timer:
    return Timer(id_ or str(new_id()), kind, new_id(), new_id(), NOON + timedelta(seconds=due_in))


async def test_given_a_timer_when_its_time_has_come_then_it_fires_once_with_all_it_holds(
    timers: Timers, clock: Clock
) -> None:
    fired: list[Timer] = []

    async def wake(timer: Timer) -> None:
        fired.append(timer)

    one = timer(due_in=3)
    await timers.set(one)
    assert await timers.fire({"wake": wake}) == 0
    clock.now += timedelta(seconds=3)

    assert await timers.fire({"wake": wake}) == 1
    assert await timers.fire({"wake": wake}) == 0
    assert fired == [one]


async def test_given_a_timer_when_moved_or_cleared_then_the_last_word_counts(timers: Timers, clock: Clock) -> None:
    fired: list[str] = []

    async def wake(timer: Timer) -> None:
        fired.append(timer.id)

    moved, cleared = timer(id_="moved"), timer(id_="cleared")
    for one in (moved, cleared):
        await timers.set(one)
    await timers.set(replace(moved, due_at=NOON + timedelta(seconds=60)))
    await timers.clear("cleared")

    assert await timers.fire({"wake": wake}) == 0
    clock.now += timedelta(seconds=60)
    assert await timers.fire({"wake": wake}) == 1
    assert fired == ["moved"]


async def test_given_two_pollers_when_many_are_due_then_each_fires_once(timers: Timers) -> None:
    fired: Counter[str] = Counter()

    async def wake(timer: Timer) -> None:
        await asyncio.sleep(0.001)
        fired[timer.id] += 1

    for _ in range(3 * BATCH):
        await timers.set(timer())

    while any(await asyncio.gather(*(timers.fire({"wake": wake}) for _ in range(2)))):
        pass

    assert len(fired) == 3 * BATCH
    assert set(fired.values()) == {1}


async def test_given_a_timer_that_fails_when_the_others_are_due_then_they_fire_and_it_comes_again_later(
    timers: Timers, clock: Clock
) -> None:
    fired: list[str] = []

    async def wake(timer: Timer) -> None:
        if timer.id == "ill" and "ill" not in fired:
            fired.append("ill")
            raise ValueError
        fired.append(timer.id)

    await timers.set(timer(-1, id_="ill"))
    await timers.set(timer(0, id_="well"))
    assert await timers.fire({"wake": wake}) == 2
    assert await timers.fire({"wake": wake}) == 0
    clock.now += timedelta(seconds=RETRY_SECONDS)

    assert await timers.fire({"wake": wake}) == 1
    assert fired == ["ill", "well", "ill"]


async def test_given_a_poller_that_dies_while_a_timer_fires_when_another_polls_then_it_fires_again(
    timers: Timers,
) -> None:
    begun, fired = asyncio.Event(), 0

    async def dies(timer: Timer) -> None:
        begun.set()
        await asyncio.Event().wait()

    async def wake(timer: Timer) -> None:
        nonlocal fired
        fired += 1

    await timers.set(timer())
    dying = asyncio.create_task(timers.fire({"wake": dies}))
    await begun.wait()
    assert await timers.fire({"wake": wake}) == 0
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)

    assert await timers.fire({"wake": wake}) == 1
    assert fired == 1


async def test_given_a_running_poller_when_the_database_cuts_its_connections_then_it_goes_on(
    timers: Timers, logs: Logs
) -> None:
    fired: list[str] = []

    async def wake(timer: Timer) -> None:
        fired.append(timer.id)

    async with running(timers.run({"wake": wake})):
        await timers.set(timer())
        await count_until(lambda: len(fired), 1)
        await (await logs.superuser()).execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'rf_intake'"
        )
        other = Timers(await logs.pool("intake"), "intake", timers.clock)
        while True:
            try:
                await other.set(timer())
                break
            except AWAY:
                continue
        await count_until(lambda: len(fired), 2)


@pytest.mark.parametrize("error", [KeyDestroyed(new_id()), Erased("erased", "This case was erased.")])
async def test_given_a_timer_of_an_erased_case_when_it_fires_then_it_is_gone(
    timers: Timers, clock: Clock, error: Exception
) -> None:
    async def wake(_: Timer) -> None:
        raise error

    await timers.set(timer())
    assert await timers.fire({"wake": wake}) == 1
    clock.now += timedelta(seconds=RETRY_SECONDS)

    assert await timers.fire({"wake": wake}) == 0
