"""Sessions as they may go: whatever is asked of the real decider in whatever order, and what came of it."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from services.diagnosis.commands import (
    AbandonSession,
    AnswerStep,
    FailStep,
    PauseSession,
    ProposeStep,
    RateSession,
    ReassignSession,
    ReopenSession,
    ResolveSession,
    ResumeSession,
    RetryStep,
    SessionCommand,
)
from services.diagnosis.commands_base import Assignee
from services.diagnosis.domain import SESSION
from services.diagnosis.escalation.commands import Escalate, GainInsight, GiveBriefing, HandOver, PickUp, TakeBack
from services.diagnosis.events import ActionResult, SessionEvent
from services.diagnosis.material.commands import (
    AddFact,
    RecordFixOutcome,
    RecordScript,
    RecordScriptResult,
    RemindOfFix,
    RetractFact,
    ReviseFact,
    SuggestFix,
)
from services.diagnosis.material.fixes import waiting
from services.diagnosis.ports import Action, LearnedFact, Question, ResolutionSuggestion
from services.diagnosis.state import AwaitingBriefing, NotStarted, Started, State, open_step
from shared.errors import Problem
from shared.message import Actor
from tests.unit.diagnosis.examples import ACCOUNT, ANNA, BEN, LEAD, NO, NOW, START, TEAM, YES
from tests.unit.gateway.test_case_escalation import briefing

CARLA = Actor(account_id=ACCOUNT, user_id=UUID(int=14), name="Carla", role="engineer", team_id=UUID(int=4))
PEOPLE = (ANNA, BEN, LEAD, CARLA)
TEMPLATE = UUID(int=900)
OUTCOMES = ("applied_success", "applied_failed", "applied_partial", *["applied_pending"] * 4, "dismissed")


class Story:
    """A session that is being told; `seed` decides all of it."""

    def __init__(self, seed: int, team: UUID | None = TEAM) -> None:
        self._choice = random.Random(seed)
        self._number = 0
        self.events: list[SessionEvent] = list(SESSION.decide(START.model_copy(update={"team_id": team}), NotStarted()))
        self.state: State = SESSION.fold(self.events)

    def tell(self, commands: int) -> Sequence[SessionEvent]:
        """Ask so many times for something; all that has happened. What is refused did not."""
        for _ in range(commands):
            self._number += 1
            try:
                new = SESSION.decide(self._command(), self.state)
            except Problem:
                continue
            self.events += new
            self.state = SESSION.fold(new, self.state)
        return self.events

    def _command(self) -> SessionCommand:
        state = self.state
        assert isinstance(state, Started)
        owner = next(person for person in PEOPLE if person.user_id == state.case.owner_id)
        actor = owner if self._choice.random() < 0.8 else self._choice.choice(PEOPLE)
        makers = (_engine, _lifecycle, _material, _escalation)
        maker = self._choice.choices(makers, (5, 1, 4, 3))[0]
        return maker(self._choice, state, {"actor": actor, "at": NOW + timedelta(minutes=self._number)}, self._number)


def _engine(choice: random.Random, state: Started, user: dict[str, Any], number: int) -> SessionCommand:
    """FlowPilot's next word, or the engineer's."""
    case, at, phase, step = state.case, user["at"], getattr(state, "phase", None), open_step(state)
    if isinstance(phase, AwaitingBriefing):
        given = briefing(case.order).model_dump() | {"outcome": phase.outcome, "at": at, "step_id": UUID(int=number)}
        return GiveBriefing(**given)
    if step is not None:
        return _answer(choice, user, step.shape)
    if choice.random() < 0.1:
        return FailStep(
            at=at, order=case.order, attempt=case.attempt, code="c", detail="d", retriable=True, engine="claude"
        )
    if choice.random() < 0.2:
        return RetryStep(**user)
    proposal = choice.choice([
        Question(text="Does it ping?", options=(YES, NO)),
        Action(text="Restart it", kind="script_generation", template_id=TEMPLATE),
        ResolutionSuggestion(summary="It prints", resolution_summary="Caused by: a. Fixed by: b."),
    ])  # fmt: skip
    facts = tuple(
        LearnedFact(
            fact_id=UUID(int=10_000 + number), text=f"Known {number}", source_type="diagnostic_check",
            source_summary=None, step_id=known,
        )
        for known in list(case.steps)[:1]
    )  # fmt: skip
    return ProposeStep(
        at=at, order=case.order, attempt=case.attempt, step_id=UUID(int=number), proposal=proposal, engine="playbook",
        facts=facts,
    )  # fmt: skip


def _answer(choice: random.Random, user: dict[str, Any], shape: str) -> SessionCommand:
    if shape == "question":
        said: dict[str, Any] = choice.choice([
            {"selected_option": "yes"}, {"free_text": "No idea"}, {"was_skipped": True},
        ])  # fmt: skip
    else:
        said = {"action_result": ActionResult(success=choice.random() < 0.5, details="So")}
    return AnswerStep(**user, **said)


def _lifecycle(choice: random.Random, _: Started, user: dict[str, Any], __: int) -> SessionCommand:
    makers: list[Callable[[], SessionCommand]] = [
        lambda: PauseSession(**user),
        lambda: ResumeSession(**user),
        lambda: ResumeSession(**user),
        lambda: ResolveSession(**user, resolution_summary="It works again.", rating=choice.choice([None, 4])),
        lambda: AbandonSession(**user),
        lambda: ReopenSession(**user),
        lambda: ReopenSession(**user),
        lambda: RateSession(**user, rating=choice.randint(1, 5)),
        lambda: ReassignSession(**user | {"actor": LEAD}, to=_assignee(choice)),
    ]
    return choice.choice(makers)()


def _material(choice: random.Random, state: Started, user: dict[str, Any], number: int) -> SessionCommand:
    material = state.case.material
    fact = choice.choice(list(material.facts) or [UUID(int=1)])
    fix = choice.choice([*list(material.fixes)[-2:], material.active_fix or UUID(int=1)])
    script = choice.choice(list(material.scripts) or [UUID(int=1)])
    pending = waiting(material)
    makers: list[Callable[[], SessionCommand]] = [
        lambda: AddFact(**user, fact_id=UUID(int=20_000 + number), text=f"Seen {number}"),
        lambda: ReviseFact(**user, fact_id=fact, text=f"Better {number}"),
        lambda: RetractFact(**user, fact_id=fact),
        lambda: SuggestFix(**user, fix_id=UUID(int=30_000 + number), title=f"Fix {number}", description="So."),
        lambda: RecordFixOutcome(**user, fix_id=fix, outcome=choice.choice(OUTCOMES), notes=f"Note {number}"),
        lambda: RecordFixOutcome(**user, fix_id=fix, outcome=choice.choice(OUTCOMES), notes=f"Note {number}"),
        lambda: RecordScript(
            **user, generation_id=UUID(int=40_000 + number), template_id=TEMPLATE, template_version=1,
            template_name="Restart", template_slug="restart", shell="bash", parameters_used={},
        ),
        lambda: RecordScriptResult(**user, generation_id=script, success=choice.random() < 0.5),
        lambda: RemindOfFix(
            at=user["at"], fix_id=pending.fix_id, pending_since=pending.since, number=pending.number
        ) if pending else RetractFact(**user, fact_id=fact),
    ]  # fmt: skip
    return choice.choice(makers)()


def _escalation(choice: random.Random, state: Started, user: dict[str, Any], number: int) -> SessionCommand:
    someone = choice.choice(PEOPLE)
    insight = {"remaining_hypotheses": ("H",), "suggested_next_steps": (), "steps_ruled_out": (), "engine": "playbook"}
    makers: list[Callable[[], SessionCommand]] = [
        lambda: Escalate(**user, reason=f"Beyond me, {number}", to=choice.choice([None, _assignee(choice)])),
        lambda: PickUp(**user | {"actor": someone}, mode="fresh", additional_context="Seen before"),
        lambda: PickUp(**user | {"actor": someone}),
        lambda: TakeBack(**user),
        lambda: HandOver(**user, recipient="The vendor"),
        lambda: GainInsight(at=user["at"], outcome=choice.randint(1, state.case.outcomes + 1), **insight),
    ]
    return choice.choice(makers)()


def _assignee(choice: random.Random) -> Assignee:
    person = choice.choice(PEOPLE)
    return Assignee(
        user_id=person.user_id or UUID(int=0), name=person.name, role=person.role, team_id=person.team_id, active=True
    )


def minutes(at: datetime | None) -> str | None:
    """A moment as a document says it."""
    return at.isoformat().replace("+00:00", "Z") if at else None
