"""The composition root of the operators' service."""

import asyncio
import logging
from datetime import timedelta

import asyncpg

from services.ops.api import Api
from shared.blobs import collect_unkept
from shared.clock import utc_now
from shared.service import Parts, Runtime

logger = logging.getLogger(__name__)

UNKEPT_FOR = timedelta(hours=24)
"""So long an upload waits for a session to take it."""
SWEEP_SECONDS = 3600.0


async def build(runtime: Runtime) -> Parts:
    """The parts of the service over its own connections."""
    api = Api(runtime.pool)
    return Parts(
        commands={"decide_dead_letter": api.decide_dead_letter},
        queries={
            "events": api.events,
            "consumers": api.consumers,
            "projections": api.projections,
            "dead_letters": api.dead_letters,
        },
        background=(lambda: _sweep(runtime.pool),),
    )


async def _sweep(pool: asyncpg.Pool) -> None:
    """Remove, every hour, what was uploaded and never taken."""
    while True:
        removed = await collect_unkept(pool, utc_now() - UNKEPT_FOR)
        if removed:
            logger.info("%d uploads that nobody took were removed", removed)
        await asyncio.sleep(SWEEP_SECONDS)
