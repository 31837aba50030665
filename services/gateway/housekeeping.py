"""What the gateway does once a minute, for nobody in particular."""

import asyncio
import logging

from services.gateway.auth.identity import Identity
from services.gateway.limits import Limiter

logger = logging.getLogger(__name__)

EVERY_SECONDS = 60.0


async def keep_house(identity: Identity, limiter: Limiter) -> None:
    """Tell audit entries that wait, and remove counts that say nothing any more, until cancelled."""
    while True:
        await identity.trail.drain()
        try:
            await identity.sign_ins.sweep()
            await limiter.sweep()
        except Exception:  # the next minute is as good; a database that is away shows elsewhere
            logger.warning("housekeeping failed", exc_info=True)
        await asyncio.sleep(EVERY_SECONDS)
