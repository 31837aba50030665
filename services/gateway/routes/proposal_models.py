"""Proposals of the flywheel, as they are answered and reviewed."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from services.gateway.params import RequestBody

ProposalType = Literal["new_flow", "enhancement", "auto_reinforced"]
ProposalStatus = Literal["pending", "approved", "dismissed", "rejected", "auto_reinforced"]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=2000)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000)]


class ProposalItem(BaseModel):
    """A proposal in a list. `publication`: how far the library is with what was approved, or with undoing it;
    `publication_error` is the code of its last refusal. `supporting_since_decision`: of the supporting sessions, those
    since it was dismissed or rejected. `version` is what If-Match takes.
    """

    id: UUID
    account_id: UUID
    proposal_type: ProposalType
    title: str
    description: str
    problem_domain: str | None
    status: ProposalStatus
    confidence_score: float
    source_session_id: UUID
    supporting_session_ids: list[UUID]
    supporting_session_count: int
    contradicting_session_ids: list[UUID]
    supporting_since_decision: int
    target_flow_id: UUID | None
    target_flow_version: int | None
    engine: Literal["playbook", "claude"] | None
    publication: Literal["pending", "published", "undoing"] | None
    publication_error: str | None
    published_flow_id: UUID | None
    published_flow_version: int | None
    decided_by: UUID | None
    decided_at: datetime | None
    reject_reason: str | None
    created_at: datetime
    updated_at: datetime
    version: int


class Proposal(ProposalItem):
    """A proposal with what it proposes: `{tree_structure, match_keywords}` of a new flow, `{new_nodes,
    modified_options}` of an enhancement, which `proposed_diff` says again with a sentence.
    """

    proposed_flow_data: dict[str, Any] | None
    proposed_diff: dict[str, Any] | None


class PublishProposal(RequestBody):
    """The tree as it shall be published; what else is left out stays as proposed, or as the flow has it.

    `flow_version`: the version of the flow that a change was edited on; refused if the flow went on since.
    """

    tree_structure: dict[str, Any]
    name: Word | None = None
    description: Text | None = None
    match_keywords: Annotated[list[Word], Field(max_length=60)] | None = None
    flow_version: Annotated[int, Field(ge=1)] | None = None


class RejectProposal(RequestBody):
    """Why it is turned down."""

    reason: Reason


class UndoEffects(BaseModel):
    """What undoing an approval does: the flow is archived, or reads again as `restored_version`.

    `sessions_led`: sessions that began with the flow since the approval; those that run keep the version that they
    have. `refused` is the code of the reason why it cannot be undone any more.
    """

    action: Literal["archive", "restore"]
    flow_id: UUID
    flow_name: str
    flow_version: int
    restored_version: int | None
    edited_since: bool
    already_archived: bool
    sessions_led: int
    refused: str | None
