"""Suggestions that nobody answered, but that are decided all the same.

A suggested resolution is not put again when its fix has an outcome, or when the session was resolved over it and
reopened: that is an answer. One that was only left open, as by an escalation, is.
"""

from dataclasses import replace

from services.diagnosis.known import KnownFix
from services.diagnosis.ports import Answer, CaseView, PastStep


def settled(case: CaseView) -> CaseView:
    """The case with these suggestions answered."""
    outcomes = {fix.step_id: fix for fix in case.fixes if fix.step_id is not None}
    resolved_before = max((fix.before_order for fix in case.failed_fixes if fix.ended == "resolved"), default=0)
    steps = (_settled(step, outcomes.get(step.step_id), resolved_before) for step in case.steps)
    return replace(case, steps=tuple(steps))


def _settled(step: PastStep, fix: KnownFix | None, resolved_before: int) -> PastStep:
    if step.shape != "resolution_suggestion" or step.answer is not None:
        return step
    if fix is not None and fix.status != "proposed":
        return replace(step, answer=Answer(succeeded=fix.status == "applied_success"))
    return replace(step, answer=Answer(succeeded=False)) if step.order < resolved_before else step
