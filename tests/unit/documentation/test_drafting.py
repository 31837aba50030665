"""Drafting that outlives the patience of who asked for it."""

import asyncio

import pytest

from services.documentation.drafting import Drafting
from shared.testing.waiting import PATIENCE


async def test_given_slow_work_when_many_join_then_it_is_done_once_and_each_is_told_whether_it_ended() -> None:
    drafting, gate, runs = Drafting(patience=0.05), asyncio.Event(), 0

    async def work() -> None:
        nonlocal runs
        runs += 1
        await gate.wait()

    assert await asyncio.gather(*(drafting.join("note", work) for _ in range(3))) == [False] * 3
    gate.set()
    assert await drafting.join("note", work)
    assert runs == 1
    assert await drafting.join("note", work)
    assert runs == 2


async def test_given_work_that_fails_when_joined_then_each_hears_of_it_and_the_next_begins_anew() -> None:
    drafting = Drafting(patience=1)

    async def fail() -> None:
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            await drafting.join("note", fail)


async def test_given_work_that_goes_on_when_the_service_stops_then_it_is_ended() -> None:
    drafting, ended = Drafting(patience=0.01), asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    running = asyncio.create_task(drafting.run())
    assert not await drafting.join("note", work)
    running.cancel()
    await asyncio.wait({running})
    await asyncio.wait_for(ended.wait(), PATIENCE)
