"""Everything of a case that others wrote, by where it came from: redacted, and cut where it may be long."""

from collections.abc import Callable, Iterator

from services.diagnosis.adapters.claude_redacted import redacted
from services.diagnosis.known import KnownFact, KnownFix, MadeScript, OfferedScript
from services.diagnosis.material.learning import tells
from services.diagnosis.ports import Answer, CaseView, FailedFix, PastStep
from shared.llm.nested import as_json
from shared.llm.redaction import Redactor
from shared.llm.untrusted import shorten

TEXT_CHARS = 12_000
TICKET_CHARS = 24_000
FLOW_CHARS = 60_000
ASKED_CHARS = 2_000
ANSWER_CHARS = 3_000
MATERIAL_CHARS = 600
BRIEFING_CHARS = 120_000


def evidence_of(case: CaseView) -> dict[str, str]:
    """The texts that the case has. The history is cut by the answer, never as a whole: all of them are in it."""
    redactor = Redactor(case.redactions)
    case = redacted(case, redactor)
    found = {source: text for source, read in _SOURCES.items() if (text := read(case))}
    return {source: shorten(redactor.apply(text), _CHARS.get(source, TEXT_CHARS)) for source, text in found.items()}


def _summary(case: CaseView) -> str:
    return "\n".join([case.summary, *(f"- {symptom}" for symptom in case.symptoms)])


def _ticket(case: CaseView) -> str | None:
    return as_json(case.ticket_context) if case.ticket_context else None


def _flow(case: CaseView) -> str | None:
    return as_json({"name": case.flow.name, "tree": case.flow.tree}) if case.flow else None


def _history(case: CaseView) -> str:
    marks = sorted(_marks(case), key=lambda mark: mark[0])
    lines: list[str] = []
    for step in case.steps:
        while marks and marks[0][0] <= step.order:
            lines.append(marks.pop(0)[1])
        lines += _step(step)
    return "\n".join([*lines, *(mark for _, mark in marks)])


def _marks(case: CaseView) -> Iterator[tuple[int, str]]:
    """What happened between two steps, by the order of the later one."""
    for fix in case.failed_fixes:
        yield fix.before_order, _reopened(fix)
    for escalation in case.escalations:
        taken = " Another engineer took it over." if escalation.picked_up_by else ""
        yield escalation.before_order, f"The case was escalated here: {escalation.reason}{taken}"


def _step(step: PastStep) -> Iterator[str]:
    fact = ", no fact yet" if tells(step) else ""
    asked = shorten(step.text, ASKED_CHARS)
    yield f"{step.order + 1}. {step.shape}, confidence {step.confidence:.2f}{fact}: {asked}"
    if step.options:
        yield f"   offered: {' | '.join(option.label for option in step.options)}"
    yield f"   engineer: {shorten(_said(step.answer), ANSWER_CHARS)}"


def _said(answer: Answer | None) -> str:
    if answer is None:
        return "gave no answer; it was left open here"
    outcome = {True: "it worked", False: "it did not work", None: None}[answer.succeeded]
    skipped = "skipped: cannot check now, or does not know" if answer.was_skipped else None
    said = (answer.selected_label, answer.free_text, skipped, outcome, answer.details, answer.next_hint)
    return " — ".join(part for part in said if part) or "nothing"


def _reopened(fix: FailedFix) -> str:
    if fix.ended == "handed_over":
        return "The case was handed over to somebody outside here, and reopened later."
    if fix.resolution_summary is None:
        return "The session was abandoned here and reopened later."
    return f"The session was closed here as resolved and reopened, since it did not hold: {fix.resolution_summary}"


def _facts(case: CaseView) -> str:
    return "\n".join(map(_fact, case.facts))


def _fact(fact: KnownFact) -> str:
    source = ", ".join(filter(None, (fact.source_type, fact.source_summary)))
    return f"- {shorten(fact.text, ANSWER_CHARS)} ({source})"


def _tried(case: CaseView) -> str:
    return "\n".join([*map(_fix, case.fixes), *map(_made, case.scripts)])


def _fix(fix: KnownFix) -> str:
    stands = {
        "proposed": "suggested, not tried" if not fix.superseded else "suggested, then given up for another",
        "applied_success": "worked",
        "applied_failed": "FAILED, do not suggest it again",
        "applied_partial": "helped in part, still open",
        "applied_pending": "in place, NOT VERIFIED, waits for",
        "dismissed": "set aside, do not suggest it again",
    }[fix.status]
    notes = f": {shorten(fix.notes, MATERIAL_CHARS)}" if fix.notes else ""
    return f"- fix “{fix.title}” ({shorten(fix.description, MATERIAL_CHARS)}) — {stands}{notes}"


def _made(script: MadeScript) -> str:
    outcome = {True: "succeeded", False: "failed", None: "result not reported"}[script.succeeded]
    used = " ".join(f"{key}={shorten(value, 120)}" for key, value in script.parameters.items())
    details = f": {shorten(script.details, ANSWER_CHARS)}" if script.details else ""
    return f"- script “{script.name}” with {used or 'no parameters'} — {outcome}{details}"


def _scripts(case: CaseView) -> str:
    return "\n".join(map(_offered, case.offered_scripts))


def _offered(script: OfferedScript) -> str:
    about = shorten(script.description, MATERIAL_CHARS)
    return f"- {script.id} {script.name} [{', '.join(script.parameter_keys)}]: {about}"


def _handover(case: CaseView) -> str | None:
    given = [escalation.briefing for escalation in case.escalations if escalation.briefing]
    return given[-1].text if given else None


def _escalation(case: CaseView) -> str | None:
    return case.escalations[-1].reason if case.escalations else None


_SOURCES: dict[str, Callable[[CaseView], str | None]] = {
    "summary": _summary,
    "report": lambda case: case.intake_text,
    "log": lambda case: case.log_excerpt,
    "ticket": _ticket,
    "flow": _flow,
    "scripts": _scripts,
    "history": _history,
    "tried": _tried,
    "facts": _facts,
    "handover": _handover,
    "escalation": _escalation,
}
_UNCUT = 10_000_000
_CHARS = {
    "ticket": TICKET_CHARS,
    "flow": FLOW_CHARS,
    "history": _UNCUT,
    "tried": _UNCUT,
    "facts": _UNCUT,
    "handover": BRIEFING_CHARS,
}
