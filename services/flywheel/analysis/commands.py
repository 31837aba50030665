"""What is asked of a session's analysis."""

from datetime import datetime
from uuid import UUID

from services.flywheel.analysis.events import Cause, EngineName, Verdict
from shared.message import Command


class DeferAnalysis(Command):
    """Let the session wait."""

    outcome: int
    until: datetime
    at: datetime


class ResumeAnalysis(Command):
    """Take the session up again, if it still waits until then."""

    outcome: int
    until: datetime
    at: datetime


class RecordFailure(Command):
    """Say that the session could not be analysed."""

    outcome: int
    at: datetime


class RecordAnalysis(Command):
    """Write down what became of a resolved session."""

    outcome: int
    verdict: Verdict
    divergences: int
    flow_id: UUID | None
    proposal_id: UUID | None
    merged: bool
    engine: EngineName | None
    at: datetime


class RevertOutcome(Command):
    """The session was reopened after that end. `flow_id` is the flow that it was matched with."""

    outcome: int
    flow_id: UUID | None
    at: datetime


class CountOutcome(Command):
    """A flow led a session that ended so."""

    session_id: UUID
    outcome: int
    flow_id: UUID
    cause: Cause
    at: datetime


AnalysisCommand = DeferAnalysis | ResumeAnalysis | RecordFailure | RecordAnalysis | RevertOutcome
