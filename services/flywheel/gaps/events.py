"""What happened to a knowledge gap: the streams `gap-<id>`, sealed by the account's key. Times are UTC.

What they hold of cases is ids, counts and words of a vocabulary; it outlives a case.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from services.flywheel.analysis.events import EngineName
from services.flywheel.proposals.events import Usage
from shared.log import Registry
from shared.message import Event, Message

Kind = Literal["uncovered", "weak_options", "high_escalation", "falling_success", "many_skips"]
Severity = Literal["low", "medium", "high"]
ClosedReason = Literal["flow_published", "by_hand", "gone"]
ReopenedReason = Literal["by_hand", "snooze_over", "worse", "new_sessions"]


class Evidence(Message):
    """What speaks for a gap: of `sessions` in the last `period_days`, `affected` show it; `share` is 0-1.

    `details` are further figures of the kind; `session_ids` the affected sessions, the newest of them.
    """

    sessions: int
    affected: int
    share: float
    period_days: int
    details: dict[str, float]
    session_ids: tuple[UUID, ...]


class GapFound(Event):
    """Sessions show that something is missing: a flow, or something in one.

    `flow_version` is the version that the evidence is of; `node_id` the node, where the gap is about one.
    """

    kind: Kind
    title: str
    problem_domain: str | None
    flow_id: UUID | None
    flow_name: str | None
    flow_version: int | None
    node_id: str | None
    keywords: tuple[str, ...]
    severity: Severity
    evidence: Evidence
    example_session_ids: tuple[UUID, ...]
    at: datetime


class GapChanged(Event):
    """The evidence is notably another."""

    title: str
    problem_domain: str | None
    flow_name: str | None
    flow_version: int | None
    keywords: tuple[str, ...]
    severity: Severity
    evidence: Evidence
    example_session_ids: tuple[UUID, ...]
    at: datetime


class GapRelabelled(Event):
    """A session that it was named after was erased: until its evidence is told anew it is called neutrally, and has no
    keywords.
    """

    title: str
    at: datetime


class GapAssigned(Event):
    """Somebody takes it on; with None nobody does any more."""

    user_id: UUID | None
    by: UUID
    at: datetime


class GapSnoozed(Event):
    """It shall not be shown until then, unless it gets worse."""

    until: datetime
    by: UUID
    at: datetime


class GapClosed(Event):
    """It is one no more. `by` is None where the flywheel closed it; `flow_id` the flow that closes it."""

    reason: ClosedReason
    by: UUID | None
    flow_id: UUID | None
    note: str | None
    at: datetime


class GapReopened(Event):
    """It is one again. `by` is None where the flywheel says so."""

    reason: ReopenedReason
    by: UUID | None
    at: datetime


class GapDraftAsked(Event):
    """Somebody wants a flow made of its sessions. `round` counts the drafts from 1."""

    round: int
    by: UUID
    at: datetime


class FlowDraftedForGap(Event):
    """A flow for it is in the library, as a draft: publishing it closes the gap.

    `by`: somebody named it, with a `note` for when it closes; otherwise it was made of `session_ids`, by `engine`.
    """

    round: int
    flow_id: UUID
    session_ids: tuple[UUID, ...]
    by: UUID | None
    note: str | None
    engine: EngineName | None
    usage: Usage | None
    prompt_version: str | None
    prompt_blob: str | None
    at: datetime


class GapDraftDropped(Event):
    """The flow that was to close it is archived; another one can be made."""

    flow_id: UUID
    at: datetime


class GapDraftRefused(Event):
    """No flow came of it; `code` says why."""

    round: int
    code: str
    at: datetime


GapEvent = (
    GapFound
    | GapChanged
    | GapRelabelled
    | GapAssigned
    | GapSnoozed
    | GapClosed
    | GapReopened
    | GapDraftAsked
    | FlowDraftedForGap
    | GapDraftDropped
    | GapDraftRefused
)

GAP_EVENTS: Registry[GapEvent] = Registry(
    GapFound,
    GapChanged,
    GapRelabelled,
    GapAssigned,
    GapSnoozed,
    GapClosed,
    GapReopened,
    GapDraftAsked,
    FlowDraftedForGap,
    GapDraftDropped,
    GapDraftRefused,
)
