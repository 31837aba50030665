"""What both closing documents tell alike: the problem, and what was tried."""

import re
from collections.abc import Iterator

from services.documentation.notes.wording import HEDGE, Wording, fitting, sentence
from services.documentation.session import Fact, Fix, Script, Session

PROBLEM_WORDS = 50
NOTES_WORDS = 80

_WAITS = re.compile(r"(?i)^\s*(?:we(?:'re| are) )?(?:wait(?:ing|s)?|pending)\b(?: (?:for|on|until))?[:\s]*")
_KINDS = {
    "active_directory": "An Active Directory problem",
    "networking": "A networking problem",
    "m365": "An M365 problem",
    "hardware": "A hardware problem",
    "endpoint": "An endpoint problem",
    "virtualization": "A virtualization problem",
    "security": "A security problem",
    "backup": "A backup problem",
    "email": "An email problem",
    "printing": "A printing problem",
    "cloud": "A cloud problem",
}


def problem(session: Session, words: Wording) -> str:
    """What was reported, in one sentence of the past."""
    started = session.started
    if started is None or not started.summary.strip():
        return "A problem was reported without a description."
    kind, company = _KINDS.get(started.domain, "A problem"), session.of_ticket("company")
    by = f" by {words.say(company, 10)}" if company and not HEDGE.search(company) else ""
    return f"{kind} was reported{by}: {sentence(words.report(started.summary, PROBLEM_WORDS))}"


def facts(session: Session, words: Wording) -> list[str]:
    """Every fact that holds, oldest first."""
    return list(fitting(words.say(fact.text) for fact in session.known))


def tried(session: Session, words: Wording) -> list[str]:
    """Checks and scripts in the order in which they came, then the fix, if it was applied."""
    done: list[Fact | Script] = [fact for fact in session.known if fact.source == "diagnostic_check"]
    done = sorted([*done, *session.scripts.values()], key=lambda item: item.number)
    items = fitting(words.say(item.text) if isinstance(item, Fact) else _script(item, words) for item in done)
    return [*items, *_applied(session.fix, words)]


def because(notes: str | None, words: Wording) -> str:
    """What an outcome's notes add to a sentence, and its end."""
    said = words.say(notes or "", NOTES_WORDS).rstrip(".")
    return f": {said}." if said else "."


def waiting(fix: Fix, words: Wording) -> str:
    """What a pending fix waits for, as the end of a sentence."""
    awaited = _WAITS.sub("", fix.notes or "")
    return f"; waiting for{because(awaited, words)}" if awaited.strip() else "."


def recommendations(session: Session) -> tuple[str, ...]:
    """The follow-ups of the last suggested resolution, unless it was turned down or its fix did not hold."""
    suggestions = [step for step in session.steps if step.content.type == "resolution_suggestion"]
    if not suggestions:
        return ()
    last, fix = suggestions[-1], session.fix
    answer = session.answers.get(last.step_id)
    turned_down = answer is not None and not (answer.action_result and answer.action_result.success)
    set_aside = fix is not None and fix.step_id == last.step_id and fix.state in ("dismissed", "applied_failed")
    return () if turned_down or set_aside else last.content.follow_up_recommendations


def _script(script: Script, words: Wording) -> str:
    given = ", ".join(f"{key}: {value or 'empty'}" for key, value in script.parameters.items())
    made = f"Script {words.title(script.name)} was generated" + (f" with {words.say(given)}" if given else "")
    match script.succeeded:
        case None:
            return f"{made}; no result was recorded."
        case True:
            return f"{made}; it succeeded" + because(script.details, words)
        case False:
            return f"{made}; it failed" + because(script.details, words)


def _applied(fix: Fix | None, words: Wording) -> Iterator[str]:
    if fix is None:
        return
    title = words.title(fix.title)
    match fix.state:
        case "proposed" | "dismissed":
            return
        case "applied_failed":
            yield f"{title} was applied and did not help" + because(fix.notes, words)
        case "applied_partial":
            yield f"{title} was applied and helped in part; still open" + because(fix.notes, words)
        case "applied_pending":
            yield f"{title} was applied and awaits verification" + waiting(fix, words)
        case "applied_success":
            yield f"{title} was applied and verified."
