import asyncio
from contextlib import suppress

import pytest

from services.ops import supervisor
from services.ops.supervisor import kept_running
from shared.testing.waiting import PATIENCE


async def test_given_a_part_that_fails_when_kept_running_then_it_is_started_again_and_the_others_go_on() -> None:
    starts = {"weak": 0, "strong": 0}

    async def weak(ready: asyncio.Event) -> None:
        starts["weak"] += 1
        if starts["weak"] == 1:
            raise RuntimeError
        ready.set()
        await asyncio.Event().wait()

    async def strong(ready: asyncio.Event) -> None:
        starts["strong"] += 1
        ready.set()
        await asyncio.Event().wait()

    async with kept_running({"weak": weak, "strong": strong}) as ready, asyncio.timeout(PATIENCE):
        await asyncio.gather(*(event.wait() for event in ready))

    assert starts == {"weak": 2, "strong": 1}


async def test_given_running_parts_when_the_block_ends_then_all_have_ended() -> None:
    ended = asyncio.Event()

    async def part(ready: asyncio.Event) -> None:
        ready.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with kept_running({"part": part}) as ready:
        await next(iter(ready)).wait()

    assert ended.is_set()


async def test_given_a_part_that_fails_at_being_stopped_when_the_block_ends_then_it_is_not_started_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 1.0)
    starts = 0

    async def part(ready: asyncio.Event) -> None:
        nonlocal starts
        starts += 1
        ready.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            if starts == 1:
                raise RuntimeError from None
            raise

    async with kept_running({"part": part}) as ready:
        await next(iter(ready)).wait()

    assert starts == 1


async def test_given_a_part_that_does_not_stop_when_the_block_ends_then_it_is_waited_for_no_longer_than_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 0.1)
    release = asyncio.Event()

    async def stubborn(ready: asyncio.Event) -> None:
        ready.set()
        while not release.is_set():
            with suppress(asyncio.CancelledError):
                await release.wait()

    async with asyncio.timeout(PATIENCE), kept_running({"stubborn": stubborn}) as ready:
        await next(iter(ready)).wait()

    release.set()
