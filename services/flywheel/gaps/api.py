"""`cmd.flywheel.*` of leads: assign a gap, put it aside, close it, open it again, have a flow made of its sessions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from services.flywheel import SERVICE
from services.flywheel.gaps.commands import AskForDraft, AssignGap, ByHand, CloseGap, GapCommand, ReopenGap, SnoozeGap
from services.flywheel.gaps.domain import State, found
from services.flywheel.gaps.events import GapEvent
from services.flywheel.gaps.running import gap_stream
from services.flywheel.proposals.ports import FlowReader
from shared.bus.commands import Answer, Endpoint, Request
from shared.clock import Clock
from shared.errors import IllegalState, NotFound
from shared.handle import Handler


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class GapReference(_Body):
    """Names a gap."""

    gap_id: UUID


class Assignment(GapReference):
    """Who takes it on. That there is such a user, who sends this has made sure of."""

    user_id: UUID | None


class Snooze(GapReference):
    """Until when it is put aside."""

    until: AwareDatetime


class Closing(GapReference):
    """Why it is closed, and by which flow."""

    note: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)] | None = None
    flow_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class GapApi:
    """What leads do."""

    gaps: Handler[State, GapCommand, GapEvent]
    flows: FlowReader
    clock: Clock

    @property
    def commands(self) -> Mapping[str, Endpoint]:
        """The commands by name."""
        return {
            "assign_gap": self.assign,
            "snooze_gap": self.snooze,
            "close_gap": self.close,
            "reopen_gap": self.reopen,
            "draft_gap_flow": self.draft,
        }

    async def assign(self, request: Request) -> Answer:
        """Give it to somebody, or to nobody."""
        body = Assignment.model_validate(request.body)
        return await self._do(request, body.gap_id, AssignGap(**self._asked(request), user_id=body.user_id))

    async def snooze(self, request: Request) -> Answer:
        """Put it aside."""
        body = Snooze.model_validate(request.body)
        return await self._do(request, body.gap_id, SnoozeGap(**self._asked(request), until=body.until))

    async def close(self, request: Request) -> Answer:
        """Close it; where a flow is named that is still a draft, its publication does."""
        body = Closing.model_validate(request.body)
        published = body.flow_id is not None and await self._is_published(request.actor.account_id, body.flow_id)
        command = CloseGap(**self._asked(request), note=body.note, flow_id=body.flow_id, published=published)
        return await self._do(request, body.gap_id, command)

    async def reopen(self, request: Request) -> Answer:
        """Open it again."""
        return await self._do(
            request, GapReference.model_validate(request.body).gap_id, ReopenGap(**self._asked(request))
        )

    async def draft(self, request: Request) -> Answer:
        """Have a flow made of its sessions; the flywheel does it as soon as it hears of this."""
        gap = GapReference.model_validate(request.body).gap_id
        return await self._do(request, gap, AskForDraft(**self._asked(request)))

    async def _is_published(self, account: UUID, flow_id: UUID) -> bool:
        """Whether the flow is published. Raises NotFound, and IllegalState for one that is archived."""
        standing = (await self.flows.look(account, flow_id)).standing
        if standing == "absent":
            raise NotFound("flow_not_found", "There is no such flow in your account.")
        if standing == "archived":
            raise IllegalState("flow_archived", "The flow is archived; it can close no gap. Name another one.")
        return standing == "published"

    async def _do(self, request: Request, id_: UUID, command: ByHand) -> Answer:
        """The gap after the command. Another account's is answered as one that does not exist."""
        events = await self.gaps.log.load(f"gap-{id_}", 1)
        if not events or events[0].account != request.actor.account_id:
            raise NotFound("unknown_gap", "There is no such knowledge gap.")
        stream = gap_stream(request.actor.account_id, id_)
        done = await self.gaps.handle(stream, command, request.origin(SERVICE), request.command_key)
        gap = found(done.state)
        return {
            "gap_id": id_,
            "stream": stream.name,
            "version": done.version,
            "status": gap.status,
            "drafted_flow_id": gap.drafted_flow_id,
        }

    def _asked(self, request: Request) -> dict[str, Any]:
        return {"actor": request.actor, "at": self.clock(), "expected_version": request.expected_version}
