"""Deciding about dead letters."""

from typing import Any

import asyncpg

from services.gateway.projections.case_parts import case_of
from services.gateway.projector import NAME as PROJECTOR
from services.ops.explorer import find_event
from services.ops.read_models import rebuild_session
from shared.bus.dead_letters import decide
from shared.database import open_pool
from shared.errors import NotFound
from shared.settings import CommonSettings


async def get_letter(pool: asyncpg.Pool, service: str, position: int) -> dict[str, Any]:
    """One dead letter. Raises NotFound."""
    row = await pool.fetchrow("select * from bus.dead_letters where service = $1 and position = $2", service, position)
    if row is None:
        raise NotFound("dead_letter_not_found", f"{service} has no dead letter at position {position}.")
    return dict(row)


async def decide_letter(
    settings: CommonSettings, service: str, position: int, state: str, reason: str
) -> dict[str, Any]:
    """Mark a dead letter, and answer it. The projector's is not tried again alone: its whole case is folded anew.

    Raises NotFound for one that is not there, or was decided before.
    """
    async with open_pool(settings, "rf_ops", size=1) as pool:
        if not await decide(pool, service, position, state, reason):
            raise NotFound("dead_letter_not_found", "There is no such dead letter, or it was decided before.")
        event = await find_event(pool, position)
        if service == PROJECTOR and state == "retry" and (case := case_of(event)):
            await rebuild_session(settings, case)
        return await get_letter(pool, service, position)
