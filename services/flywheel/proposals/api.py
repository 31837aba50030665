"""`cmd.flywheel.*` of reviewers: approve, publish an edited tree, dismiss, reject, reopen, undo."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.flywheel import SERVICE, access
from services.flywheel.proposals.commands import (
    ApproveProposal,
    DismissProposal,
    ProposalCommand,
    RejectProposal,
    ReopenProposal,
    UndoApproval,
)
from services.flywheel.proposals.domain import Proposal, State, made
from services.flywheel.proposals.events import FlowText, ProposalEvent
from services.flywheel.proposals.forgetting import forgetting_stream
from services.flywheel.proposals.placing import proposal_stream
from services.flywheel.proposals.ports import Flow, Titles
from services.flywheel.proposals.publishing import PASSING, Publishing, effects_refusal
from shared.bus.commands import Answer, Endpoint, Request
from shared.clock import Clock
from shared.envelope import Origin
from shared.errors import Erased, IllegalState, InvalidInput, NotFound, Problem, RevisionMismatch
from shared.handle import Handler

GENERAL = "other"

logger = logging.getLogger(__name__)

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
CarryOut = Callable[[UUID, UUID, Origin], Awaitable[Problem | None]]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class ProposalReference(_Body):
    """Names a proposal."""

    proposal_id: UUID


class Rejection(ProposalReference):
    """Why it is turned down."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=2000)]


class Edited(ProposalReference):
    """The tree as the reviewer wants it, and what else shall read otherwise.

    `flow_version`: the version of the flow that a change was edited on; refused if the flow is at another by now.
    """

    tree_structure: dict[str, Any]
    name: Word | None = None
    description: Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000)] | None = None
    match_keywords: Annotated[tuple[Word, ...], Field(max_length=60)] | None = None
    flow_version: Annotated[int, Field(ge=1)] | None = None


