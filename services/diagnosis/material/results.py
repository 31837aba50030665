"""Results that may be the answer to the open step too: one truth, recorded in one append."""

from uuid import uuid5

from services.diagnosis import access, stepping
from services.diagnosis.commands import AnswerStep
from services.diagnosis.events import ActionResult, SessionEvent
from services.diagnosis.limits import Limits
from services.diagnosis.material import facts, fixes, scripts
from services.diagnosis.material.commands import RecordFixOutcome, RecordScriptResult
from services.diagnosis.material.events import FactRecorded, ScriptResultRecorded
from services.diagnosis.material.state import Fix, Script
from services.diagnosis.state import Active, Ongoing, OpenStep, Started, State

TEXT_CHARS = 2000


def record_outcome(command: RecordFixOutcome, state: State) -> list[SessionEvent]:
    """How the fix turned out. Of the suggestion that is open, or of the fix that the open action verifies, success and
    failure are the answer to it as well.
    """
    session = access.own(command, state)
    fix = fixes.decidable(command, session.case.material)
    if fix is None:
        return []
    step = _open(session)
    if step is None or not _answers(command, fix, step, session):
        return [fixes.outcome(command)]
    return stepping.answer(_answer(command, step, command.outcome == "applied_success", command.notes), state)


def _answers(command: RecordFixOutcome, fix: Fix, step: OpenStep, session: Started) -> bool:
    """Whether the outcome answers the open step; on the last allowed one only a suggestion takes an answer."""
    if command.outcome not in ("applied_success", "applied_failed"):
        return False
    if step.step_id == fix.step_id:
        return True
    completed = fix.status != "applied_partial" or command.outcome == "applied_success"
    return step.fix_id == command.fix_id and completed and not stepping.is_last(session.case, step)


def record_script_result(command: RecordScriptResult, state: State, limits: Limits) -> list[SessionEvent]:
    """What running the script gave, as a fact and, if the open step asked for the script, as its answer."""
    session = access.ongoing(access.own(command, state), "scripts")
    script = scripts.unreported(command, session.case.material)
    if script is None:
        return []
    result = ScriptResultRecorded(
        generation_id=command.generation_id,
        success=command.success,
        details=command.details or None,
        by=command.by,
        at=command.at,
    )
    known = [_fact(command, script)] if facts.room(session.case, limits) else []
    return [result, *known, *_answered(command, script, session, state)]


def _answered(command: RecordScriptResult, script: Script, session: Ongoing, state: State) -> list[SessionEvent]:
    """On the last allowed step the result stays without an answer: only closing the session can follow it."""
    step = _open(session)
    if step is None or step.step_id != script.step_id or stepping.is_last(session.case, step):
        return []
    return stepping.answer(_answer(command, step, command.success, command.details), state)


def _open(session: Started) -> OpenStep | None:
    return session.phase if isinstance(session, Active) and isinstance(session.phase, OpenStep) else None


def _answer(
    command: RecordFixOutcome | RecordScriptResult, step: OpenStep, success: bool, details: str | None
) -> AnswerStep:
    result = ActionResult(success=success, details=details or None)
    return AnswerStep(actor=command.actor, at=command.at, step_id=step.step_id, action_result=result)


def _fact(command: RecordScriptResult, script: Script) -> FactRecorded:
    told = f"{script.template_name} {'succeeded' if command.success else 'failed'}"
    return FactRecorded(
        fact_id=uuid5(command.generation_id, "result"),
        text=(f"{told}: {command.details}" if command.details else told)[:TEXT_CHARS],
        source_type="script_output",
        source_summary=script.template_name,
        step_id=script.step_id,
        by=command.by,
        at=command.at,
    )
