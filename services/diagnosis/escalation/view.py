"""The way from engineer to engineer, of the case as an engine sees it."""

from dataclasses import replace
from typing import Any

from services.diagnosis.escalation.events import (
    BriefingGiven,
    EscalationInsightGained,
    EscalationPickedUp,
    EscalationRequested,
)
from services.diagnosis.events import SessionEvent
from services.diagnosis.known import Escalation, Findings
from services.diagnosis.near import NearFlow
from services.diagnosis.ports import CaseView


def escalation_seen(view: CaseView, event: SessionEvent) -> CaseView:
    """The view after an event of an escalation; any other event changes nothing."""
    match event:
        case EscalationRequested():
            asked = Escalation(event.outcome, view.order, event.by_name, event.reason)
            return replace(view, escalations=(*view.escalations, asked))
        case EscalationInsightGained():
            return _of(view, event.outcome, findings=_findings(event))
        case EscalationPickedUp():
            moved = replace(view, user=event.by, team=event.team_id)
            fresh = event.mode == "fresh"
            return _of(moved, event.outcome, picked_up_by=event.by_name, context=event.additional_context, fresh=fresh)
        case BriefingGiven():
            nearer = replace(view, nearest=_nearest_first(event.nearest, view.nearest))
            return _of(nearer, event.outcome, briefing=event.content, nearest=event.nearest)
        case _:
            return view


def _of(view: CaseView, outcome: int, **changes: Any) -> CaseView:
    escalations = (
        replace(escalation, **changes) if escalation.outcome == outcome else escalation
        for escalation in view.escalations
    )
    return replace(view, escalations=tuple(escalations))


def _findings(event: EscalationInsightGained) -> Findings:
    return Findings(event.remaining_hypotheses, event.suggested_next_steps, event.steps_ruled_out)


def _nearest_first(found: tuple[NearFlow, ...], known: tuple[NearFlow, ...]) -> tuple[NearFlow, ...]:
    new = {flow.flow_id for flow in found}
    return (*found, *(flow for flow in known if flow.flow_id not in new))
