"""`qry.documentation.draft`: the documentation of a session as it stands, closed or not."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from services.documentation.reactions import documentation_of
from services.documentation.render import markdown
from shared.bus.commands import Request
from shared.clock import Clock
from shared.errors import Erased, NotFound
from shared.log import EventLog
from shared.sealing import KeyDestroyed


class DraftBody(BaseModel):
    """The body of the query; without a version the present one is meant."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int | None = Field(default=None, ge=1)


@dataclass(frozen=True, slots=True)
class Api:
    """Documentation's query endpoints."""

    log: EventLog
    clock: Clock

    async def draft(self, request: Request) -> dict[str, Any]:
        """Answer `{documentation, markdown, session_version}` for `request.session`."""
        version = DraftBody.model_validate(request.body).version
        try:
            events = await self.log.load(f"session-{request.session}", version)
        except KeyDestroyed as error:
            raise Erased("erased", "The content of this session was erased.") from error
        if not events or events[0].account != request.actor.account_id:
            raise NotFound("session_not_found", "There is no such session.")
        documentation = documentation_of(events, self.clock)
        return {
            "documentation": documentation.model_dump(mode="json"),
            "markdown": markdown(documentation),
            "session_version": events[-1].version,
        }
