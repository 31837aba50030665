"""The decider of a proposal; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, assert_never
from uuid import UUID

from services.flywheel import access
from services.flywheel.proposals.commands import (
    ApproveProposal,
    ContradictProposal,
    DismissProposal,
    MakeProposal,
    ProposalCommand,
    RecordPublication,
    RecordRefusal,
    RecordWithdrawal,
    RejectProposal,
    ReopenProposal,
    Review,
    SupportProposal,
    UndoApproval,
)
from services.flywheel.proposals.events import (
    ApprovalUndone,
    ProposalApproved,
    ProposalDismissed,
    ProposalEvent,
    ProposalMade,
    ProposalPublished,
    ProposalRejected,
    ProposalReopened,
    PublicationRefused,
    PublicationWithdrawn,
    SessionContradicted,
    SessionSupported,
    Source,
    WithdrawalRefused,
)
from shared.decider import Decider
from shared.errors import IllegalState, NotFound

STEP = 0.1
"""What one session more, or less, does to a proposal's confidence."""

Status = Literal["pending", "approved", "dismissed", "rejected", "auto_reinforced"]


@dataclass(frozen=True, slots=True)
class Unmade:
    """No proposal yet."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as it stands. `version` is the stream's; `approval` and `published` are of the present round.

    `spoken_since`: the sessions that came to the same since a reviewer closed it.
    """

    made: ProposalMade
    status: Status
    confidence: float
    supporting: tuple[Source, ...]
    contradicting: tuple[Source, ...] = ()
    decided_by: UUID | None = None
    spoken_since: int = 0
    rounds: int = 0
    approval: ProposalApproved | None = None
    published: ProposalPublished | None = None
    undoing: ApprovalUndone | None = None
    version: int = 1

    @property
    def open(self) -> bool:
        """Whether it may still be published: it is pending, or approved and not published yet."""
        return self.status == "pending" or (self.status == "approved" and self.published is None)

    @property
    def closed(self) -> bool:
        """Whether a reviewer wants none of it; sessions that come to the same are still told to it."""
        return self.status in ("dismissed", "rejected")

    def knows(self, source: Source) -> bool:
        """Whether this end of a session has spoken already."""
        return source in self.supporting or source in self.contradicting


State = Unmade | Proposal


def decide(command: ProposalCommand, state: State) -> Sequence[ProposalEvent]:
    """The events that the command causes. Raises a `Problem` when the command must not be."""
    match command:
        case MakeProposal():
            return [] if isinstance(state, Proposal) else [ProposalMade(**dict(command))]
        case SupportProposal():
            return _support(command, made(state))
        case ContradictProposal():
            return _contradict(command, made(state))
        case RecordPublication() | RecordWithdrawal() | RecordRefusal():
            return _recorded(command, made(state))
        case _:
            return _review(command, made(state))


def evolve(state: State, event: ProposalEvent) -> State:
    """The proposal after one more event."""
    if isinstance(event, ProposalMade):
        status: Status = "auto_reinforced" if event.proposal_type == "auto_reinforced" else "pending"
        return Proposal(event, status, event.confidence, (event.source,))
    if isinstance(state, Unmade):
        return state
    return replace(_after(state, event), version=state.version + 1)


PROPOSAL = Decider[State, ProposalCommand, ProposalEvent](initial=Unmade(), decide=decide, evolve=evolve)


def made(state: State) -> Proposal:
    """The proposal. Raises NotFound."""
    if isinstance(state, Unmade):
        raise NotFound("unknown_proposal", "There is no such proposal.")
    return state


def _support(command: SupportProposal, proposal: Proposal) -> list[ProposalEvent]:
    if proposal.knows(command.source):
        return []
    if not proposal.open and not proposal.closed:
        raise _decided(proposal)
    confidence = _bounded(proposal.confidence + STEP)
    supported = SessionSupported(source=command.source, confidence=confidence, at=command.at)
    enough = proposal.status == "dismissed" and proposal.spoken_since + 1 >= command.reopen_after
    return [supported, ProposalReopened(by=None, at=command.at)] if enough else [supported]


def _contradict(command: ContradictProposal, proposal: Proposal) -> list[ProposalEvent]:
    if command.source not in proposal.supporting:
        return []
    confidence = _bounded(proposal.confidence - STEP)
    return [SessionContradicted(source=command.source, confidence=confidence, at=command.at)]


