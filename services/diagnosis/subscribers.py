"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.diagnosis.escalation.reactions import Escalations
from services.diagnosis.material.reminders import Reminders
from services.diagnosis.reactions import Reactions
from shared.bus.reactions import Reaction


def subscriptions(reactions: Reactions, escalations: Escalations, reminders: Reminders) -> Mapping[str, Reaction]:
    """Diagnosis' reactions by event type."""
    return {
        "flows_matched": reactions.on_flows_matched,
        "session_started": reactions.on_session_begun,
        "session_reopened": reactions.on_session_begun,
        "step_answered": reactions.on_step_wanted,
        "step_retried": reactions.on_step_wanted,
        "escalation_requested": escalations.on_requested,
        "escalation_picked_up": escalations.on_picked_up,
        "briefing_given": reactions.on_step_wanted,
        "escalation_taken_back": reactions.on_step_wanted,
        "fix_outcome_recorded": reminders.on_fix_outcome,
    }
