"""What is asked of a proposal."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from services.flywheel.analysis.events import EngineName
from services.flywheel.proposals.events import Enhancement, FlowDraft, FlowText, ProposalType, Source, Usage
from shared.message import Actor, Command


class MakeProposal(Command):
    """Write a proposal down; quiet when this session's end made it before."""

    proposal_type: ProposalType
    title: str
    description: str
    problem_domain: str | None
    flow: FlowDraft | None = None
    enhancement: Enhancement | None = None
    target_flow_id: UUID | None = None
    target_flow_version: int | None = None
    confidence: float
    source: Source
    engine: EngineName | None = None
    usage: Usage | None = None
    prompt_version: str | None = None
    prompt_blob: str | None = None
    at: datetime


class SupportProposal(Command):
    """A session's end speaks for it too. `reopen_after` so many since it was dismissed it is pending again."""

    source: Source
    reopen_after: int
    at: datetime


class ContradictProposal(Command):
    """A session's end that spoke for it did not hold."""

    source: Source
    at: datetime


class _Review(Command):
    actor: Actor
    at: datetime
    expected_version: int | None = None


class ApproveProposal(_Review):
    """Publish it. `edited`: the reviewer gave the tree, the only way for an enhancement."""

    flow: FlowText
    flow_stream_version: int | None
    edited: bool


class DismissProposal(_Review):
    """Put it away."""


class RejectProposal(_Review):
    """Turn it down."""

    reason: str


class ReopenProposal(_Review):
    """Look at it again, though it was dismissed or rejected."""


class UndoApproval(_Review):
    """Take the approval back."""


class RecordPublication(Command):
    """The flow library has published it."""

    round: int
    flow_id: UUID
    flow_version: int
    at: datetime


class RecordWithdrawal(Command):
    """The flow library has gone back to what was before."""

    round: int
    at: datetime


class RecordRefusal(Command):
    """The flow library refused."""

    round: int
    of: Literal["publication", "withdrawal"]
    code: str
    at: datetime


Review = ApproveProposal | DismissProposal | RejectProposal | ReopenProposal | UndoApproval
ProposalCommand = (
    MakeProposal | SupportProposal | ContradictProposal | Review | RecordPublication | RecordWithdrawal | RecordRefusal
)