def _review(command: Review, proposal: Proposal) -> list[ProposalEvent]:
    by = access.reviewer(command.actor)
    access.check_version("proposal", command.expected_version, proposal.version)
    if isinstance(command, UndoApproval):
        return _undo(command, proposal, by)
    if isinstance(command, ReopenProposal):
        return _reopen(command, proposal, by)
    if proposal.status != "pending":
        raise _decided(proposal)
    match command:
        case ApproveProposal():
            return _approve(command, proposal, by)
        case DismissProposal():
            return [ProposalDismissed(by=by, at=command.at)]
        case RejectProposal():
            return [ProposalRejected(by=by, reason=command.reason, at=command.at)]
        case _:
            assert_never(command)


def _approve(command: ApproveProposal, proposal: Proposal, by: UUID) -> list[ProposalEvent]:
    if proposal.made.proposal_type == "enhancement" and not command.edited:
        raise IllegalState("edit_first", "A change to a flow is published with its edited tree; use publish.")
    return [
        ProposalApproved(
            round=proposal.rounds + 1,
            by=by,
            flow=command.flow,
            flow_stream_version=command.flow_stream_version,
            at=command.at,
        )
    ]


def _undo(command: UndoApproval, proposal: Proposal, by: UUID) -> list[ProposalEvent]:
    if proposal.status != "approved" or proposal.undoing:
        raise _decided(proposal)
    if proposal.published is None:
        raise IllegalState("publishing", "The flow is still being published; try again in a moment.")
    return [ApprovalUndone(round=proposal.rounds, by=by, at=command.at)]


def _reopen(command: ReopenProposal, proposal: Proposal, by: UUID) -> list[ProposalEvent]:
    if not proposal.closed:
        raise _decided(proposal)
    return [ProposalReopened(by=by, at=command.at)]


def _recorded(command: RecordPublication | RecordWithdrawal | RecordRefusal, proposal: Proposal) -> list[ProposalEvent]:
    """What the flow library made of the present round; what it made of another one is over."""
    publishing = proposal.status == "approved" and proposal.published is None
    if command.round != proposal.rounds:
        return []
    match command:
        case RecordPublication():
            return [ProposalPublished(**dict(command))] if publishing else []
        case RecordWithdrawal():
            return [PublicationWithdrawn(round=command.round, at=command.at)] if proposal.undoing else []
        case RecordRefusal(of="publication"):
            return [PublicationRefused(round=command.round, code=command.code, at=command.at)] if publishing else []
        case RecordRefusal():
            refused = WithdrawalRefused(round=command.round, code=command.code, at=command.at)
            return [refused] if proposal.undoing else []
        case _:
            assert_never(command)


def _spoken(proposal: Proposal, event: SessionSupported | SessionContradicted) -> Proposal:
    """The proposal after a session spoke for it, or turned out not to."""
    others = tuple(source for source in proposal.supporting if source != event.source)
    if isinstance(event, SessionSupported):
        since = proposal.spoken_since + proposal.closed
        return replace(proposal, confidence=event.confidence, supporting=(*others, event.source), spoken_since=since)
    contradicting = (*proposal.contradicting, event.source)
    since = max(0, proposal.spoken_since - proposal.closed)
    return replace(
        proposal, confidence=event.confidence, supporting=others, contradicting=contradicting, spoken_since=since
    )


def _after(proposal: Proposal, event: ProposalEvent) -> Proposal:  # noqa: PLR0911 - a table
    match event:
        case ProposalMade():
            return proposal
        case SessionSupported() | SessionContradicted():
            return _spoken(proposal, event)
        case ProposalApproved():
            return replace(proposal, status="approved", decided_by=event.by, rounds=event.round, approval=event)
        case ProposalPublished():
            return replace(proposal, published=event)
        case PublicationRefused() | PublicationWithdrawn() | ProposalReopened():
            return replace(proposal, status="pending", decided_by=None, approval=None, published=None, undoing=None)
        case ProposalDismissed():
            return replace(proposal, status="dismissed", decided_by=event.by, spoken_since=0)
        case ProposalRejected():
            return replace(proposal, status="rejected", decided_by=event.by, spoken_since=0)
        case ApprovalUndone():
            return replace(proposal, undoing=event)
        case WithdrawalRefused():
            return replace(proposal, undoing=None)
        case _:
            assert_never(event)


def _decided(proposal: Proposal) -> IllegalState:
    return IllegalState(
        "already_decided",
        f"The proposal is {proposal.status}; somebody may have been quicker. Read it again.",
        status=proposal.status,
        decided_by=str(proposal.decided_by) if proposal.decided_by else None,
    )


def _bounded(confidence: float) -> float:
    return round(min(1.0, max(0.0, confidence)), 4)
