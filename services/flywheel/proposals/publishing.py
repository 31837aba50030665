"""Carries a reviewer's word out in the flow library, and takes it back. Again and again it comes to the same."""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from services.flywheel.proposals.commands import ProposalCommand, RecordPublication, RecordRefusal, RecordWithdrawal
from services.flywheel.proposals.domain import Proposal, State, made
from services.flywheel.proposals.events import ProposalApproved, ProposalEvent, ProposalPublished
from services.flywheel.proposals.placing import proposal_stream
from services.flywheel.proposals.ports import Flow, FlowLibrary, FlowReader, FlowVersion, Order, Provenance, Titles
from services.flywheel.proposals.recognising import Recogniser
from shared.clock import Clock
from shared.envelope import Origin
from shared.errors import IllegalState, Problem, QuotaExceeded, TooManyRequests, Unavailable
from shared.handle import Handler

PASSING = (Unavailable, TooManyRequests, QuotaExceeded)
"""Refusals that say nothing about what was asked."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What undoing an approval does: the flow is archived, or reads again as version `restored`.

    `edited_since`: the flow was published again meanwhile, which undoing must not take away.
    """

    action: Literal["archive", "restore"]
    flow: Flow
    restored: int | None
    edited_since: bool

    def to_dict(self) -> dict[str, Any]:
        """The effects as they stand in answers."""
        return {
            "action": self.action,
            "flow_id": self.flow.id,
            "flow_name": self.flow.text.name,
            "flow_version": self.flow.flow_version,
            "restored_version": self.restored,
            "edited_since": self.edited_since,
            "already_archived": self.flow.archived,
        }


@dataclass(frozen=True, slots=True)
class Publishing:
    """Between proposals and the flow library."""

    proposals: Handler[State, ProposalCommand, ProposalEvent]
    library: FlowLibrary
    flows: FlowReader
    titles: Titles
    recogniser: Recogniser
    clock: Clock

    async def publish(self, account: UUID, id_: UUID, origin: Origin) -> Problem | None:
        """Publish what is approved and not published yet; the refusal of the flow library, if it has one.

        Raises a `Problem` of `PASSING` where it may go better later.
        """
        proposal = await self._load(id_)
        if proposal.approval is None or proposal.published is not None:
            return None
        return await self._tried("publication", account, id_, proposal, origin)

    async def withdraw(self, account: UUID, id_: UUID, origin: Origin) -> Problem | None:
        """Take back what is being undone; as `publish`."""
        proposal = await self._load(id_)
        if proposal.undoing is None:
            return None
        return await self._tried("withdrawal", account, id_, proposal, origin)

    async def effects(self, account: UUID, proposal: Proposal) -> Effects:
        """What undoing the approval would do. Raises IllegalState where there is nothing to undo."""
        published = proposal.published
        flow = await self.flows.read(account, published.flow_id) if published else None
        if published is None or flow is None:
            raise IllegalState("not_published", "Nothing of this proposal is published; there is nothing to undo.")
        edited = flow.flow_version != published.flow_version
        if proposal.made.proposal_type == "new_flow":
            return Effects("archive", flow, None, edited)
        return Effects("restore", flow, published.flow_version - 1, edited)

    async def _tried(
        self, what: Literal["publication", "withdrawal"], account: UUID, id_: UUID, proposal: Proposal, origin: Origin
    ) -> Problem | None:
        try:
            work = self._published if what == "publication" else self._withdrawn
            command: ProposalCommand = await work(account, id_, proposal)
        except PASSING:
            raise
        except Problem as refusal:
            record = RecordRefusal(round=proposal.rounds, of=what, code=refusal.code, at=self.clock())
            await self.proposals.handle(proposal_stream(account, id_), record, origin)
            return refusal
        await self.proposals.handle(proposal_stream(account, id_), command, origin)
        await self._recognise(account, id_)
        return None

    async def _published(self, account: UUID, id_: UUID, proposal: Proposal) -> ProposalCommand:
        approval = proposal.approval
        if approval is None:
            raise IllegalState("not_approved", "The proposal is not approved.")
        order = Order(account, approval.by, f"proposal {id_} {proposal.rounds} publish")
        version = await self._asked(order, proposal, approval)
        return RecordPublication(
            round=proposal.rounds, flow_id=version.flow_id, flow_version=version.flow_version, at=self.clock()
        )

    async def _asked(self, order: Order, proposal: Proposal, approval: ProposalApproved) -> FlowVersion:
        source, target = proposal.made.source.session_id, proposal.made.target_flow_id
        if proposal.made.proposal_type == "new_flow" or target is None:
            return await self.library.publish_new(order, approval.flow, Provenance("ai_generated", source))
        change = Provenance("ai_enhanced", source)
        return await self.library.publish_change(order, target, approval.flow, change, approval.flow_stream_version)

    async def _withdrawn(self, account: UUID, id_: UUID, proposal: Proposal) -> ProposalCommand:
        published, undoing = proposal.published, proposal.undoing
        if published is None or undoing is None:
            raise IllegalState("not_published", "Nothing of this proposal is published.")
        order = Order(account, undoing.by, f"proposal {id_} {proposal.rounds} undo {undoing.at.isoformat()}")
        if proposal.made.proposal_type == "new_flow":
            await self.library.archive(order, published.flow_id)
        else:
            await self._restore(order, published)
        return RecordWithdrawal(round=proposal.rounds, at=self.clock())

    async def _restore(self, order: Order, published: ProposalPublished) -> None:
        """Publish again what the flow read before."""
        before = await self.flows.read(order.account, published.flow_id, published.flow_version - 1)
        if before is None:
            raise IllegalState("no_version_before", "The flow has no version to go back to.")
        await self.library.publish_change(order, before.id, before.text, before.provenance, None)

    async def _recognise(self, account: UUID, id_: UUID) -> None:
        """Sessions join what is open, or find the flow that was published."""
        proposal = await self._load(id_)
        if proposal.published is None:
            await self.titles.put(account, id_, *await self.recogniser.proposal(proposal.made))
            return
        flow = await self.flows.read(account, proposal.published.flow_id)
        if flow is not None and not flow.archived:
            await self.titles.put(account, flow.id, *await self.recogniser.flow(flow.text), flow.stream_version)
        await self.titles.drop(account, id_)

    async def _load(self, id_: UUID) -> Proposal:
        state, _ = await self.proposals.load(f"proposal-{id_}")
        return made(state)


def effects_refusal(effects: Effects) -> IllegalState | None:
    """Why an approval cannot be undone, if so."""
    if effects.edited_since:
        return IllegalState(
            "edited_since",
            f"The flow was published again since, as version {effects.flow.flow_version}; change it in the library.",
            flow_id=str(effects.flow.id),
            flow_version=effects.flow.flow_version,
        )
    if effects.flow.archived and effects.action == "restore":
        return IllegalState("archived", "The flow is archived; there is nothing to restore.")
    return None
