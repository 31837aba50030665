"""One step after the other: proposed by an engine, answered by the engineer."""

from services.diagnosis import access, answers
from services.diagnosis.commands import AdoptFlow, AnswerStep, FailStep, ProposeStep, RetryStep
from services.diagnosis.events import FlowAdopted, SessionEvent, StepFailed, StepRetried
from services.diagnosis.limits import Limits
from services.diagnosis.material import facts, fixes
from services.diagnosis.state import Active, Case, ConfirmedStep, FailedStep, OpenStep, State, awaited
from services.diagnosis.steps import step_proposed
from shared.errors import IllegalState


def propose(command: ProposeStep, state: State, limits: Limits) -> list[SessionEvent]:
    """Open the step, with what was learned before it and the fix that it suggests.

    Quiet unless exactly this step is awaited.
    """
    case = _awaited(command.order, command.attempt, state)
    if case is None:
        return []
    step = step_proposed(command, case)
    learned = facts.learned(command.facts, case, limits, command.at)
    return [*learned, step, *fixes.of_step(command, case, step.confidence, limits)]


def fail(command: FailStep, state: State) -> list[SessionEvent]:
    """Say that there is no step; quiet unless exactly this step is awaited."""
    if not _awaited(command.order, command.attempt, state):
        return []
    return [StepFailed(**command.model_dump(exclude={"at"}), failed_at=command.at)]


def adopt_flow(command: AdoptFlow, state: State) -> list[SessionEvent]:
    """Take the flow as a guide; quiet when the session has moved on or has it."""
    case = _awaited(command.order, None, state)
    if case is None or case.flow_id == command.flow.id:
        return []
    return [FlowAdopted(flow=command.flow, at=command.at)]


def answer(command: AnswerStep, state: State) -> list[SessionEvent]:
    """Take the answer to the open step; quiet when a resolution is confirmed once more."""
    session = access.own(command, state)
    if not isinstance(session, Active):
        raise access.wrong_status(session, "respond", "active")
    step = _answerable(command, session)
    answers.check(command, step)
    if step.shape == "resolution_suggestion":
        return _judged(command, session, step)
    if is_last(session.case, step):
        raise _out_of_steps(session.case)
    told = fixes.verified(session.case.material, step, command.action_result, command.by, command.at)
    return [answers.answered(command, step), *told]


def retry(command: RetryStep, state: State) -> list[SessionEvent]:
    """Ask the engine once more."""
    session = access.own(command, state)
    if not isinstance(session, Active):
        raise access.wrong_status(session, "retry-step", "active")
    case, phase = session.case, session.phase
    if not isinstance(phase, FailedStep):
        raise IllegalState("no_failed_step", "No step has failed; there is nothing to retry.")
    if not phase.retriable:
        raise IllegalState("not_retriable", "This failure will not go away by itself; resolve the session.")
    return [StepRetried(order=case.order, attempt=case.attempt + 1, by=command.by, at=command.at)]


def is_last(case: Case, step: OpenStep) -> bool:
    """Whether no step may follow this one."""
    return step.order + 1 - case.briefings >= case.limit


def _judged(command: AnswerStep, session: Active, step: OpenStep) -> list[SessionEvent]:
    """The answer to a suggested resolution, which its fix hears too. Turning it down is always accepted."""
    success = not answers.rejects_suggestion(command)
    if success and isinstance(session.phase, ConfirmedStep):
        return []
    details = command.action_result.details if command.action_result else None
    said = command.free_text or details
    told = fixes.settled(session.case.material, step, success, said, command.by, command.at)
    ended = not success and is_last(session.case, step)
    end = [_no_step_left(command, session.case, step)] if ended else []
    return [answers.answered(command, step), *told, *end]


def _awaited(order: int, attempt: int | None, state: State) -> Case | None:
    case = awaited(state)
    return case if case and case.order == order and attempt in (None, case.attempt) else None


def _answerable(command: AnswerStep, session: Active) -> OpenStep:
    phase = session.phase
    if isinstance(phase, ConfirmedStep):
        phase = phase.step
    if not isinstance(phase, OpenStep):
        raise _not_open(None, session.case.order)
    if command.step_id not in (None, phase.step_id):
        raise _not_open(str(phase.step_id), phase.order)
    return phase


def _not_open(step_id: str | None, order: int) -> IllegalState:
    detail = "That step is not open; answer the current step." if step_id else "The next step is not there yet."
    return IllegalState("step_not_open", detail, current_step={"step_id": step_id, "step_order": order})


def _out_of_steps(case: Case) -> IllegalState:
    detail = f"This session has had its {case.limit} steps. Resolve it, or escalate it to a colleague."
    return IllegalState("step_limit", detail, max_steps=case.limit, offers=["resolve", "escalate"])


def _no_step_left(command: AnswerStep, case: Case, step: OpenStep) -> StepFailed:
    return StepFailed(
        order=step.order + 1,
        attempt=1,
        code="step_limit",
        detail=_out_of_steps(case).detail,
        retriable=False,
        engine="playbook",
        usage=None,
        failed_at=command.at,
    )
