"""Webhooks: a backlog of deliveries, drained; the receiver is a process of its own and answers at once."""

import asyncio
import sys
import time
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

import pytest

from shared.envelope import StoredEvent
from tests.bench.house import House
from tests.bench.kit import Line, a_second, show, syncs_per_second
from tests.integration.psa_sync.webhooks.conftest import Bench, service_at

pytestmark = pytest.mark.timeout(600)

BACKLOG = 10_000
ENDPOINTS = 10
POLL_SECONDS = 0.1
WAITING = "select exists (select from psa_sync.webhook_queue)"


async def test_webhook_backlog(house: House) -> None:
    """10,000 deliveries of 1,000 events to 10 endpoints."""
    receiver = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.hook_receiver", stdin=PIPE, stdout=PIPE
    )
    port = await _line(receiver)
    async with service_at(house.settings.database_url, [f"127.0.0.1:{port}"]) as bench:
        queued = await _queue(bench, f"http://127.0.0.1:{port}")
        drained = await _drain(bench)
    came, twice = await _count(receiver)
    lines = [
        Line("queued: events to deliveries, 16 at once", a_second(queued)),
        Line("drained: made, signed, sent, written down", a_second(drained)),
        Line("requests that came, of them repeated", f"{came:,}, {twice}"),
    ]
    show(f"webhooks: a backlog of {BACKLOG:,} deliveries", lines, [syncs_per_second(house.folder)])
    assert (came, twice) == (BACKLOG, 0)


async def _queue(bench: Bench, base_url: str) -> float:
    """Deliveries a second."""
    for number in range(ENDPOINTS):
        await bench.command("create_endpoint", url=f"{base_url}/{number}")
    events = [await bench.resolved() for _ in range(BACKLOG // ENDPOINTS)]
    began, room = time.perf_counter(), asyncio.Semaphore(16)

    async def react(event: StoredEvent) -> None:
        async with room:
            await bench.react(event)

    await asyncio.gather(*map(react, events))
    return BACKLOG / (time.perf_counter() - began)


async def _drain(bench: Bench) -> float:
    """Deliveries a second."""
    began = time.perf_counter()
    work = asyncio.create_task(bench.sender.run())
    while await bench.pool.fetchval(WAITING):  # noqa: ASYNC110 - the sender empties it
        await asyncio.sleep(POLL_SECONDS)
    seconds = time.perf_counter() - began
    work.cancel()
    with suppress(asyncio.CancelledError):
        await work
    return BACKLOG / seconds


async def _line(receiver: Process) -> str:
    assert receiver.stdout
    return (await receiver.stdout.readline()).decode().strip()


async def _count(receiver: Process) -> tuple[int, int]:
    assert receiver.stdin
    receiver.stdin.close()
    came, twice = (await _line(receiver)).split()
    await receiver.wait()
    return int(came), int(twice)
