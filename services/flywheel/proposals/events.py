"""What happened to a proposal: the streams `proposal-<id>`, sealed by the account's key. Times are UTC.

Approving and undoing take two events each: the reviewer's word, which one reviewer wins, and what came of it in the
flow library.
"""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from services.flywheel.analysis.events import EngineName
from shared.log import Registry
from shared.message import Event, Message

ProposalType = Literal["new_flow", "enhancement", "auto_reinforced"]
Tree = dict[str, Any]


class Usage(Message):
    """What the model calls of one draft cost, failed tries included."""

    model: str
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    cost_usd: str
    latency_ms: int
    calls: int


class Source(Message):
    """An end of a session that speaks for a proposal, or against it."""

    session_id: UUID
    outcome: int


class FlowDraft(Message):
    """A flow that is not there yet."""

    tree_structure: Tree
    match_keywords: tuple[str, ...]


class AddedOption(Message):
    """An answer to add, and the node it leads to."""

    id: str
    label: str
    next_node_id: str


class ModifiedOption(Message):
    """The decision that gets one more answer."""

    node_id: str
    add_option: AddedOption


class Enhancement(Message):
    """What is added to a flow; the first of the new nodes says where it is attached, and by which answer."""

    diff_description: str
    new_nodes: tuple[Tree, ...]
    modified_options: tuple[ModifiedOption, ...]


class FlowText(Message):
    """A flow as it is published from a proposal."""

    name: str
    description: str
    problem_domain: str
    category: str | None = None
    tags: tuple[str, ...] = ()
    match_keywords: tuple[str, ...]
    tree_structure: Tree


class ProposalMade(Event):
    """A session suggests a flow, a change to one, or confirms one. `confidence` is 0-1."""

    proposal_type: ProposalType
    title: str
    description: str
    problem_domain: str | None
    flow: FlowDraft | None
    enhancement: Enhancement | None
    target_flow_id: UUID | None
    target_flow_version: int | None
    confidence: float
    source: Source
    engine: EngineName | None
    usage: Usage | None
    prompt_version: str | None
    prompt_blob: str | None
    at: datetime


class SessionSupported(Event):
    """Another session came to the same. `confidence` is the proposal's from now on."""

    source: Source
    confidence: float
    at: datetime


class SessionContradicted(Event):
    """A session that spoke for the proposal was reopened: what it says did not hold there."""

    source: Source
    confidence: float
    at: datetime


class ProposalApproved(Event):
    """A reviewer wants it published, as `flow` reads. `round` counts the approvals from 1.

    `flow_stream_version`: the version of the flow's stream that an enhancement was edited on.
    """

    round: int
    by: UUID
    flow: FlowText
    flow_stream_version: int | None
    at: datetime


class ProposalPublished(Event):
    """The flow is published."""

    round: int
    flow_id: UUID
    flow_version: int
    at: datetime


class PublicationRefused(Event):
    """The flow library did not take it; the proposal is pending again. `code` is the refusal's."""

    round: int
    code: str
    at: datetime


class ProposalDismissed(Event):
    """A reviewer has no use for it."""

    by: UUID
    at: datetime


class ProposalRejected(Event):
    """A reviewer holds it to be wrong."""

    by: UUID
    reason: str
    at: datetime


class ProposalReopened(Event):
    """It was dismissed or rejected and is pending again. `by` is None where sessions enough spoke for it since."""

    by: UUID | None
    at: datetime


class ApprovalUndone(Event):
    """A reviewer takes the approval back."""

    round: int
    by: UUID
    at: datetime


class PublicationWithdrawn(Event):
    """What the approval had published is as it was before; the proposal is pending again."""

    round: int
    at: datetime


class ProposalForgotten(Event):
    """The proposal is gone with the case that alone led to it: its key is destroyed; one from before proposals had keys
    of their own is shown and published no more. In a stream of its own, sealed by the account's key.
    """

    proposal_id: UUID
    at: datetime


class WithdrawalRefused(Event):
    """The flow library did not go back; the approval stands. `code` is the refusal's."""

    round: int
    code: str
    at: datetime


ProposalEvent = (
    ProposalMade
    | SessionSupported
    | SessionContradicted
    | ProposalApproved
    | ProposalPublished
    | PublicationRefused
    | ProposalDismissed
    | ProposalRejected
    | ProposalReopened
    | ApprovalUndone
    | PublicationWithdrawn
    | WithdrawalRefused
)

PROPOSAL_EVENTS: Registry[ProposalEvent] = Registry(
    ProposalMade,
    SessionSupported,
    SessionContradicted,
    ProposalApproved,
    ProposalPublished,
    PublicationRefused,
    ProposalDismissed,
    ProposalRejected,
    ProposalReopened,
    ApprovalUndone,
    PublicationWithdrawn,
    WithdrawalRefused,
)
FORGETTING_EVENTS: Registry[ProposalForgotten] = Registry(ProposalForgotten)
