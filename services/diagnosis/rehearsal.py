"""A tree walked as a session would be that it leads: the session's own decider, an engine, and nothing kept."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Annotated, Any, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.diagnosis.commands import AnswerStep, ProposeStep, SessionCommand, StartSession
from services.diagnosis.events import ActionResult, FlowGuide, Intake, SessionEvent
from services.diagnosis.ports import Action, CaseView, Question, ResolutionSuggestion
from services.diagnosis.state import Active, Case, ConfirmedStep, NotStarted, State
from services.diagnosis.view import case_view
from shared.bus.commands import Answer, Endpoint, Request
from shared.decider import Decider
from shared.errors import InvalidInput, Problem, Unavailable
from shared.message import Actor

MAX_ANSWERS = 60
MOST_AT_ONCE = 5
"""Walks in a process, with those that wait: none waits as long as its caller does before it asks again."""
_AT = datetime(2000, 1, 1, tzinfo=UTC)
_SESSION, _ACCOUNT, _USER, _FLOW = (UUID(int=number) for number in range(1, 5))
_ENGINEER = Actor(account_id=_ACCOUNT, user_id=_USER, name="engineer", role="engineer")

Step = Question | Action | ResolutionSuggestion


class Engine(Protocol):
    """What leads through one tree, and needs nothing but the tree and the case."""

    def next_step(self, case: CaseView) -> Step:
        """The next step of the case."""

    def node_of(self, node_id: str | None) -> str | None:
        """The node that a step with that `node_id` stands for; None where it is not the tree's."""


EngineOver = Callable[[Mapping[str, Any]], Engine]
"""Reads a tree. Raises `pydantic.ValidationError` where it is none."""


class GivenAnswer(BaseModel):
    """The answer to a step. `step_id` names the node that it answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    step_id: str | None = None
    selected_option: str | None = None
    free_text: Annotated[str, Field(max_length=2000)] | None = None
    action_success: bool | None = None
    was_skipped: bool = False


class WalkQuery(BaseModel):
    """A tree that keeps the rules, and the answers so far."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tree_structure: dict[str, Any]
    name: str = "This flow"
    answers: Annotated[tuple[GivenAnswer, ...], Field(max_length=MAX_ANSWERS)] = ()


@dataclass(frozen=True, slots=True)
class Rehearsals:
    """Walks trees, one at a time: sessions run in the same process, and go first."""

    decider: Decider[State, SessionCommand, SessionEvent]
    over: EngineOver
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE))
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def queries(self) -> Mapping[str, Endpoint]:
        """The query endpoints, by name."""
        return {"walk_flow": self.walk_flow}

    async def walk_flow(self, request: Request) -> Answer:
        """The steps that the answers lead to, the open one last; see `Rehearsal.walk`.

        Raises Unavailable where too many wait for their turn.
        """
        query = WalkQuery.model_validate(request.body)
        if self.places.locked():
            raise Unavailable("busy", "Too many flows are walked through just now; try again shortly.", retry_after=2)
        async with self.places, self.turn:
            return await asyncio.to_thread(self.walk, query)

    def walk(self, query: WalkQuery) -> Answer:
        """Walk the tree. Raises InvalidInput where it is none that can be walked."""
        guide = FlowGuide(id=_FLOW, name=query.name, version=1, score=1.0, tree=query.tree_structure)
        try:
            rehearsal = Rehearsal(self.decider, self.over(query.tree_structure), guide, len(query.answers))
            return rehearsal.walk(query.answers)
        except ValidationError:
            raise InvalidInput("not_walkable", "This tree breaks rules; validate it first.") from None


