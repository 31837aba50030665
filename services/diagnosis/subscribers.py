"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.diagnosis.reactions import Reactions
from shared.bus.reactions import Reaction


def subscriptions(reactions: Reactions) -> Mapping[str, Reaction]:
    """Diagnosis' reactions by event type."""
    return {
        "flows_matched": reactions.on_flows_matched,
        "session_started": reactions.on_session_begun,
        "session_reopened": reactions.on_session_begun,
        "step_answered": reactions.on_step_wanted,
        "step_retried": reactions.on_step_wanted,
    }
