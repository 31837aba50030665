"""The diagnosis without a flow: scope, offer the nearest flows, check, then methods that fit any fault.

    scoping/<topic>   what changed, who is affected, since when, the exact error, what was tried
    nearest/<n>       which of the nearest flows fits, until the engineer says none
    check/<id>        the domain's checks; one that finds something is followed by
    fix/<id>          its fix, and when that worked by
    fixed/<id>        the suggestion to resolve
    state             is the symptom still there? If it is gone:
    gone              the suggestion to resolve
    method/<id>       narrowing down
    open/<n>          what was found meanwhile, as long as there are steps left

The place is derived from the history: what has been answered is not asked again.
"""

import re
from collections.abc import Iterator

from contracts.places import CHECK, FIX, FIXED, GONE, METHOD, OPEN, SCOPING, STATE
from services.diagnosis.adapters.playbook import offering, sureness, words
from services.diagnosis.adapters.playbook.checklists import Check, Checklist, Method, checklist, methods
from services.diagnosis.events import Option
from services.diagnosis.nearest import NONE_OF_THESE
from services.diagnosis.ports import Action, Answer, CaseView, PastStep, Question, ResolutionSuggestion

_ERROR_CODE = re.compile(
    r"\b0x[0-9a-f]{4,}|\bevent (?:id )?\d{2,}|\b\d\.\d\.\d{1,3}\b|\b[A-Z]{3,}\d{3,}", re.IGNORECASE
)

Step = Question | Action | ResolutionSuggestion


def next_without_flow(case: CaseView) -> Step:
    """The next step; there always is one."""
    known = checklist(case.domain)
    answers = dict(_answers(case, known))
    step = next(_open_items(case, known, answers), None) or _open_question(answers)
    return step.model_copy(update={"confidence": sureness.without_flow(case.steps)})


def _open_items(case: CaseView, known: Checklist, answers: dict[str, Answer]) -> Iterator[Step]:
    yield from (step for step in _scoping(case, known) if step.node_id not in answers)
    yield from _nearest(case)
    for check in _in_order(case, known.checks, answers):
        yield from _checking(check, answers)
    yield from _state(case, answers)
    yield from (_method(method) for method in methods() if f"{METHOD}{method.id}" not in answers)


def _answers(case: CaseView, known: Checklist) -> Iterator[tuple[str, Answer]]:
    """What was answered, by node; a model that asked in the words of the checklist has asked for it."""
    topics = {words.plain(ask.text): f"{SCOPING}{topic}" for topic, ask in known.scoping.items()}
    for step in case.steps:
        node_id = step.node_id or topics.get(words.plain(step.text))
        if node_id and step.answer:
            yield node_id, step.answer


def _in_order(case: CaseView, checks: tuple[Check, ...], answers: dict[str, Answer]) -> list[Check]:
    """What is begun first, then what the new engineer's words come nearest to, then as the checklist has it."""
    brought = " ".join(escalation.context or "" for escalation in case.escalations if escalation.fresh)

    def rank(check: Check) -> tuple[bool, int]:
        told = f"{check.do} {check.fault}"
        return f"{CHECK}{check.id}" not in answers, -words.shared(brought, told)

    return sorted(checks, key=rank)


def _scoping(case: CaseView, known: Checklist) -> Iterator[Question]:
    for topic, ask in known.scoping.items():
        if topic == "error" and _tells_error(case):
            continue
        options = tuple(Option(label=label, value=f"{topic}-{number}") for number, label in enumerate(ask.options, 1))
        yield Question(text=ask.text, why=ask.why, options=options, node_id=f"{SCOPING}{topic}")


def _tells_error(case: CaseView) -> bool:
    return bool(case.log_excerpt) or bool(_ERROR_CODE.search(case.intake_text or ""))


def _nearest(case: CaseView) -> Iterator[Question]:
    asked = offering.asked_before(case)
    chosen = {step.answer.selected_option for step in asked if step.answer}
    left = offering.flows_left(case, case.nearest)
    if not left or NONE_OF_THESE in chosen or None in chosen:
        return
    yield offering.which_flow(
        case,
        left,
        text=_after_flow(asked[-1])
        if asked
        else "With what is known now: does one of these flows describe the problem?",
        why="They are the nearest in your library. The one that you choose leads from here on.",
    )


def _after_flow(last: PastStep) -> str:
    chosen = last.answer.selected_label if last.answer else None
    return f"“{chosen}” has nothing left. Does one of these describe the problem better?"


def _checking(check: Check, answers: dict[str, Answer]) -> Iterator[Step]:
    found = answers.get(f"{CHECK}{check.id}")
    if found is None:
        yield Action(
            text=check.do,
            kind="verification",
            expected_outcome=check.expect,
            why=check.why,
            node_id=f"{CHECK}{check.id}",
        )
    elif found.succeeded is False:
        yield from _fixing(check, answers)


def _fixing(check: Check, answers: dict[str, Answer]) -> Iterator[Step]:
    fixed = answers.get(f"{FIX}{check.id}")
    if fixed is None:
        yield Action(
            text=check.fix,
            expected_outcome=f"The check then shows what it should: {check.expect}",
            why=f"The check did not show what it should, which points to this cause: {check.fault}.",
            node_id=f"{FIX}{check.id}",
        )
    elif fixed.succeeded and f"{FIXED}{check.id}" not in answers:
        yield ResolutionSuggestion(
            summary=f"The fix worked. If the user's symptom is gone too, the cause was {check.fault}.",
            resolution_summary=f"Caused by: {check.fault}. Fixed by: {check.fix}",
            follow_up_recommendations=(f"Repeat the check in a few days. {check.expect}",),
            why="The check that failed passes now.",
            node_id=f"{FIXED}{check.id}",
        )


def _state(case: CaseView, answers: dict[str, Answer]) -> Iterator[Step]:
    state = answers.get(STATE)
    if state is None:
        yield Question(
            text="The usual causes are ruled out. Does the symptom still show when the user tries it now?",
            why="Some faults end while one looks for them, and then only watching is left to do.",
            options=(
                Option(label="Yes, just as before", value="same"),
                Option(label="Yes, but differently", value="different"),
                Option(label="Only sometimes", value="sometimes"),
                Option(label="No, it is gone", value=GONE),
            ),
            node_id=STATE,
        )
    elif state.selected_option == GONE and GONE not in answers:
        yield ResolutionSuggestion(
            summary="The symptom is gone and the checks found no standing fault.",
            resolution_summary=f"Caused by: a passing fault that the checks could not find any more ({case.summary}). "
            "Fixed by: none of the checks changed anything; the symptom ended by itself.",
            follow_up_recommendations=("Ask the user again after two working days.",),
            why="There is nothing left to check while it works.",
            node_id=GONE,
        )


def _method(method: Method) -> Action:
    return Action(
        text=method.do,
        expected_outcome=method.expect,
        why=method.why,
        node_id=f"{METHOD}{method.id}",
    )


def _open_question(answers: dict[str, Answer]) -> Question:
    number = 1 + sum(node_id.startswith(OPEN) for node_id in answers)
    return Question(
        text=f"Open point {number}: what was found since the last step, and what would explain it?",
        why="The checklists are done. What you write here is kept for the next engineer or the vendor.",
        node_id=f"{OPEN}{number}",
    )
