"""What became of a session's ends: the streams `analysis-<session>`, sealed by the case's key. Times are UTC.

What flows' success rates are folded from must outlive the case: streams `analysis-<id>` of one event each, sealed by
the account's key.
"""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.log import Registry
from shared.message import Event

Verdict = Literal["enhancement", "auto_reinforced", "new_flow"]
EngineName = Literal["playbook", "claude"]
Cause = Literal["followed", "reopened", "abandoned", "handed_over"]


class AnalysisDeferred(Event):
    """The account's proposals of the day are made; the session waits. `outcome` counts its ends from 1."""

    outcome: int
    until: datetime
    at: datetime


class AnalysisResumed(Event):
    """The session has waited long enough."""

    outcome: int
    at: datetime


class AnalysisFailed(Event):
    """The session could not be analysed; operators see why. It may be tried again."""

    outcome: int
    at: datetime


class SessionAnalysed(Event):
    """A resolved session was analysed, once and for all.

    `proposal_id` is None where a flow that is published already says as much: `flow_id` then, which is otherwise the
    flow that the session was matched with. `merged`: the proposal was there before. `engine` wrote the draft.
    """

    outcome: int
    verdict: Verdict
    divergences: int
    flow_id: UUID | None
    proposal_id: UUID | None
    merged: bool
    engine: EngineName | None
    at: datetime


class OutcomeReverted(Event):
    """The session was reopened: that resolution did not hold. `flow_id` is the flow that it was matched with."""

    outcome: int
    flow_id: UUID | None
    at: datetime


class FlowOutcomeCounted(Event):
    """A flow led a session and it worked, or it did not."""

    session_id: UUID
    outcome: int
    flow_id: UUID
    worked: bool
    cause: Cause
    at: datetime


AnalysisEvent = AnalysisDeferred | AnalysisResumed | AnalysisFailed | SessionAnalysed | OutcomeReverted

ANALYSIS_EVENTS: Registry[AnalysisEvent] = Registry(
    AnalysisDeferred, AnalysisResumed, AnalysisFailed, SessionAnalysed, OutcomeReverted
)
TALLY_EVENTS: Registry[FlowOutcomeCounted] = Registry(FlowOutcomeCounted)
