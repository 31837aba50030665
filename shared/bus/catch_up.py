"""What the stream does not hold any more is read from the log."""

import asyncio
import logging

import asyncpg
from nats.js import JetStreamContext

from shared.bus.floors import store_floor
from shared.bus.reactions import NOT_YET_SECONDS, NotYet, Reactor
from shared.bus.subjects import STREAM
from shared.envelope import StoredEvent

logger = logging.getLogger(__name__)

BATCH = 500
RETRY_POLL_SECONDS = 1.0
NOT_YET_TRIES = 50


async def catch_up(pool: asyncpg.Pool, js: JetStreamContext, reactor: Reactor, floor: int) -> None:
    """React to every event after `floor` that the stream has already dropped."""
    first_kept = (await js.stream_info(STREAM)).state.first_seq
    while floor + 1 < first_kept:
        events = await reactor.log.read_positions(floor, min(BATCH, first_kept - 1 - floor))
        if not events:
            return
        for event in events:
            await _react(reactor, event)
        floor = events[-1].position or floor
        await store_floor(pool, reactor.service, floor)


async def retry_dead_letters(reactor: Reactor) -> None:
    """Try again, for ever, what an operator marked for it."""
    while True:
        for position in await reactor.dead_letters.take_retries():
            (event,) = await reactor.log.read_positions(position - 1, 1)
            if await _react(reactor, event):
                await reactor.dead_letters.done(position)
        await asyncio.sleep(RETRY_POLL_SECONDS)


async def _react(reactor: Reactor, event: StoredEvent) -> bool:
    """React to an event; a failure makes it a dead letter (again). Whether it worked."""
    for _ in range(NOT_YET_TRIES):
        try:
            await reactor.react(event)
        except NotYet:
            await asyncio.sleep(NOT_YET_SECONDS)
        except Exception as error:  # kept as a dead letter, never lost
            logger.exception("%s failed on position %d", reactor.service, event.position)
            await reactor.bury(event, type(error).__name__, 1)
            return False
        else:
            return True
    await reactor.bury(event, "not_yet", NOT_YET_TRIES)
    return False