@dataclass(slots=True)
class Rehearsal:
    """One session that is only thought."""

    decider: Decider[State, SessionCommand, SessionEvent]
    engine: Engine
    guide: FlowGuide
    answers: int
    state: State = field(default_factory=NotStarted)
    events: list[SessionEvent] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: count(1000))

    def walk(self, answers: Sequence[GivenAnswer]) -> dict[str, Any]:
        """The steps with their answers. `ended`: the flow has nothing left, or what it suggested was confirmed.

        `refusal` is the first answer that its step did not take; those after it are not looked at.
        """
        self._do(self._start())
        refusal = None
        for index, answer in enumerate((*answers, None)):
            if self._is_confirmed() or not self._put():
                return self._told(ended=True, refusal=refusal)
            if answer is None:
                break
            refusal = self._refusal(index, answer)
            if refusal is not None:
                break
        return self._told(ended=False, refusal=refusal)

    def _start(self) -> StartSession:
        return StartSession(
            at=_AT, account_id=_ACCOUNT, owner_id=_USER, owner_name="", team_id=None, summary=self.guide.name,
            domain="other", symptoms=(), urgency="medium",
            intake=Intake(text=None, log_excerpt=None, screenshots=()), ticket_context=None, no_model=True,
            redactions=(), flow=self.guide, guided=True, nearest=(), max_steps=self.answers + 2,
        )  # fmt: skip

    def _put(self) -> bool:
        """Put the next step; False where the tree has none."""
        case = self._case()
        proposal = self.engine.next_step(case_view(_SESSION, None, case, self.events))
        node_id = self.engine.node_of(proposal.node_id)
        if node_id is None:
            return False
        step_id = UUID(int=next(self.ids))
        command = ProposeStep(
            at=_AT, order=case.order, attempt=case.attempt, step_id=step_id, proposal=proposal, engine="playbook"
        )
        self._do(command)
        self.steps.append(_shown(node_id, proposal))
        return True

    def _refusal(self, index: int, answer: GivenAnswer) -> dict[str, Any] | None:
        """Why the open step does not take the answer; None where it has taken it."""
        step = self.steps[-1]
        try:
            if answer.step_id not in (None, step["node_id"]):
                raise InvalidInput("another_step", "The answer belongs to another step; this one comes first now.")
            self._do(_command(answer))
        except Problem as problem:
            return {"index": index, "code": problem.code, "detail": problem.detail}
        step["answer"] = answer.model_dump() | {"step_id": step["node_id"]}
        return None

    def _do(self, command: SessionCommand) -> None:
        new = self.decider.decide(command, self.state)
        self.events += new
        self.state = self.decider.fold(new, self.state)

    def _case(self) -> Case:
        if isinstance(self.state, NotStarted):
            raise TypeError("the session was started")
        return self.state.case

    def _is_confirmed(self) -> bool:
        return isinstance(self.state, Active) and isinstance(self.state.phase, ConfirmedStep)

    def _told(self, *, ended: bool, refusal: dict[str, Any] | None) -> dict[str, Any]:
        phase = self.state.phase if isinstance(self.state, Active) else None
        resolution = phase.step.resolution_summary if isinstance(phase, ConfirmedStep) else None
        return {"steps": self.steps, "ended": ended, "resolution": resolution, "refusal": refusal}


def _command(answer: GivenAnswer) -> AnswerStep:
    success = answer.action_success
    return AnswerStep(
        at=_AT,
        actor=_ENGINEER,
        selected_option=answer.selected_option,
        free_text=answer.free_text,
        was_skipped=answer.was_skipped,
        action_result=None if success is None else ActionResult(success=success),
    )


def _shown(node_id: str, proposal: Step) -> dict[str, Any]:
    """The step as it is answered."""
    options = proposal.options if isinstance(proposal, Question) else ()
    return {
        "node_id": node_id,
        "type": proposal.shape,
        "text": proposal.summary if isinstance(proposal, ResolutionSuggestion) else proposal.text,
        "why": proposal.why,
        "expected_outcome": proposal.expected_outcome if isinstance(proposal, Action) else None,
        "options": [{"label": option.label, "value": option.value} for option in options],
        "allow_free_text": not isinstance(proposal, ResolutionSuggestion) and proposal.allow_free_text,
        "allow_skip": not isinstance(proposal, ResolutionSuggestion) and proposal.allow_skip,
        "answer": None,
    }
