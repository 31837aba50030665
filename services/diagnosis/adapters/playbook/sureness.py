"""How sure the playbook is, from the history alone.

It starts at the match's score, at least at 0.5 for a flow that the engineer chose, at 0.1 where no flow fits.
Each answer that stays on the flow takes it a third of the way towards 0.9; a free text instead of an option, a
skip or a failed action costs 15 %; a rejected suggestion costs 40 %. At a solution it is at least 0.9.

The scoping checklist adds 0.05 an answer, an action 0.08; without a flow it is never surer than 0.6.
"""

from collections.abc import Iterable, Mapping

from services.diagnosis.ports import PastStep

NO_FLOW = 0.1
CHOSEN = 0.5
AT_SOLUTION = 0.9
_AIM, _PULL = 0.9, 1 / 3
_SETBACK, _REJECTED = 0.85, 0.6
_MOST_WITHOUT_FLOW = 0.6
_GAINS: Mapping[str, float] = {"question": 0.05, "action": 0.08, "resolution_suggestion": 0.0}


def on_flow(score: float, steps: Iterable[PastStep], *, chosen: bool) -> float:
    """After these steps of a flow that matched with `score`; `chosen` by the engineer or not."""
    sure = max(score, CHOSEN) if chosen else score
    for step in steps:
        if step.answer is None:
            continue
        if step.shape == "resolution_suggestion":
            sure *= _REJECTED
        elif _stayed(step):
            sure = max(sure, sure + (_AIM - sure) * _PULL)
        else:
            sure *= _SETBACK
    return round(sure, 3)


def without_flow(steps: Iterable[PastStep]) -> float:
    """After these steps of checklists."""
    gained = sum(_GAINS[step.shape] for step in steps if step.answer and not step.answer.was_skipped)
    return round(min(_MOST_WITHOUT_FLOW, NO_FLOW + gained), 3)


def at_solution(sure: float) -> float:
    """When the flow has come to a solution."""
    return max(AT_SOLUTION, sure)


def _stayed(step: PastStep) -> bool:
    answer = step.answer
    if answer is None or answer.was_skipped:
        return False
    if step.shape == "action":
        return answer.succeeded is not False
    return answer.selected_option is not None
