"""The decider of a session's analysis: each end counts once, whatever comes twice or late. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from services.flywheel.analysis.commands import (
    AnalysisCommand,
    DeferAnalysis,
    RecordAnalysis,
    RecordFailure,
    ResumeAnalysis,
    RevertOutcome,
)
from services.flywheel.analysis.events import (
    AnalysisDeferred,
    AnalysisEvent,
    AnalysisFailed,
    AnalysisResumed,
    OutcomeReverted,
    SessionAnalysed,
)
from shared.decider import Decider


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of a session's ends, by their number. `waiting` says until when."""

    done: Mapping[int, SessionAnalysed] = field(default_factory=dict)
    failed: frozenset[int] = frozenset()
    waiting: Mapping[int, datetime] = field(default_factory=dict)
    reverted: Mapping[int, OutcomeReverted] = field(default_factory=dict)


def decide(command: AnalysisCommand, analysis: Analysis) -> list[AnalysisEvent]:
    """The events that the command causes; what is known already causes none."""
    match command:
        case DeferAnalysis():
            return _defer(command, analysis)
        case ResumeAnalysis():
            waits = analysis.waiting.get(command.outcome) == command.until
            return [AnalysisResumed(outcome=command.outcome, at=command.at)] if waits else []
        case RecordFailure():
            known = command.outcome in analysis.done or command.outcome in analysis.failed
            return [] if known else [AnalysisFailed(**dict(command))]
        case RecordAnalysis():
            return [] if command.outcome in analysis.done else [SessionAnalysed(**dict(command))]
        case RevertOutcome():
            return [] if command.outcome in analysis.reverted else [OutcomeReverted(**dict(command))]
        case _:
            assert_never(command)


def evolve(analysis: Analysis, event: AnalysisEvent) -> Analysis:
    """The analysis after one more event."""
    match event:
        case AnalysisDeferred():
            return replace(analysis, waiting={**analysis.waiting, event.outcome: event.until})
        case AnalysisResumed():
            return replace(analysis, waiting=_without(analysis.waiting, event.outcome))
        case AnalysisFailed():
            return replace(analysis, failed=analysis.failed | {event.outcome})
        case SessionAnalysed():
            return replace(
                analysis,
                waiting=_without(analysis.waiting, event.outcome),
                failed=analysis.failed - {event.outcome},
                done={**analysis.done, event.outcome: event},
            )
        case OutcomeReverted():
            return replace(analysis, reverted={**analysis.reverted, event.outcome: event})
        case _:
            assert_never(event)


ANALYSIS = Decider[Analysis, AnalysisCommand, AnalysisEvent](initial=Analysis(), decide=decide, evolve=evolve)


def _defer(command: DeferAnalysis, analysis: Analysis) -> list[AnalysisEvent]:
    if command.outcome in analysis.done or analysis.waiting.get(command.outcome) == command.until:
        return []
    return [AnalysisDeferred(**dict(command))]


def _without(waiting: Mapping[int, datetime], outcome: int) -> dict[int, datetime]:
    return {number: until for number, until in waiting.items() if number != outcome}
