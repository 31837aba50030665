"""What answers told, as facts: pure, the same for every engine.

A step tells something once it is answered, unless it was skipped, is a suggested resolution (its fix tells how it
turned out), or only asked how to go on. It tells it once: a step that has a fact gets no other, not even when that
fact was retracted.
"""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from contracts.places import NEAREST
from services.diagnosis.nearest import NONE_OF_THESE
from services.diagnosis.ports import LearnedFact, PastStep
from services.diagnosis.wording import asked_and_said


def tells(step: PastStep) -> bool:
    """Whether the step told something that no fact holds yet."""
    answer = step.answer
    if step.has_fact or answer is None or answer.was_skipped or step.shape == "resolution_suggestion":
        return False
    only_the_way = (step.node_id or "").startswith(NEAREST) or answer.selected_option == NONE_OF_THESE
    return bool(answer.free_text) or not only_the_way


def learned(
    steps: Iterable[PastStep], wordings: Mapping[UUID, str], mint: Callable[[], UUID]
) -> tuple[LearnedFact, ...]:
    """What all of the session's steps have told: in the engine's words where it has some, by the rule otherwise."""
    return tuple(
        LearnedFact(
            fact_id=mint(),
            text=wordings.get(step.step_id) or asked_and_said(step),
            source_type="diagnostic_check",
            source_summary=f"Step {number}",
            step_id=step.step_id,
        )
        for number, step in enumerate(steps, start=1)  # as people count: a briefing is none
        if tells(step)
    )
