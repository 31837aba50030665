"""Fixes that seemed to hold and did not. What was said of them stays said; an engine is told what came of it."""

from dataclasses import replace

from services.diagnosis.events import SessionEvent, SessionReopened, StepAnswered
from services.diagnosis.known import KnownFix
from services.diagnosis.ports import CaseView

REOPENED = "the case was reopened"


def undone(view: CaseView, event: SessionEvent, *, resolved: bool) -> CaseView:
    """The view with the active fix failed after all, where the event shows that. `resolved`: the session stood so."""
    return replace(view, fixes=tuple(_told(fix, event, resolved=resolved) for fix in view.fixes))


def _told(fix: KnownFix, event: SessionEvent, *, resolved: bool) -> KnownFix:
    if fix.superseded or fix.status != "applied_success":
        return fix
    match event:
        case SessionReopened() if resolved:
            return replace(fix, status="applied_failed", notes=REOPENED)
        case StepAnswered(step_id=fix.step_id) if not (event.action_result and event.action_result.success):
            return replace(fix, status="applied_failed", notes=_said(event))
        case _:
            return fix


def _said(event: StepAnswered) -> str | None:
    return event.free_text or (event.action_result.details if event.action_result else None)
