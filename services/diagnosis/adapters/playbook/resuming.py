"""What comes first when a case is taken up again: after reopening it, and after another engineer has picked it up.

    reopened/<n>   how the problem shows now
    held/<fix>     did the fix hold that was waiting, or is it complete? If so:
    holds/<fix>    the suggestion to resolve
    nearest/<n>    does a flow fit what the new engineer brought along? (`scoping.py` asks it too)

After that it goes on where it stood.
"""

from collections.abc import Iterator

from contracts.places import NEAREST, REOPENED
from services.diagnosis.adapters.playbook import offering, words
from services.diagnosis.events import Option
from services.diagnosis.known import Escalation, KnownFix
from services.diagnosis.material.held import HELD
from services.diagnosis.ports import Action, CaseView, Question, ResolutionSuggestion

_QUOTED_CHARS = 120


def next_on_resuming(case: CaseView) -> Question | Action | ResolutionSuggestion | None:
    """The next step that only taking the case up again brings; None where there is none left."""
    return _reopened(case) or next(_fixes(case), None) or _fresh(case)


def _reopened(case: CaseView) -> Question | None:
    number = len(case.failed_fixes)
    node_id = f"{REOPENED}{number}"
    if number == 0 or any(step.node_id == node_id and step.answer for step in case.steps):
        return None
    return Question(
        text="The case was reopened. How does the problem show now?"
        if number == 1
        else f"The case was reopened, for the {number}. time. How does the problem show now?",
        why=_why_reopened(case),
        options=(
            Option(label="Just as before", value="same"),
            Option(label="Only in part", value="partly"),
            Option(label="In another way", value="different"),
            Option(label="It is a new problem", value="new"),
        ),
        node_id=node_id,
    )


def _why_reopened(case: CaseView) -> str:
    earlier = case.failed_fixes[-1]
    if earlier.resolution_summary:
        return f"The earlier end did not hold: {earlier.resolution_summary}"
    left = {"abandoned": "The case had been left without a result.", "handed_over": "The case had been handed over."}
    return left.get(earlier.ended, "The earlier end did not hold.")


def _fixes(case: CaseView) -> Iterator[Action | ResolutionSuggestion]:
    answers = {step.node_id: step.answer for step in case.steps if step.node_id and step.answer}
    for fix in case.fixes:
        found = answers.get(f"{HELD}{fix.fix_id}")
        if found is None and not fix.superseded and _just_resumed(case):
            yield from _verification(fix)
        elif found is not None and found.succeeded and f"holds/{fix.fix_id}" not in answers:
            yield _holds(fix)


def _just_resumed(case: CaseView) -> bool:
    """Whether nothing was answered since, but how the problem shows now."""
    resumed = [escalation.before_order for escalation in case.escalations if escalation.picked_up_by]
    resumed += [fix.before_order for fix in case.failed_fixes]
    since = [step for step in case.steps if resumed and step.order >= max(resumed) and step.answer]
    return bool(resumed) and all((step.node_id or "").startswith(REOPENED) for step in since)


def _verification(fix: KnownFix) -> Iterator[Action]:
    if fix.status == "applied_pending":
        yield Action(
            text=f"Check whether this held: {fix.title}",
            kind="verification",
            expected_outcome="The problem is gone and stays away.",
            why=f"It was put in place and not verified yet. {_because('What was waited for', fix.notes)}".strip(),
            node_id=f"{HELD}{fix.fix_id}",
        )
    elif fix.status == "applied_partial":
        yield Action(
            text=f"Complete what is still open of this: {fix.title}",
            expected_outcome="Nothing is left of the problem.",
            why=f"It helped in part. {_because('Still open', fix.notes)}".strip(),
            node_id=f"{HELD}{fix.fix_id}",
        )


def _because(what: str, notes: str | None) -> str:
    return f"{what}: {notes}" if notes else ""


def _holds(fix: KnownFix) -> ResolutionSuggestion:
    return ResolutionSuggestion(
        summary=f"It held: {fix.title}",
        resolution_summary=fix.description,
        why="What was waited for has been checked.",
        confidence=0.9,
        node_id=f"holds/{fix.fix_id}",
    )


def _fresh(case: CaseView) -> Question | None:
    """The offer to the last engineer who began anew; it stands until somebody answers it."""
    taken = [escalation for escalation in case.escalations if escalation.picked_up_by and escalation.fresh]
    context = taken[-1].context if taken else None
    if not context or _offered_since(case, taken[-1]):
        return None
    flows = offering.fresh_flows(case, taken[-1], context)
    if not flows:
        return None
    quoted = words.shortened(context, _QUOTED_CHARS)
    return offering.which_flow(
        case,
        flows,
        text=f"With what was brought along (“{quoted}”): does one of these flows describe the problem?",
        why="They are the nearest to these words. With “None of these” it goes on where it stood.",
    )


def _offered_since(case: CaseView, escalation: Escalation) -> bool:
    return any(
        (step.node_id or "").startswith(NEAREST) and step.answer and step.order >= escalation.before_order
        for step in case.steps
    )
