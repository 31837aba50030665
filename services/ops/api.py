"""What the gateway asks for operators: `qry.ops.*` and `cmd.ops.*`."""

from dataclasses import dataclass
from typing import Any, Literal

import asyncpg
from pydantic import TypeAdapter

from services.ops.explorer import EventFilter, consumers, find_events, projections
from shared.bus.commands import Request
from shared.bus.dead_letters import decide, list_dead
from shared.errors import NotFound
from shared.message import Message

_FILTER = TypeAdapter(EventFilter)


class Decision(Message):
    """What shall become of a dead letter."""

    service: str
    position: int
    state: Literal["retry", "discarded"]
    reason: str


@dataclass(frozen=True, slots=True)
class Api:
    """Answers with envelopes and figures only."""

    pool: asyncpg.Pool

    async def events(self, request: Request) -> dict[str, Any]:
        """Envelopes of the log."""
        return {"events": await find_events(self.pool, _FILTER.validate_python(request.body))}

    async def consumers(self, _: Request) -> dict[str, Any]:
        """What every consumer lags."""
        return {"consumers": await consumers(self.pool)}

    async def projections(self, _: Request) -> dict[str, Any]:
        """The read models."""
        return {"projections": await projections(self.pool)}

    async def dead_letters(self, _: Request) -> dict[str, Any]:
        """What could not be handled."""
        return {"dead_letters": await list_dead(self.pool)}

    async def decide_dead_letter(self, request: Request) -> dict[str, Any]:
        """Retry or discard a dead letter, with the reason."""
        decision = Decision.model_validate(request.body)
        if not await decide(self.pool, decision.service, decision.position, decision.state, decision.reason):
            raise NotFound("dead_letter_not_found", "There is no such dead letter, or it was decided before.")
        return decision.model_dump()
