"""The escalation package without a model. What follows from the active fix is the table of the specification."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from services.documentation.incoming import HandedOver
from services.documentation.notes import layout, telling
from services.documentation.notes.telling import because, waiting
from services.documentation.notes.wording import Wording, sentence
from services.documentation.session import Fix, Session

LEADING_PCT = 60
"""From here on a proposed fix is a hypothesis."""
TRY_FIRST_PCT = 80
"""Above it, it is the first thing to try."""
MOST_STEPS = 4
MOST_OPEN_QUESTIONS = 2
REASON_WORDS = 60
QUESTION_WORDS = 16

_SCOPING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?i)\b(?:{known})"), step)
    for known, step in (
        ("chang|updat|upgrad|install|replac|since", "Establish what changed before the problem began."),
        ("user|everyone|nobody|site|office|device|only", "Narrow the scope: one user, one device or a whole site."),
        ("error|code|event|message", "Reproduce the problem and record the exact error with its time."),
        ("log", "Collect the logs of the affected system for the time of the failure."),
        (r"(?!)", "Compare the affected system with one that works and note what differs."),
        (r"(?!)", "Confirm with whoever reported the problem that it still occurs."),
    )
)


def escalation_package(session: Session, words: Wording) -> tuple[str, ...]:
    """A body for each heading."""
    return (
        layout.paragraph(telling.problem(session, words), _reason(session, words)),
        layout.bullets(telling.facts(session, words), layout.NOTHING_CONFIRMED),
        layout.bullets(telling.tried(session, words), layout.NOTHING_RUN),
        layout.paragraph(hypothesis(session, words)),
        layout.bullets(_next_steps(session, words), layout.NOTHING_RUN),
    )


def is_leading(fix: Fix | None) -> bool:
    """Whether there is a hypothesis to be named; a fix that is only proposed must be likely enough."""
    return fix is not None and (fix.state != "proposed" or fix.confidence_pct >= LEADING_PCT)


def hypothesis(session: Session, words: Wording) -> str:  # noqa: PLR0911 - a table
    """What is thought of the cause, by how the active fix turned out."""
    fix = session.fix
    if fix is None or not is_leading(fix):
        return layout.NO_HYPOTHESIS
    title = words.title(fix.title)
    match fix.state:
        case "proposed":
            return f"{title}, at {fix.confidence_pct} % confidence."
        case "applied_failed":
            return f"{title} did not hold; what causes the problem remains open."
        case "applied_partial":
            return f"{title} explains a part of the problem; the rest is still open" + because(fix.notes, words)
        case "applied_pending":
            return f"{title} is in place and unverified; it remains the leading hypothesis."
        case "applied_success":
            return f"The original symptom was fixed by {title}; another issue remains" + because(
                session.escalation_reason, words
            )
        case "dismissed":
            return "The earlier hypothesis was set aside; symptoms are still being narrowed."


def _reason(session: Session, words: Wording) -> str:
    reason = words.report(session.escalation_reason or "", REASON_WORDS)
    handed_over = session.closing.notes if isinstance(session.closing, HandedOver) else None
    notes = words.report(handed_over or "", REASON_WORDS)
    told = sentence(f"It was escalated for this reason: {reason}") if reason else ""
    return f"{told} {sentence(f'It was handed over with these notes: {notes}')}" if notes else told


def _next_steps(session: Session, words: Wording) -> list[str]:
    return list(islice(_distinct((*_after_the_fix(session, words), *_gap(session, words))), MOST_STEPS))


def _after_the_fix(session: Session, words: Wording) -> Iterator[str]:
    fix = session.fix
    if fix is None or not is_leading(fix):
        return
    title = words.title(fix.title)
    match fix.state:
        case "proposed" if fix.confidence_pct > TRY_FIRST_PCT:
            yield f"Try {title} first" + because(fix.description, words)
        case "proposed":
            yield f"Test whether {title} applies before carrying it out."
        case "applied_failed":
            yield f"Look for another cause, starting from why {title} did not help" + because(fix.notes, words)
        case "applied_partial":
            yield f"Complete or verify {title} first; still open" + because(fix.notes, words)
        case "applied_pending":
            yield f"Confirm first that {title} held" + waiting(fix, words)
        case "applied_success":
            yield "Work on what remains" + because(session.escalation_reason, words)
        case "dismissed":
            return


def _gap(session: Session, words: Wording) -> Iterator[str]:
    """What stands between the facts and a resolution: what could not be checked, then what nobody has asked."""
    yield from islice(_unanswered(session, words), MOST_OPEN_QUESTIONS)
    known = " ".join(fact.text for fact in session.known)
    yield from (step for pattern, step in _SCOPING if not pattern.search(known))


def _unanswered(session: Session, words: Wording) -> Iterator[str]:
    for step in session.told:
        answer = session.answers.get(step.step_id)
        wish = words.say(step.content.text, QUESTION_WORDS)
        if step.content.type == "resolution_suggestion":
            continue
        if answer is None:
            yield f"Carry out what is still open: {wish}"
        elif answer.was_skipped:
            yield f"Settle what could not be checked: {wish}"


def _distinct(items: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(items)
