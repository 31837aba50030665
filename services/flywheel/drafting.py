"""Which engine writes a proposal, what stands in for it, and what a model may make in a day."""

import logging
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date
from uuid import UUID

from services.flywheel.ports import Budget, Draft, FlowRequest, FlowWriter, NotWritten
from services.flywheel.proposals.commands import MakeProposal
from services.flywheel.proposals.events import Enhancement, FlowDraft, Source
from services.flywheel.transcript import Transcript
from shared.blobs import Blobs
from shared.clock import Clock
from shared.llm.leases import Leases

logger = logging.getLogger(__name__)


class DayIsFull(Exception):
    """The account's proposals of the day are made."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """The writers of an installation; `model` is None where no key is set.

    Where the model has nothing of use the playbook writes. `leases` and `blobs` are None where there is no model.
    """

    playbook: FlowWriter
    model: FlowWriter | None
    budget: Budget
    clock: Clock
    leases: Leases | None = None
    blobs: Blobs | None = None

    def asks_model(self, session: Transcript) -> bool:
        """Whether a model may see this session at all."""
        return self.model is not None and not (session.started and session.started.no_model)

    async def set_aside(self, account: UUID, source: Source) -> bool:
        """Keep one of the day's proposals for this session's end; False where there is none left."""
        return self.model is None or await self.budget.reserve(account, source, self._today())

    async def draft(self, request: FlowRequest) -> MakeProposal:
        """A proposal of the session.

        Raises:
            DayIsFull: a model may write it, but not today.
            Leased: another replica is at it.
            NotWritten: the flow has no place for what the session says.
        """
        if self.model is None or not self.asks_model(request.session):
            return await self.by_playbook(request)
        account, source = request.work.account, request.paid_as or request.source
        if not await self.budget.reserve(account, source, self._today()):
            raise DayIsFull
        async with self._alone(request):
            try:
                draft = await self.model.write(request)
            except NotWritten as reason:
                logger.info("the model has no proposal (%s), the playbook writes it", reason.code)
                await self.budget.release(account, source)
                return await self._instead(request, reason)
            await self.budget.settle(account, source)
            return await self._command(request, draft)

    async def by_playbook(self, request: FlowRequest) -> MakeProposal:
        """A proposal that no model is asked for. Raises NotWritten as `draft` does."""
        return await self._command(request, await self.playbook.write(request))

    def _today(self) -> date:
        return self.clock().astimezone(UTC).date()

    async def _instead(self, request: FlowRequest, reason: NotWritten) -> MakeProposal:
        made = await self.by_playbook(request)
        return made.model_copy(update={"usage": reason.usage})

    def _alone(self, request: FlowRequest) -> AbstractAsyncContextManager[None]:
        return self.leases.hold(request.work) if self.leases else nullcontext()

    async def _command(self, request: FlowRequest, draft: Draft) -> MakeProposal:
        target, session = request.target, request.session
        return MakeProposal(
            proposal_type="enhancement" if target else "new_flow",
            title=draft.title,
            description=draft.description,
            problem_domain=_domain(request),
            flow=draft.content if isinstance(draft.content, FlowDraft) else None,
            enhancement=draft.content if isinstance(draft.content, Enhancement) else None,
            target_flow_id=target.id if target else None,
            target_flow_version=target.flow_version if target else None,
            confidence=round(min(1.0, max(0.0, session.confidence)), 4),
            source=request.source,
            engine=draft.engine,
            usage=draft.usage,
            prompt_version=draft.prompt_version,
            prompt_blob=await self._kept(request, draft),
            at=self.clock(),
        )

    async def _kept(self, request: FlowRequest, draft: Draft) -> str | None:
        """The exact prompt and answer, sealed with the case."""
        if draft.transcript is None or self.blobs is None:
            return None
        session: UUID = request.work.session
        return await self.blobs.put(request.work.account, session, "application/json", draft.transcript, kept=True)


def _domain(request: FlowRequest) -> str | None:
    if request.target:
        return request.target.text.problem_domain
    return request.session.started.domain if request.session.started else None
