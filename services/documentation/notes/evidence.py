"""All that a closing document may be made of, by where it came from. What was retracted or set aside is not in it."""

from collections.abc import Iterator, Mapping, Sequence

from services.documentation.incoming import HandedOver, StepAnswered
from services.documentation.notes.escalation import is_leading
from services.documentation.notes.telling import recommendations
from services.documentation.notes.wording import Wording
from services.documentation.session import Fix, Script, Session

TRANSCRIPT = ("report", "log", "steps")
"""The parts that are never told word for word."""


def evidence(session: Session, words: Wording) -> dict[str, str]:
    """The parts that there are; nobody of the team is named in them."""
    parts = {
        "problem": "\n".join(_problem(session)),
        "report": session.started and session.started.intake.text,
        "log": session.started and session.started.intake.log_excerpt,
        "ticket": "\n".join(_ticket(session)),
        "facts": "\n".join(f"- ({fact.source}) {fact.text}" for fact in session.known),
        "fix": "\n".join(_fix(session.fix)),
        "scripts": "\n".join(_script(script) for script in session.scripts.values()),
        "steps": "\n".join(_steps(session)),
        "recommendations": "\n".join(f"- {item}" for item in recommendations(session)),
        "closing": "\n".join(_closing(session)),
    }
    return {source: words.unnamed(text) for source, text in parts.items() if text}


def _problem(session: Session) -> Iterator[str]:
    if session.started:
        yield session.started.summary
        yield f"Domain: {session.started.domain}"
        yield from (f"- {symptom}" for symptom in session.started.symptoms)


def _ticket(session: Session) -> Iterator[str]:
    if session.ticket:
        yield f"number: {session.ticket}"
    if session.started and session.started.ticket_context:
        yield from _lines(session.started.ticket_context, "")


def _lines(value: object, path: str) -> Iterator[str]:
    """What a nested value holds, one line for each of its ends."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _lines(part, f"{path} {name}".strip())
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            yield from _lines(part, path)
    elif value not in (None, ""):
        yield f"{path}: {value}"


def _fix(fix: Fix | None) -> Iterator[str]:
    if fix is None or fix.state == "dismissed" or not is_leading(fix):
        return
    yield f"Title: {fix.title}"
    yield f"Description: {fix.description}"
    yield f"Confidence: {fix.confidence_pct} %"
    yield f"State: {fix.state}"
    if fix.notes:
        yield f"Notes: {fix.notes}"


def _script(script: Script) -> str:
    result = {True: "succeeded", False: "failed", None: "no result recorded"}[script.succeeded]
    given = "".join(f"\n  {key}: {value}" for key, value in script.parameters.items())
    details = f"\n  {script.details}" if script.details else ""
    return f"- {script.name}, {result}{given}{details}"


def _steps(session: Session) -> Iterator[str]:
    for step in session.told:
        if step.content.type != "resolution_suggestion":
            yield f"- {step.step_type}: {step.content.text}\n  answer: {_said(session.answers.get(step.step_id))}"


def _said(answer: StepAnswered | None) -> str:
    if answer is None:
        return "none yet"
    if answer.was_skipped:
        return "skipped"
    result = answer.action_result
    outcome = {True: "it worked", False: "it did not work", None: None}[result.success if result else None]
    said = (answer.selected_label, answer.free_text, outcome, result.details if result else None)
    return " — ".join(part for part in said if part) or "nothing"


def _closing(session: Session) -> Iterator[str]:
    if session.escalation_reason:
        yield f"Reason for the escalation: {session.escalation_reason}"
    if isinstance(session.closing, HandedOver) and session.closing.notes:
        yield f"Notes on the handover: {session.closing.notes}"
    if session.resolved:
        yield f"Resolution: {session.resolved.resolution_summary}"
        if session.resolved.resolution_action:
            yield f"Action taken: {session.resolved.resolution_action}"
