"""A case for the playbook, and playing through it with answers of a given kind."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.diagnosis.adapters.playbook import next_step
from services.diagnosis.events import FlowGuide
from services.diagnosis.near import NearFlow
from services.diagnosis.ports import Action, Answer, CaseView, PastStep, Question, ResolutionSuggestion

Step = Question | Action | ResolutionSuggestion
Answering = Callable[[Step], Answer]

CASE = CaseView(
    account=UUID(int=1),
    session=UUID(int=2),
    client=None,
    user=UUID(int=3),
    order=0,
    attempt=1,
    max_steps=30,
    summary="Something is wrong",
    domain="other",
    symptoms=(),
    urgency="medium",
    confidence=0.0,
    intake_text="It does not work",
)
YES = Answer(succeeded=True)
NO = Answer(succeeded=False)
SKIP = Answer(was_skipped=True)


def flow(tree: dict[str, Any], score: float = 0.9) -> FlowGuide:
    """A matched flow with that tree."""
    return FlowGuide(id=UUID(int=50), name="The flow", version=1, score=score, tree=tree)


def on_flow(tree: dict[str, Any], **changes: Any) -> CaseView:
    """A case that the flow fits."""
    return replace(CASE, flow=flow(tree), **changes)


def nearest(*names: str) -> tuple[NearFlow, ...]:
    """Flows that were candidates."""
    return tuple(
        NearFlow(flow_id=UUID(int=60 + number), flow_version=1, name=name, score=0.4)
        for number, name in enumerate(names)
    )


def propose(case: CaseView) -> Step:
    """The playbook's next step."""
    return next_step(case)


def choose(label: str) -> Answer:
    """The option with that label, by its value, which `answered` fills in."""
    return Answer(selected_label=label)


def answered(case: CaseView, step: Step, answer: Answer) -> CaseView:
    """The case after the answer."""
    options = step.options if isinstance(step, Question) else ()
    if answer.selected_label is not None:
        value = next(option.value for option in options if option.label == answer.selected_label)
        answer = replace(answer, selected_option=value)
    past = PastStep(
        order=case.order,
        shape=step.shape,
        text=step.summary if isinstance(step, ResolutionSuggestion) else step.text,
        options=options,
        node_id=step.node_id,
        engine="playbook",
        confidence=step.confidence or 0.0,
        answer=answer,
        step_id=UUID(int=1000 + case.order),
        flow_id=case.flow.id if case.flow else None,
    )
    return replace(case, order=case.order + 1, steps=(*case.steps, past), confidence=step.confidence or 0.0)


def play(case: CaseView, *answers: Answer) -> tuple[CaseView, list[Step]]:
    """Answer the steps one after another; the case after it, and the steps that were put."""
    steps: list[Step] = []
    for answer in answers:
        step = propose(case)
        steps.append(step)
        case = answered(case, step, answer)
    return case, steps


def play_on(case: CaseView, answering: Answering, limit: int, until: str = "never") -> list[Step]:
    """Up to `limit` steps with the answers that `answering` gives; ends when a suggestion is accepted, or with the
    first step whose node id begins with `until`."""
    steps: list[Step] = []
    for _ in range(limit):
        step = propose(case)
        steps.append(step)
        if (step.node_id or "").startswith(until):
            break
        answer = answering(step)
        if isinstance(step, ResolutionSuggestion) and answer.succeeded:
            break
        case = answered(case, step, answer)
    return steps
