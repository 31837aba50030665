"""A session as far as its events were read: what an analysis judges and a proposal is made of. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from contracts.places import CHECK, ids_of, of_checklist, of_flow
from services.flywheel.incoming import (
    EscalationTakenBack,
    FlowAdopted,
    LeadingFlow,
    SessionEvent,
    SessionReopened,
    SessionResolved,
    SessionStarted,
    StepAnswered,
    StepProposed,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A step and its answer; the last step may have none. `of_flow`: it is a node of the flow that led then."""

    step: StepProposed
    answer: StepAnswered | None = None
    of_flow: bool = False

    @property
    def diverged(self) -> bool:
        """Whether options were offered and the engineer's own words were given instead."""
        return bool(self.step.options and self.answer and self.answer.was_free_text)

    @property
    def kind(self) -> str:
        """`question`, `action` or `resolution_suggestion`."""
        return self.step.content.type

    @property
    def said(self) -> str:
        """The engineer's answer in words; empty where there is none."""
        if self.answer is None or self.answer.was_skipped:
            return ""
        return (self.answer.selected_label or self.answer.free_text or "").strip()

    @property
    def succeeded(self) -> bool | None:
        """How an action turned out; None where nobody said."""
        result = self.answer.action_result if self.answer else None
        return result.success if result else None

    @property
    def is_check(self) -> bool:
        """Whether the step looks for a fault: one that it finds leads on, one that it does not is ruled out."""
        return self.kind == "action" and not self.of_flow and (self.step.node_id or "").startswith(CHECK)

    @property
    def of_checklist(self) -> bool:
        """Whether FlowPilot asked it of any problem, for want of a flow: it says nothing of this one."""
        return not self.of_flow and of_checklist(self.step.node_id)

    @property
    def useful(self) -> bool:
        """Whether the step led on: an offered or own answer to a question, a check that found a fault, a fix that
        did not fail.
        """
        if self.of_checklist or self.answer is None or self.answer.was_skipped:
            return False
        if self.kind == "question":
            return bool(self.said and (self.step.options or self.answer.selected_label))
        led_on = self.succeeded is False if self.is_check else self.succeeded is not False
        return self.kind == "action" and led_on


@dataclass(frozen=True, slots=True)
class Transcript:
    """A session up to one of its ends. `adopted` is the flow that the engineer chose, if any; it leads from the step
    number `led_from` on.
    """

    started: SessionStarted | None = None
    adopted: LeadingFlow | None = None
    led_from: int = 0
    steps: tuple[Told, ...] = ()
    resolutions: Mapping[int, SessionResolved] = field(default_factory=dict)
    ends: tuple[int, ...] = ()
    reopened: tuple[int, ...] = ()

    @property
    def flow(self) -> LeadingFlow | None:
        """The flow that leads: the one that the session was matched with, or that the engineer chose."""
        return self.adopted or (self.started.flow if self.started else None)

    def has_node(self, place: str | None) -> bool:
        """Whether the flow that leads has a node of that id."""
        return self.flow is not None and of_flow(place, set(ids_of(self.flow.tree)))

    @property
    def divergences(self) -> tuple[Told, ...]:
        """The questions at which the engineer left the offered answers."""
        return tuple(told for told in self.steps if told.diverged)

    @property
    def outran(self) -> bool:
        """Whether the flow came to an end and the problem was still there: the checklists took over."""
        return any(told.of_checklist and told.answer for told in self.steps[self.led_from :])

    @property
    def confidence(self) -> float:
        """The session's confidence, 0-1: that of its last step."""
        if self.steps:
            return self.steps[-1].step.confidence
        return self.started.confidence if self.started else 0.0


def transcript_of(events: Iterable[SessionEvent]) -> Transcript:
    """The session that events tell of."""
    session = Transcript()
    for event in events:
        session = _after(session, event)
    return session


def _after(session: Transcript, event: SessionEvent) -> Transcript:  # noqa: PLR0911 - a table
    match event:
        case SessionStarted():
            return replace(session, started=event)
        case FlowAdopted():
            return replace(session, adopted=event.flow, led_from=len(session.steps))
        case StepProposed():
            return replace(session, steps=(*session.steps, Told(event, of_flow=session.has_node(event.node_id))))
        case StepAnswered():
            return replace(session, steps=tuple(_answered(told, event) for told in session.steps))
        case SessionReopened():
            return replace(session, reopened=(*session.reopened, *session.ends[-1:]))
        case SessionResolved():
            return _ended(replace(session, resolutions={**session.resolutions, event.outcome: event}), event.outcome)
        case EscalationTakenBack():
            return session
        case _:
            return _ended(session, event.outcome)


def _ended(session: Transcript, outcome: int) -> Transcript:
    return replace(session, ends=(*session.ends, outcome))


def _answered(told: Told, answer: StepAnswered) -> Told:
    return replace(told, answer=answer) if told.step.step_id == answer.step_id else told
