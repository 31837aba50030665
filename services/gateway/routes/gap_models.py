"""Knowledge gaps, as they are answered and worked on."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, StringConstraints

from services.gateway.params import RequestBody
from services.gateway.projections.gap import GapKind, GapSeverity

GapStatus = Literal["open", "snoozed", "closed"]
Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class GapEvidence(BaseModel):
    """What speaks for it: of `sessions` looked at in the last `period_days`, `affected` show it.

    `details` are further figures of the kind, as docs/knowledge-gaps.md names them.
    """

    sessions: int
    affected: int
    share: float
    period_days: int
    details: dict[str, float]


class Gap(BaseModel):
    """A knowledge gap. `drafting`: a flow is being made of its sessions; `draft_error` is the code of why none was.

    `version` is what If-Match takes.
    """

    id: UUID
    account_id: UUID
    kind: GapKind
    title: str
    problem_domain: str | None
    flow_id: UUID | None
    flow_name: str | None
    node_id: str | None
    keywords: list[str]
    severity: GapSeverity
    evidence: GapEvidence
    example_session_ids: list[UUID]
    status: GapStatus
    assigned_to: UUID | None
    snoozed_until: datetime | None
    closed_reason: Literal["flow_published", "by_hand", "gone"] | None
    closed_by_flow_id: UUID | None
    closed_note: str | None
    drafted_flow_id: UUID | None
    drafting: bool
    draft_error: str | None
    found_at: datetime
    updated_at: datetime
    version: int


class AssignGap(RequestBody):
    """Who takes it on; null: nobody."""

    user_id: UUID | None


class SnoozeGap(RequestBody):
    """Until when it is not shown; later than now, at most a year."""

    until: AwareDatetime


class CloseGap(RequestBody):
    """Why, and which flow closes it. A flow that is still a draft closes it when it is published."""

    note: Note | None = None
    flow_id: UUID | None = None
