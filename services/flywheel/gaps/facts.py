"""What detection needs to know of a session that ended: one row each, made of its events. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from services.flywheel.incoming import (
    EscalationRequested,
    EscalationTakenBack,
    HandedOver,
    SessionAbandoned,
    SessionEvent,
    SessionReopened,
    SessionResolved,
)
from services.flywheel.transcript import Transcript, transcript_of
from services.flywheel.writing.words import telling
from shared.embedding import Vectors

Ended = Literal["resolved", "escalated", "handed_over", "abandoned"]
MOST_WORDS = 80
MOST_VISITS = 60
TOLD_CHARS = 4000


@dataclass(frozen=True, slots=True)
class Led:
    """The flow that led the session, in the version that it kept."""

    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Visit:
    """A node of the flow that was put to the engineer. `option` and `label` are of the answer, if it was an offered
    one; `own_words`: options were offered and something else was said.
    """

    node: str
    option: str | None
    label: str | None
    own_words: bool
    skipped: bool


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A session as it ended last. `version` is its stream's; `words` are those of the problem as it was told, where no
    flow led it.
    """

    session: UUID
    version: int
    domain: str
    started_at: datetime
    ended_at: datetime
    ended: Ended
    reopened: bool
    escalated: bool
    led: Led | None
    steps: int
    visits: tuple[Visit, ...]
    words: tuple[str, ...]

    @property
    def solved(self) -> bool:
        """Whether the problem was solved, and it held so far."""
        return self.ended == "resolved" and not self.reopened

    @property
    def skips(self) -> int:
        """How many nodes of the flow were skipped."""
        return sum(visit.skipped for visit in self.visits)


@dataclass(frozen=True, slots=True)
class Row:
    """A fact with what the problem means: a unit vector of the embedder that is in use; empty where a flow led it."""

    fact: SessionFact
    meaning: Vectors


@dataclass(frozen=True, slots=True)
class _End:
    how: Ended
    at: datetime


_ENDS: dict[type[SessionEvent], Ended] = {
    SessionResolved: "resolved",
    SessionAbandoned: "abandoned",
    HandedOver: "handed_over",
    EscalationRequested: "escalated",
}


def fact_of(session: UUID, version: int, events: Sequence[SessionEvent]) -> SessionFact | None:
    """The row of a session whose events were read up to `version`; None where it has not ended, or not any more."""
    events = _standing(events)
    ends = [end for event in events if (end := _end(event))]
    told = transcript_of(events)
    if not ends or told.started is None:
        return None
    led = told.flow
    return SessionFact(
        session=session,
        version=version,
        domain=told.started.domain,
        started_at=told.started.started_at or ends[0].at,
        ended_at=ends[-1].at,
        ended=ends[-1].how,
        reopened=_is_reopened(events),
        escalated=any(end.how == "escalated" for end in ends),
        led=Led(led.id, led.version) if led else None,
        steps=len(told.steps),
        visits=tuple(_visits(told))[:MOST_VISITS] if led else (),
        words=() if led else tuple(telling(problem_of(told)))[:MOST_WORDS],
    )


def problem_of(told: Transcript) -> str:
    """The problem as it was told: what the engineer wrote, or what intake made of it."""
    if told.started is None:
        return ""
    return ((told.started.intake.text or "").strip() or told.started.summary)[:TOLD_CHARS]


def _standing(events: Sequence[SessionEvent]) -> list[SessionEvent]:
    """The events as if nobody had asked for what was taken back."""
    standing: list[SessionEvent] = []
    taken_back = 0
    for event in reversed(events):
        if isinstance(event, EscalationTakenBack):
            taken_back += 1
        elif taken_back and isinstance(event, EscalationRequested):
            taken_back -= 1
        else:
            standing.append(event)
    return standing[::-1]


def _end(event: SessionEvent) -> _End | None:
    how = _ENDS.get(type(event))
    at = getattr(event, "at", None)
    return _End(how, at) if how and at else None


def _is_reopened(events: Sequence[SessionEvent]) -> bool:
    last = [event for event in events if type(event) in _ENDS or isinstance(event, SessionReopened)][-1]
    return isinstance(last, SessionReopened)


def _visits(told: Transcript) -> Iterable[Visit]:
    """The flow's own nodes that were answered, in order."""
    for step in told.steps[told.led_from :]:
        node, answer = step.step.node_id, step.answer
        if node and answer and not step.of_checklist and not step.is_check:
            yield Visit(node, answer.selected_option, answer.selected_label, step.diverged, answer.was_skipped)
