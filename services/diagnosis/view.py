"""The case as an engine sees it, folded from the session's events."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal
from uuid import UUID

from services.diagnosis.escalation.events import BriefingGiven, HandedOver
from services.diagnosis.escalation.view import escalation_seen
from services.diagnosis.events import (
    FlowAdopted,
    SessionAbandoned,
    SessionEvent,
    SessionReassigned,
    SessionReopened,
    SessionResolved,
    SessionStarted,
    StepAnswered,
    StepProposed,
)
from services.diagnosis.material.undone import undone
from services.diagnosis.material.view import material_seen
from services.diagnosis.ports import Answer, CaseView, FailedFix, PastStep
from services.diagnosis.state import Case

Ended = Literal["resolved", "abandoned", "handed_over"]


def case_view(session: UUID, client: UUID | None, case: Case, events: Sequence[SessionEvent]) -> CaseView:
    """The case for step `case.order`, attempt `case.attempt`. The events begin with `session_started`."""
    started, *rest = events
    if not isinstance(started, SessionStarted):
        raise ValueError("a session begins with session_started")  # noqa: TRY004 - a broken log
    view = _begin(session, client, started)
    resolved = False
    for event in rest:
        view = undone(view, event, resolved=resolved)
        view = escalation_seen(material_seen(_seen(view, event), event), event)
        resolved = _stands_resolved(event, resolved=resolved)
    return replace(
        view,
        order=case.order,
        attempt=case.attempt,
        max_steps=case.limit + case.briefings,
        confidence=case.confidence,
        failed_fixes=_failed_fixes(rest),
    )


def _stands_resolved(event: SessionEvent, *, resolved: bool) -> bool:
    return isinstance(event, SessionResolved) or (resolved and not isinstance(event, SessionReopened))


def _begin(session: UUID, client: UUID | None, started: SessionStarted) -> CaseView:
    return CaseView(
        account=started.account_id,
        session=session,
        client=client,
        user=started.owner_id,
        order=0,
        attempt=1,
        max_steps=started.max_steps,
        summary=started.summary,
        domain=started.domain,
        symptoms=started.symptoms,
        urgency=started.urgency,
        confidence=started.confidence,
        intake_text=started.intake.text,
        log_excerpt=started.intake.log_excerpt,
        screenshots=started.intake.screenshots,
        ticket_context=started.ticket_context,
        no_model=started.no_model,
        redactions=started.redactions,
        flow=started.flow,
        nearest=started.nearest,
        team=started.team_id,
    )


def _seen(view: CaseView, event: SessionEvent) -> CaseView:
    match event:
        case StepProposed():
            return replace(view, order=event.order + 1, steps=(*view.steps, _past_step(view, event)))
        case BriefingGiven():
            return replace(view, order=event.order + 1)
        case StepAnswered():
            return replace(view, steps=_with_answer(view.steps, event))
        case FlowAdopted():
            return replace(view, flow=event.flow, adopted_before=view.order)
        case SessionReassigned():
            return replace(view, user=event.to_id, team=event.to_team_id)
        case _:
            return view


def _past_step(view: CaseView, event: StepProposed) -> PastStep:
    return PastStep(
        order=event.order,
        shape=event.shape,
        text=event.content.text,
        options=event.options,
        node_id=event.node_id,
        engine=event.engine,
        confidence=event.confidence,
        answer=None,
        step_id=event.step_id,
        flow_id=view.flow.id if view.flow else None,
    )


def _with_answer(steps: tuple[PastStep, ...], event: StepAnswered) -> tuple[PastStep, ...]:
    result = event.action_result
    answer = Answer(
        selected_option=event.selected_option,
        selected_label=event.selected_label,
        free_text=event.free_text,
        was_skipped=event.was_skipped,
        succeeded=result.success if result else None,
        details=result.details if result else None,
        next_hint=result.next_hint if result else None,
    )
    return tuple(replace(step, answer=answer) if step.order == event.order else step for step in steps)


def _failed_fixes(events: Iterable[SessionEvent]) -> tuple[FailedFix, ...]:
    fixes: list[FailedFix] = []
    order = 0
    ended: tuple[str | None, Ended] = (None, "abandoned")
    for event in events:
        match event:
            case StepProposed() | BriefingGiven():
                order = event.order + 1
            case SessionResolved():
                ended = (event.resolution_summary, "resolved")
            case SessionAbandoned():
                ended = (None, "abandoned")
            case HandedOver():
                ended = (None, "handed_over")
            case SessionReopened():
                fixes.append(FailedFix(order, *ended))
            case _:
                pass
    return tuple(fixes)
