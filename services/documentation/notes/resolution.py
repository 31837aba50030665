"""The resolution note without a model."""

import re
from collections.abc import Iterator

from services.documentation.notes import layout, telling
from services.documentation.notes.wording import Wording, fitting, sentence
from services.documentation.session import Session

MOST_FOLLOW_UPS = 4

_CAUSED = re.compile(
    r"(?is)^(?:(?:this|it|the (?:problem|issue|error)) was )?caused by (?P<cause>.+?)"
    r"(?:[,;.]? (?:and )?(?:was |it was )?(?:fixed|resolved|solved) (?:by|with) (?P<cure>.+))?$"
)


def resolution_note(session: Session, words: Wording) -> tuple[str, ...]:
    """A body for each heading."""
    return (
        layout.paragraph(telling.problem(session, words)),
        layout.bullets(_done(session, words), layout.NOTHING_RUN),
        layout.paragraph(_cause(session, words)),
        layout.paragraph(*_resolution(session, words)),
        layout.bullets(list(_follow_up(session, words))[:MOST_FOLLOW_UPS], layout.NO_FOLLOW_UP),
    )


def _done(session: Session, words: Wording) -> list[str]:
    action = session.resolved.resolution_action if session.resolved else None
    return [*telling.tried(session, words), *([words.say(action)] if action and action.strip() else [])]


def _cause(session: Session, words: Wording) -> str:
    found = _CAUSED.match(_summary(session, words))
    if found is None:
        return layout.NO_CAUSE
    cause = words.say(found["cause"]).rstrip(".")
    pending = session.fix is not None and session.fix.state == "applied_pending"
    return f"Not verified yet: {cause}." if pending else sentence(cause[:1].upper() + cause[1:])


def _resolution(session: Session, words: Wording) -> Iterator[str]:
    summary = _summary(session, words)
    found = _CAUSED.match(summary)
    cure = f"Fixed by {found['cure']}" if found and found["cure"] else summary
    outcome = _outcome(session, words)
    yield outcome
    if cure:
        yield sentence(words.say(cure))
    elif not outcome:
        yield layout.NOT_RESOLVED


def _outcome(session: Session, words: Wording) -> str:
    fix = session.fix
    if fix is None or fix.state in ("proposed", "dismissed", "applied_failed"):
        return ""
    title = words.title(fix.title)
    if fix.state == "applied_pending":
        return f"Provisional: {title} is in place and awaits verification" + telling.waiting(fix, words)
    if fix.state == "applied_partial":
        return f"{title} helped in part; still open" + telling.because(fix.notes, words)
    return f"{title} was applied and verified."


def _follow_up(session: Session, words: Wording) -> Iterator[str]:
    fix = session.fix
    if fix and fix.state == "applied_pending":
        yield f"Confirm that {words.title(fix.title)} held" + telling.waiting(fix, words)
    if fix and fix.state == "applied_partial":
        yield f"Complete what {words.title(fix.title)} left open" + telling.because(fix.notes, words)
    yield from fitting(sentence(words.say(item, 60)) for item in telling.recommendations(session))


def _summary(session: Session, words: Wording) -> str:
    return words.unnamed(session.resolved.resolution_summary).strip() if session.resolved else ""
