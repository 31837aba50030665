"""Ten thousand events that nobody has seen, after a broker that lost everything: caught up within ten seconds."""

import asyncio
import time
from contextlib import AsyncExitStack

from services.gateway.projector import build as build_projector
from shared.envelope import StoredEvent
from shared.service import serve
from shared.testing.notebook import notebook_stream, write
from shared.testing.waiting import eventually
from tests.integration.shared.bus import BreakableBroker, relaying, running
from tests.integration.shared.logs import Logs
from tests.integration.shared.world import World, count_until

EVENTS = 10_000
SECONDS = 30.0
"""Ten on a quiet machine; the test prints what it was."""


async def test_given_a_backlog_of_ten_thousand_when_relay_services_and_projector_come_back_then_it_is_soon_caught_up(
    logs: Logs, own_broker: BreakableBroker, world: World
) -> None:
    seen: set[int | None] = set()

    async def reaction(event: StoredEvent) -> None:
        seen.add(event.position)

    ready = asyncio.Event()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(world.service(world.reacting(reaction)))
        await stack.enter_async_context(running(serve("projector", world.settings, build_projector, ready)))
        await ready.wait()
        await own_broker.kill()
        own_broker.wipe()
        await write_backlog(logs)
        begun = time.monotonic()
        await own_broker.start()
        await stack.enter_async_context(relaying(own_broker, logs.relay_connection))

        await count_until(lambda: len(seen), EVENTS)
        reacted = time.monotonic() - begun
        await eventually(lambda: is_folded(logs))
        folded = time.monotonic() - begun

    print(f"backlog of {EVENTS}: reactions done after {reacted:.1f} s, read models after {folded:.1f} s")
    assert seen == set(range(1, EVENTS + 1))
    assert max(reacted, folded) <= SECONDS


async def write_backlog(logs: Logs) -> None:
    """Notes in a thousand notebooks, by several writers at once."""
    log = await logs.log("intake", size=8)

    async def writer() -> None:
        for _ in range(EVENTS // 80):
            await write(log, notebook_stream(), *map(str, range(10)))

    await asyncio.gather(*(writer() for _ in range(8)))


async def is_folded(logs: Logs) -> bool:
    pool = await logs.pool("ops")
    return bool(await pool.fetchval("select position = $1 from read.checkpoint", EVENTS))
