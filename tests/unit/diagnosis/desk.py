"""A session between engineers, worked with the real decider, view and playbook; only the bus is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID

from services.diagnosis.adapters.playbook import next_step
from services.diagnosis.adapters.playbook.insight import findings
from services.diagnosis.commands import (
    AdoptFlow,
    AnswerStep,
    ProposeStep,
    ReopenSession,
    ResolveSession,
    SessionCommand,
)
from services.diagnosis.domain import SESSION
from services.diagnosis.escalation.briefing import briefing_of
from services.diagnosis.escalation.commands import Escalate, GainInsight, GiveBriefing, PickUp, TakeBack
from services.diagnosis.events import FlowGuide, SessionEvent, StepProposed
from services.diagnosis.material.learning import learned
from services.diagnosis.near import NearFlow
from services.diagnosis.nearest import chosen_flow
from services.diagnosis.ports import CaseView
from services.diagnosis.state import Case, NotStarted, OpenStep, State, awaited
from services.diagnosis.view import case_view
from shared.message import Actor
from tests.unit.diagnosis.examples import ANNA, BEN, LATER, START

SESSION_ID = UUID(int=77)


@dataclass
class Desk:
    """One session; `library` holds the flows that may be adopted, `near` what a search for words finds."""

    library: dict[UUID, FlowGuide] = field(default_factory=dict)
    near: tuple[NearFlow, ...] = ()
    events: list[SessionEvent] = field(default_factory=list)
    state: State = field(default_factory=NotStarted)
    owner: Actor = ANNA
    _ids: Iterator[int] = field(default_factory=lambda: count(10_000))

    def begin(self, **changes: Any) -> "Desk":
        """The session starts."""
        self.do(START.model_copy(update={"nearest": (), **changes}))
        return self

    def do(self, command: SessionCommand) -> Sequence[SessionEvent]:
        """What the command brings about; raises what refuses it."""
        new = SESSION.decide(command, self.state)
        self.events += new
        self.state = SESSION.fold(new, self.state)
        return new

    def told(self, kind: type[Any], **body: Any) -> Sequence[SessionEvent]:
        """The owner's command."""
        return self.do(kind(actor=self.owner, at=LATER, **body))

    @property
    def case(self) -> Case:
        """What the session knows."""
        assert not isinstance(self.state, NotStarted)
        return self.state.case

    @property
    def view(self) -> CaseView:
        """The case as an engine sees it."""
        return case_view(SESSION_ID, None, self.case, self.events)

    @property
    def open(self) -> OpenStep | None:
        """The open step."""
        phase = getattr(self.state, "phase", None)
        return phase if isinstance(phase, OpenStep) else None

    def propose(self) -> StepProposed:
        """The playbook puts the awaited step, adopting the flow that was chosen."""
        case = awaited(self.state)
        assert case is not None, "no step is awaited"
        near = chosen_flow(self.view)
        if near is not None and near.flow_id in self.library:
            guide = self.library[near.flow_id].model_copy(update={"score": near.score})
            self.do(AdoptFlow(at=LATER, order=case.order, flow=guide))
        view = self.view
        command = ProposeStep(
            at=LATER, order=case.order, attempt=case.attempt, step_id=self.mint(), proposal=next_step(view),
            engine="playbook", facts=learned(view.steps, {}, self.mint),
        )  # fmt: skip
        return next(event for event in self.do(command) if isinstance(event, StepProposed))

    def answer(self, **said: Any) -> Sequence[SessionEvent]:
        """The owner answers the open step."""
        return self.told(AnswerStep, **said)

    def escalate(self, reason: str = "I am out of ideas") -> None:
        """The owner asks for a colleague; the record is looked through."""
        self.told(Escalate, reason=reason)
        found = findings(self.view)
        self.do(GainInsight(
            at=LATER, outcome=self.case.outcomes, remaining_hypotheses=found.remaining_hypotheses,
            suggested_next_steps=found.suggested_next_steps, steps_ruled_out=found.steps_ruled_out, engine="playbook",
        ))  # fmt: skip

    def take_back(self) -> None:
        """Who escalated goes on."""
        self.told(TakeBack)

    def pick_up(self, context: str | None = None) -> None:
        """The colleague takes it, fresh where they bring something along, and is briefed."""
        self.owner = BEN if self.owner == ANNA else ANNA
        self.told(PickUp, mode="fresh" if context else "continue", additional_context=context)
        self.do(GiveBriefing(
            at=LATER, outcome=self.case.outcomes, order=self.case.order, step_id=self.mint(),
            content=briefing_of(self.view), nearest=self.near if context else (),
        ))  # fmt: skip

    def reopen(self) -> None:
        """The session is closed, and the end does not hold."""
        self.told(ResolveSession, resolution_summary="Replaced the patch cable.")
        self.told(ReopenSession)

    def mint(self) -> UUID:
        """An id."""
        return UUID(int=next(self._ids))
