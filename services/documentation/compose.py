"""From a session's events to its documentation. Pure: the clock comes in."""

from datetime import datetime, timedelta

from services.documentation.events import DiagnosticStep, Documentation
from services.documentation.incoming import EscalationRequested, HandedOver, SessionStarted, StepAnswered, StepProposed
from services.documentation.session import Session

NO_SUMMARY = "No summary available"
INTAKE_CHARS = 500


def compose(session: Session, generated_at: datetime) -> Documentation:
    """The documentation of a session as it stands; it need not be closed."""
    started, resolved, answers = session.started, session.resolved, session.answers
    steps = [_step(number, step, answers.get(step.step_id)) for number, step in enumerate(session.steps, start=1)]
    return Documentation(
        problem_summary=(started.summary.strip() if started else "") or NO_SUMMARY,
        problem_domain=started.domain if started else "other",
        intake_summary=_intake_summary(started) if started else "",
        diagnostic_steps=steps,
        resolution_summary=resolved.resolution_summary if resolved else None,
        escalation_reason=_escalation_reason(session),
        total_steps=len(steps),
        duration_display=duration_display(resolved.at - started.started_at) if started and resolved else None,
        generated_at=generated_at,
    )


def _escalation_reason(session: Session) -> str | None:
    match session.closing:
        case EscalationRequested():
            return session.closing.reason
        case HandedOver():
            handed_over = f"Handed over to {session.closing.recipient}"
            return "\n\n".join(filter(None, (session.escalation_reason, handed_over, session.closing.notes)))
        case _:
            return None


def duration_display(duration: timedelta) -> str:
    """Whole minutes as `45m` or `1h 5m`."""
    hours, minutes = divmod(max(0, int(duration.total_seconds())) // 60, 60)
    return f"{hours}h {minutes}m" if hours else f"{minutes}m"


def _intake_summary(started: SessionStarted) -> str:
    intake = started.intake
    if intake.text and intake.text.strip():
        return intake.text[:INTAKE_CHARS]
    if intake.log_excerpt:
        return intake.log_excerpt[:INTAKE_CHARS]
    count = len(intake.screenshots)
    return f"{count} screenshot{'s' if count > 1 else ''}" if count else ""


def _step(number: int, step: StepProposed, answer: StepAnswered | None) -> DiagnosticStep:
    return DiagnosticStep(
        step_number=number,
        step_type=step.step_type,
        description=step.content.text,
        engineer_response=_response(answer) if answer else None,
        outcome=_outcome(answer) if answer else None,
    )


def _response(answer: StepAnswered) -> str | None:
    if answer.was_skipped:
        return "Skipped"
    said = (answer.selected_label or answer.selected_option, answer.free_text)
    return " — ".join(part for part in said if part) or None


def _outcome(answer: StepAnswered) -> str | None:
    result = answer.action_result
    if result is None:
        return None
    outcome = "Succeeded" if result.success else "Did not resolve"
    return f"{outcome} — {result.details}" if result.details else outcome