@dataclass(frozen=True, slots=True)
class ProposalApi:
    """What reviewers do."""

    proposals: Handler[State, ProposalCommand, ProposalEvent]
    publishing: Publishing
    titles: Titles
    clock: Clock

    @property
    def commands(self) -> Mapping[str, Endpoint]:
        """The commands by name."""
        return {
            "approve_proposal": self.approve,
            "publish_proposal": self.publish,
            "dismiss_proposal": self.dismiss,
            "reject_proposal": self.reject,
            "reopen_proposal": self.reopen,
            "undo_proposal": self.undo,
        }

    @property
    def queries(self) -> Mapping[str, Endpoint]:
        """The queries by name."""
        return {"undo_effects": self.undo_effects}

    async def approve(self, request: Request) -> Answer:
        """Publish a new flow as it was proposed."""
        id_ = ProposalReference.model_validate(request.body).proposal_id
        proposal = await self._load(request, id_)
        if proposal.made.flow is None:
            raise IllegalState("edit_first", "A change to a flow is published with its edited tree; use publish.")
        text = _new_flow(proposal, proposal.made.flow.tree_structure)
        return await self._approved(request, id_, text, None, edited=False)

    async def publish(self, request: Request) -> Answer:
        """Publish what the reviewer made of it."""
        body = Edited.model_validate(request.body)
        proposal = await self._load(request, body.proposal_id)
        if proposal.made.proposal_type == "auto_reinforced":
            raise IllegalState("already_decided", "This is a record; there is nothing to publish.")
        target = await self._target(request, proposal, body.flow_version)
        text = target.text if target else _new_flow(proposal, body.tree_structure)
        given = {"name", "description", "match_keywords", "tree_structure"}
        edited = text.model_copy(update=body.model_dump(include=given, exclude_none=True))
        if target and edited == target.text:
            raise InvalidInput("nothing_changed", "The flow reads so already; dismiss the proposal instead.")
        expected = target.stream_version if target else None
        return await self._approved(request, body.proposal_id, edited, expected, edited=True)

    async def dismiss(self, request: Request) -> Answer:
        """Put a proposal away."""
        id_ = ProposalReference.model_validate(request.body).proposal_id
        return await self._closed(request, id_, DismissProposal(**self._asked(request)))

    async def reject(self, request: Request) -> Answer:
        """Turn a proposal down."""
        body = Rejection.model_validate(request.body)
        return await self._closed(request, body.proposal_id, RejectProposal(**self._asked(request), reason=body.reason))

    async def reopen(self, request: Request) -> Answer:
        """Look again at a proposal that was dismissed or rejected."""
        id_ = ProposalReference.model_validate(request.body).proposal_id
        await self._load(request, id_)
        await self._do(request, id_, ReopenProposal(**self._asked(request)))
        proposal = await self._load(request, id_)
        if proposal.open:
            known_by = await self.publishing.recogniser.proposal(proposal.made)
            await self.titles.put(request.actor.account_id, id_, *known_by)
        return _answer(id_, proposal)

    async def undo(self, request: Request) -> Answer:
        """Take an approval back, with what it published."""
        id_ = ProposalReference.model_validate(request.body).proposal_id
        access.reviewer(request.actor)
        proposal = await self._load(request, id_)
        if not await self._repeated(request):
            effects = await self.publishing.effects(request.actor.account_id, proposal)
            if refusal := effects_refusal(effects):
                raise refusal
        await self._do(request, id_, UndoApproval(**self._asked(request)))
        return await self._carried_out(request, id_, self.publishing.withdraw)

    async def undo_effects(self, request: Request) -> Answer:
        """What undoing an approval would do."""
        id_ = ProposalReference.model_validate(request.body).proposal_id
        access.reviewer(request.actor)
        effects = await self.publishing.effects(request.actor.account_id, await self._load(request, id_))
        refusal = effects_refusal(effects)
        return {**effects.to_dict(), "refused": refusal.code if refusal else None}

    async def _approved(
        self, request: Request, id_: UUID, text: FlowText, expected: int | None, *, edited: bool
    ) -> Answer:
        access.reviewer(request.actor)
        if not await self._repeated(request):
            await self._check_tree(request, text)
        command = ApproveProposal(**self._asked(request), flow=text, flow_stream_version=expected, edited=edited)
        await self._do(request, id_, command)
        return await self._carried_out(request, id_, self.publishing.publish)

    async def _closed(self, request: Request, id_: UUID, command: DismissProposal | RejectProposal) -> Answer:
        await self._load(request, id_)
        await self._do(request, id_, command)
        await self.titles.close(request.actor.account_id, id_)
        return _answer(id_, await self._load(request, id_))

    async def _carried_out(self, request: Request, id_: UUID, carry_out: CarryOut) -> Answer:
        """Do in the library what was decided. Where that is away, the flywheel does it as soon as it is back."""
        try:
            refusal = await carry_out(request.actor.account_id, id_, request.origin(SERVICE))
        except PASSING as away:
            logger.info("proposal %s waits for the flow library (%s)", id_, away.code)
            refusal = None
        if refusal is not None:
            raise refusal
        return _answer(id_, await self._load(request, id_))

    async def _target(self, request: Request, proposal: Proposal, version: int | None) -> Flow | None:
        """The flow that a change is of. Raises IllegalState where it is gone, RevisionMismatch for another version."""
        target = proposal.made.target_flow_id
        if proposal.made.proposal_type != "enhancement" or target is None:
            return None
        flow = await self.publishing.flows.read(request.actor.account_id, target, exactly=True)
        if flow is None or flow.archived:
            raise IllegalState("flow_gone", "The flow is archived; reject the proposal, or write a new flow.")
        if version not in (None, flow.flow_version):
            detail = "The flow was published again meanwhile; edit its present tree."
            raise RevisionMismatch("flow_changed", detail, flow_version=flow.flow_version)
        return flow

    async def _check_tree(self, request: Request, text: FlowText) -> None:
        faults = await self.publishing.library.faults(request.actor.account_id, text.tree_structure)
        if faults:
            detail = f"The tree breaks {len(faults)} rule(s); each is named with its node."
            raise InvalidInput("flow_invalid", detail, faults=faults)

    async def _load(self, request: Request, id_: UUID) -> Proposal:
        """The proposal. Another account's is answered as one that does not exist.

        Raises Erased for one that was forgotten: not each has a key of its own.
        """
        events = await self.proposals.log.load(f"proposal-{id_}")
        if events and events[0].account != request.actor.account_id:
            raise NotFound("unknown_proposal", "There is no such proposal.")
        if await self.proposals.log.load(forgetting_stream(request.actor.account_id, id_).name, upto=1):
            raise Erased("erased", "The case that alone led to this proposal was erased, and the proposal with it.")
        return made(self.proposals.decider.fold(self.proposals.registry.decode_all(events)))

    async def _repeated(self, request: Request) -> bool:
        key = request.command_key
        return key is not None and await self.proposals.log.find_command(key) is not None

    async def _do(self, request: Request, id_: UUID, command: ProposalCommand) -> None:
        stream = proposal_stream(request.actor.account_id, id_)
        await self.proposals.handle(stream, command, request.origin(SERVICE), request.command_key)

    def _asked(self, request: Request) -> dict[str, Any]:
        return {"actor": request.actor, "at": self.clock(), "expected_version": request.expected_version}


def _new_flow(proposal: Proposal, tree: dict[str, Any]) -> FlowText:
    made_ = proposal.made
    return FlowText(
        name=made_.title,
        description=made_.description,
        problem_domain=made_.problem_domain or GENERAL,
        match_keywords=made_.flow.match_keywords if made_.flow else (),
        tree_structure=tree,
    )


def _answer(id_: UUID, proposal: Proposal) -> dict[str, Any]:
    published = proposal.published
    return {
        "proposal_id": id_,
        "stream": f"proposal-{id_}",
        "version": proposal.version,
        "status": proposal.status,
        "flow_id": published.flow_id if published else None,
        "flow_version": published.flow_version if published else None,
    }
