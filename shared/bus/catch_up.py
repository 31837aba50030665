"""What the stream does not hold any more is read from the log."""

import asyncio
import logging
from collections.abc import Sequence

import asyncpg
from nats.js import JetStreamContext

from shared.bus.floors import store_floor
from shared.bus.reactions import MAX_TRIES, NOT_YET_SECONDS, NotYet, Reactor, kind_of, pause_after
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
        await _react_to_all(reactor, events)
        floor = events[-1].position or floor
        await store_floor(pool, reactor.service, floor)


async def retry_dead_letters(reactor: Reactor) -> None:
    """Try again, for ever, what an operator marked for it: once, since somebody waits to see whether it helps."""
    while True:
        for position in await reactor.dead_letters.take_retries():
            (event,) = await reactor.log.read_positions(position - 1, 1)
            if kind := await _failure(reactor, event):
                await reactor.bury(event, kind, 1)
            else:
                await reactor.dead_letters.done(position)
        await asyncio.sleep(RETRY_POLL_SECONDS)


async def _react_to_all(reactor: Reactor, events: Sequence[StoredEvent]) -> None:
    """React to the events, and to those that failed again: as often as if the stream had brought them."""
    tries = 0
    while events:
        tries += 1
        failed = [(event, kind) for event in events if (kind := await _failure(reactor, event))]
        if tries == MAX_TRIES:
            for event, kind in failed:
                await reactor.bury(event, kind, tries)
            return
        events = [event for event, _ in failed]
        await asyncio.sleep(pause_after(tries) if events else 0)


async def _failure(reactor: Reactor, event: StoredEvent) -> str | None:
    """React to an event; the kind of its failure, if it failed."""
    for _ in range(NOT_YET_TRIES):
        try:
            await reactor.react(event)
        except NotYet:
            await asyncio.sleep(NOT_YET_SECONDS)
        except Exception as error:  # it is tried again, and at last kept as a dead letter
            logger.exception("%s failed on position %d", reactor.service, event.position)
            return kind_of(error)
        else:
            return None
    return "not_yet"
