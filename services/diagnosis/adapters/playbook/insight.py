"""What a record says to whoever takes the case over, read off it without a model.

- Ruled out: what was done and did not help, fixes that failed, checks that found nothing, branches that led nowhere.
- Hypotheses: the active fix unless it failed, then the ends of the flow that are still open, or the faults of the
  checklist that were found and not mended, or not looked for yet, then the nearest flows that nobody has tried.
- Next steps: what the active fix waits for, the step that stands next, then what is open behind it.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from contracts.places import CHECK, FIX, NEAREST
from services.diagnosis.adapters.playbook import next_step, offering, words
from services.diagnosis.adapters.playbook.checklists import Check, checklist
from services.diagnosis.adapters.playbook.guided import cause_of, walk_of
from services.diagnosis.adapters.playbook.settled import settled
from services.diagnosis.adapters.playbook.tree import Node
from services.diagnosis.adapters.playbook.walk import Walk
from services.diagnosis.known import UNDECIDED, Findings, KnownFix
from services.diagnosis.ports import CaseView, Gained, PastStep, Question, ResolutionSuggestion

MOST_HYPOTHESES, MOST_STEPS, MOST_RULED_OUT = 4, 4, 12
LINE_CHARS = 240
LIKELY_PCT, FIRST_PCT = 60, 80


class PlaybookInsight:
    """An `Insight` that is always there."""

    async def gain(self, case: CaseView) -> Gained:
        """What the record says; never raises."""
        return Gained(findings(case), engine="playbook")


def findings(case: CaseView) -> Findings:
    """What remains, what comes next, and what is ruled out."""
    known = settled(case)
    return Findings(
        _lines(_hypotheses(known), MOST_HYPOTHESES),
        _lines(_next_steps(known), MOST_STEPS),
        _lines(_ruled_out(known), MOST_RULED_OUT),
    )


def _lines(texts: Iterable[str], most: int) -> tuple[str, ...]:
    different = dict.fromkeys(words.shortened(text, LINE_CHARS) for text in texts)
    return tuple(islice(different, most))


def _active(case: CaseView) -> KnownFix | None:
    return next((fix for fix in case.fixes if not fix.superseded and fix.status in UNDECIDED), None)


def _hypotheses(case: CaseView) -> Iterator[str]:
    fix = _active(case)
    if fix is not None and (fix.status != "proposed" or fix.confidence_pct >= LIKELY_PCT):
        yield f"{fix.title} ({fix.confidence_pct} %{_standing(fix)})"
    so_far = walk_of(case)
    if so_far is not None and so_far.place is not None:
        suggested = _suggested_at(case, fix)
        yield from (cause_of(node) for node in _open_ends(so_far) if node.id != suggested)
    else:
        yield from (check.fault for check in _open_checks(case))
    yield from (f"Another known problem: {flow.name}" for flow in offering.flows_left(case, case.nearest)[:2])


def _standing(fix: KnownFix) -> str:
    return {"applied_partial": ", helped in part", "applied_pending": ", in place, not verified"}.get(fix.status, "")


def _suggested_at(case: CaseView, fix: KnownFix | None) -> str | None:
    """The node whose end the fix is."""
    return next((step.node_id for step in case.steps if fix and step.step_id == fix.step_id), None)


def _open_ends(so_far: Walk) -> Iterator[Node]:
    """The solutions that can still be reached from where the walk stands, in the order of the flow."""
    place = so_far.place
    seen: set[str] = set()
    waiting = [place.node.id] if place else []
    while waiting:
        node = so_far.tree.get(waiting.pop(0))
        if node is None or node.id in seen:
            continue
        seen.add(node.id)
        if node.type == "solution" and node.id not in so_far.ended:
            yield node
        waiting += [option.next_node_id for option in so_far.untried(node) if option.next_node_id]
        waiting += [node.next_node_id] if node.next_node_id else []


def _next_steps(case: CaseView) -> Iterator[str]:
    fix = _active(case)
    if fix is not None and (fix.status != "proposed" or fix.confidence_pct > FIRST_PCT):
        yield _with_fix(fix)
    step = next_step(case)
    if not (step.node_id or "").startswith(NEAREST) and not isinstance(step, ResolutionSuggestion):
        yield f"Find out: {step.text}" if isinstance(step, Question) else step.text
    so_far = walk_of(case)
    if so_far is not None and so_far.place is not None:
        yield from _behind(so_far)
    else:
        yield from (check.do for check in _open_checks(case))
    yield from (f"Compare with the flow “{flow.name}”." for flow in offering.flows_left(case, case.nearest))


def _with_fix(fix: KnownFix) -> str:
    notes = f": {fix.notes}" if fix.notes else ""
    match fix.status:
        case "applied_pending":
            return f"Confirm that this held: {fix.title}. It waits for verification{notes}"
        case "applied_partial":
            return f"Complete or verify what is still open of this: {fix.title}{notes}"
        case _:
            return f"Try the suggested fix: {fix.title}"


def _behind(so_far: Walk) -> Iterator[str]:
    """What the answers that are still open would lead to: from where the walk stands, then from decisions before."""
    place = so_far.place
    earlier = [so_far.tree.nodes[node_id] for node_id in reversed(so_far.trail) if node_id not in so_far.closed]
    for node in dict.fromkeys([place.node.id, *(node.id for node in earlier)] if place else []):
        decision = so_far.tree.nodes[node]
        for option in so_far.untried(decision):
            leads_to = so_far.tree.get(option.next_node_id)
            if leads_to is not None:
                yield f"If “{option.label}” ({decision.name.rstrip('?')}): {leads_to.name}"


def _ruled_out(case: CaseView) -> Iterator[str]:
    yield from (_did_not_help(step) for step in case.steps if _failed(step))
    yield from (_did_not_hold(fix) for fix in case.fixes if fix.status == "applied_failed")
    yield from (check.fault for check in checklist(case.domain).checks if _passed(case, f"{CHECK}{check.id}"))
    so_far = walk_of(case)
    if so_far is not None:
        yield from _led_nowhere(so_far)


def _failed(step: PastStep) -> bool:
    action = step.shape == "action" and not (step.node_id or "").startswith(CHECK)
    return action and step.answer is not None and step.answer.succeeded is False


def _did_not_help(step: PastStep) -> str:
    details = step.answer.details or step.answer.free_text if step.answer else None
    return f"{words.shortened(step.text, LINE_CHARS // 2)} — did not help{f': {details}' if details else ''}"


def _did_not_hold(fix: KnownFix) -> str:
    return f"{fix.title} — did not hold{f': {fix.notes}' if fix.notes else ''}"


def _led_nowhere(so_far: Walk) -> Iterator[str]:
    """Branches that were taken and left again."""
    for node_id, tried in so_far.tried.items():
        node = so_far.tree.nodes[node_id]
        current = so_far.chosen.get(node_id)
        left = {option.id for option in node.options if option.id in tried and option != current}
        yield from (
            f"{node.name.rstrip('?')}: “{option.label}” led nowhere" for option in node.options if option.id in left
        )


def _open_checks(case: CaseView) -> list[Check]:
    """Those that found something nobody has mended, then those that nobody has made."""
    answers = {step.node_id: step.answer for step in case.steps if step.answer}
    checks = checklist(case.domain).checks
    found = [check for check in checks if (made := answers.get(f"{CHECK}{check.id}")) and made.succeeded is False]
    unmade = [check for check in checks if f"{CHECK}{check.id}" not in answers]
    return [*(check for check in found if f"{FIX}{check.id}" not in answers), *unmade]


def _passed(case: CaseView, node_id: str) -> bool:
    return any(step.node_id == node_id and step.answer and step.answer.succeeded for step in case.steps)
