"""What is asked of a flow and of a case's match."""

from services.matching.events import Candidate, FlowContent, MatchedFlow, Thresholds, Weights
from shared.message import Actor, Command


class DraftFlow(FlowContent, Command):
    """Write a new flow."""

    actor: Actor


class ImportFlow(FlowContent, Command):
    """Write a flow of an import and publish it if that is asked; quiet when it was imported before."""

    actor: Actor
    publish: bool


class ReviseFlow(FlowContent, Command):
    """Rewrite a flow."""

    actor: Actor
    expected_version: int | None = None


class PublishFlow(Command):
    """Match and lead cases with the flow as it is written now."""

    actor: Actor
    expected_version: int | None = None


class ArchiveFlow(Command):
    """Match no more cases with the flow."""

    actor: Actor
    expected_version: int | None = None


FlowCommand = DraftFlow | ImportFlow | ReviseFlow | PublishFlow | ArchiveFlow


class RecordMatch(Command):
    """Write down which flows fit a case. `best` is the first candidate's flow, whether it is good enough or not."""

    candidates: tuple[Candidate, ...]
    best: MatchedFlow | None
    thresholds: Thresholds
    weights: Weights
    embedder: str
    calibration: str
