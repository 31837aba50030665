"""`cmd.psa_sync.dismiss_draft`: what people may do to drafts."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.psa_sync.drafts.commands import DismissDraft, DraftCommand
from services.psa_sync.drafts.domain import Draft
from services.psa_sync.drafts.events import DraftEvent, TicketDrafted
from services.psa_sync.drafts.offering import SERVICE, draft_stream
from shared.bus.commands import Answer, Endpoint, Request
from shared.clock import Clock
from shared.envelope import StoredEvent, Stream
from shared.errors import NotFound
from shared.handle import Handler
from shared.sealing import KeyDestroyed


class DraftReference(BaseModel):
    """Names a draft."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    draft_id: UUID


@dataclass(frozen=True, slots=True)
class DraftApi:
    """The command and what it works with."""

    handler: Handler[Draft, DraftCommand, DraftEvent]
    clock: Clock

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """The commands by name."""
        return {"dismiss_draft": self.dismiss}

    async def dismiss(self, request: Request) -> Answer:
        """Offer a ticket no more."""
        named = DraftReference.model_validate(request.body)
        stream = draft_stream(request.actor.account_id, named.draft_id)
        await self._require_draft(stream)
        command = DismissDraft(actor=request.actor, at=self.clock())
        handled = await self.handler.handle(stream, command, request.origin(SERVICE), request.command_key)
        return {"draft_id": named.draft_id, "stream": handled.stream, "version": handled.version}

    async def _require_draft(self, stream: Stream) -> None:
        """Another account's, one that nobody can read any more, and the ticket of a case are answered as none.

        Raises NotFound.
        """
        try:
            events = await self.handler.log.load(stream.name, 1)
        except KeyDestroyed:
            events = []
        if not any(_begins_draft(event, stream) for event in events):
            raise NotFound("unknown_draft", "There is no such offered ticket.")


def _begins_draft(event: StoredEvent, stream: Stream) -> bool:
    return event.account == stream.account and event.type == TicketDrafted.type
