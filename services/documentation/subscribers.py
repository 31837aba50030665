"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.documentation.reactions import Reactions
from shared.bus.reactions import Reaction


def subscriptions(reactions: Reactions) -> Mapping[str, Reaction]:
    """Documentation's reactions by event type."""
    return {
        "escalation_requested": reactions.on_session_closed,
        "handed_over": reactions.on_session_closed,
        "session_abandoned": reactions.on_session_closed,
        "session_resolved": reactions.on_session_closed,
    }
