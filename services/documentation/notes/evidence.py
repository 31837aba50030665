"""All that a closing document may be made of, by where it came from. What was retracted or set aside is not in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from services.documentation.incoming import HandedOver, StepAnswered
from services.documentation.notes.escalation import is_leading
from services.documentation.notes.telling import recommendations
from services.documentation.notes.wording import Wording
from services.documentation.session import Fix, Script, Session

TRANSCRIPT = ("report", "log", "steps")
"""The parts that are never told word for word."""


Mask = Callable[[str], str]
"""What takes out of a text what may not be told."""


def evidence(session: Session, words: Wording, mask: Mask = str) -> dict[str, str]:
    """The parts that there are; nobody of the team is named in them. Each text is masked as it was written, before it
    is joined with others.
    """
    parts = {
        "problem": "\n".join(_problem(session, mask)),
        "report": session.started and mask(session.started.intake.text or ""),
        "log": session.started and mask(session.started.intake.log_excerpt or ""),
        "ticket": "\n".join(_ticket(session, mask)),
        "facts": "\n".join(f"- ({fact.source}) {mask(fact.text)}" for fact in session.known),
        "fix": "\n".join(_fix(session.fix, mask)),
        "scripts": "\n".join(_script(script, mask) for script in session.scripts.values()),
        "steps": "\n".join(_steps(session, mask)),
        "recommendations": "\n".join(f"- {mask(item)}" for item in recommendations(session)),
        "closing": "\n".join(_closing(session, mask)),
    }
    return {source: words.unnamed(text) for source, text in parts.items() if text}


def _problem(session: Session, mask: Mask) -> Iterator[str]:
    if session.started:
        yield mask(session.started.summary)
        yield f"Domain: {session.started.domain}"
        yield from (f"- {mask(symptom)}" for symptom in session.started.symptoms)


def _ticket(session: Session, mask: Mask) -> Iterator[str]:
    if session.ticket:
        yield f"number: {mask(session.ticket)}"
    if session.ticket_context:
        yield from _lines(session.ticket_context, "", mask)


def _lines(value: object, path: str, mask: Mask) -> Iterator[str]:
    """What a nested value holds, one line for each of its ends."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _lines(part, f"{path} {mask(str(name))}".strip(), mask)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            yield from _lines(part, path, mask)
    elif value not in (None, ""):
        yield f"{path}: {mask(str(value))}"


def _fix(fix: Fix | None, mask: Mask) -> Iterator[str]:
    if fix is None or fix.state == "dismissed" or not is_leading(fix):
        return
    yield f"Title: {mask(fix.title)}"
    yield f"Description: {mask(fix.description)}"
    yield f"Confidence: {fix.confidence_pct} %"
    yield f"State: {fix.state}"
    if fix.notes:
        yield f"Notes: {mask(fix.notes)}"


def _script(script: Script, mask: Mask) -> str:
    result = {True: "succeeded", False: "failed", None: "no result recorded"}[script.succeeded]
    given = "".join(f"\n  {mask(key)}: {mask(value)}" for key, value in script.parameters.items())
    details = f"\n  {mask(script.details)}" if script.details else ""
    return f"- {mask(script.name)}, {result}{given}{details}"


def _steps(session: Session, mask: Mask) -> Iterator[str]:
    for step in session.told:
        if step.content.type != "resolution_suggestion":
            said = _said(session.answers.get(step.step_id), mask)
            yield f"- {step.step_type}: {mask(step.content.text)}\n  answer: {said}"


def _said(answer: StepAnswered | None, mask: Mask) -> str:
    if answer is None:
        return "none yet"
    if answer.was_skipped:
        return "skipped"
    result = answer.action_result
    outcome = {True: "it worked", False: "it did not work", None: None}[result.success if result else None]
    said = (answer.selected_label, answer.free_text, outcome, result.details if result else None)
    return " — ".join(mask(part) for part in said if part) or "nothing"


def _closing(session: Session, mask: Mask) -> Iterator[str]:
    if session.escalation_reason:
        yield f"Reason for the escalation: {mask(session.escalation_reason)}"
    if isinstance(session.closing, HandedOver) and session.closing.notes:
        yield f"Notes on the handover: {mask(session.closing.notes)}"
    if session.resolved:
        yield f"Resolution: {mask(session.resolved.resolution_summary)}"
        if session.resolved.resolution_action:
            yield f"Action taken: {mask(session.resolved.resolution_action)}"
