"""A service ends when it is told to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from shared import service
from shared.service import Parts, Runtime, serve
from shared.settings import CommonSettings
from shared.testing.waiting import PATIENCE


async def test_given_a_service_whose_connections_break_while_it_is_stopped_when_that_is_over_then_it_has_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built, times = asyncio.Event(), 0

    @asynccontextmanager
    async def runtime(*_: object) -> AsyncIterator[object]:
        yield object()

    async def build(_: Runtime) -> Parts:
        nonlocal times
        times += 1
        built.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            if times == 1:
                raise ConnectionResetError from None
            raise
        return Parts()

    monkeypatch.setattr(service, "open_runtime", runtime)
    monkeypatch.setattr(service, "RESTART_SECONDS", 0.0)
    serving = asyncio.create_task(serve("intake", CommonSettings(), build))
    await built.wait()
    serving.cancel()
    await asyncio.wait([serving], timeout=PATIENCE)

    assert (serving.cancelled(), times) == (True, 1)
