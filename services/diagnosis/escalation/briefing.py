"""The briefing of whoever picks a case up: composed from the record alone, with or without an insight."""

from collections.abc import Iterator, Sequence

from services.diagnosis.escalation.events import BriefingContent
from services.diagnosis.known import Escalation, Findings, KnownFix
from services.diagnosis.ports import CaseView, PastStep
from services.diagnosis.wording import asked_and_said, one_line

OPENING = "Escalation briefing — here's what was tried before you."
REPORT_CHARS = 500


def briefing_of(case: CaseView) -> BriefingContent:
    """The briefing for the last pick-up of a case that was escalated."""
    escalation = case.escalations[-1]
    findings = escalation.findings or Findings()
    parts = BriefingContent(
        text=OPENING,
        escalated_by=escalation.by_name,
        escalation_reason=escalation.reason,
        problem="\n".join(_problem(case)),
        steps=tuple(_step(case, step) for step in case.steps),
        remaining_hypotheses=findings.remaining_hypotheses,
        suggested_next_steps=findings.suggested_next_steps,
        steps_ruled_out=findings.steps_ruled_out,
        additional_context=escalation.context,
    )
    return parts.model_copy(update={"text": "\n\n".join(_sections(parts, escalation))})


def _problem(case: CaseView) -> Iterator[str]:
    yield case.summary or "No summary available"
    if case.intake_text and case.intake_text.strip() != case.summary:
        yield one_line(case.intake_text, REPORT_CHARS)


def _step(case: CaseView, step: PastStep) -> str:
    fix = next((fix for fix in case.fixes if fix.step_id == step.step_id), None)
    line = asked_and_said(step)
    return f"{line} ({_standing(fix)})" if fix and step.answer is None and fix.status != "proposed" else line


def _standing(fix: KnownFix) -> str:
    stands = {
        "applied_success": "worked",
        "applied_failed": "did not help",
        "applied_partial": "helped in part",
        "applied_pending": "in place, waiting to be verified",
    }.get(fix.status, "set aside")
    return f"{stands}: {fix.notes}" if fix.notes else stands


def _sections(parts: BriefingContent, escalation: Escalation) -> Iterator[str]:
    yield OPENING
    yield f"{parts.escalated_by} escalated this case: {parts.escalation_reason}"
    yield f"Problem:\n{parts.problem}"
    yield _listed("What was asked and done", parts.steps, "Nothing yet.", numbered=True)
    yield _listed("Remaining hypotheses", parts.remaining_hypotheses, "None noted.")
    if parts.steps_ruled_out:
        yield _listed("Ruled out", parts.steps_ruled_out, "")
    yield _listed("Suggested next steps", parts.suggested_next_steps, "None noted.")
    if parts.additional_context:
        yield f"What {escalation.picked_up_by} brings along:\n{parts.additional_context}"


def _listed(title: str, lines: Sequence[str], none: str, *, numbered: bool = False) -> str:
    if not lines:
        return f"{title}: {none}"
    marked = (f"{number}. {line}" if numbered else f"- {line}" for number, line in enumerate(lines, 1))
    return "\n".join([f"{title}:", *marked])
