"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.gateway.notifications.endings import DECIDED, FIX_OVER, GONE, PUSH_OVER
from services.gateway.notifications.reactions import Reactions
from services.gateway.notifications.sessions import ANSWERS
from shared.bus.reactions import Reaction


def subscriptions(reactions: Reactions) -> Mapping[str, Reaction]:
    """The reactions by event type."""
    endings = reactions.endings
    return {
        "escalation_requested": reactions.on_escalation_requested,
        "proposal_made": reactions.on_proposal_made,
        "proposal_reopened": reactions.on_proposal_reopened,
        "fix_reminder_sent": reactions.on_fix_reminder_sent,
        "push_abandoned": reactions.on_push_abandoned,
        "gap_found": reactions.on_gap_found,
        "notification_raised": reactions.on_notification_raised,
        "notification_read": reactions.on_notification_read,
        "notifications_read": reactions.on_notifications_read,
        "preferences_changed": reactions.on_preferences_changed,
        "case_erased": reactions.on_case_erased,
        "proposal_forgotten": reactions.on_proposal_forgotten,
        **dict.fromkeys(ANSWERS, endings.on_session_over),
        **dict.fromkeys(FIX_OVER, endings.on_fix_over),
        **dict.fromkeys(PUSH_OVER, endings.on_push_over),
        **dict.fromkeys(DECIDED, endings.on_proposal_decided),
        **dict.fromkeys(GONE, endings.on_gap_over),
    }
