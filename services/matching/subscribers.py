"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.matching.reactions import Reactions
from shared.bus.reactions import Reaction


def subscriptions(reactions: Reactions) -> Mapping[str, Reaction]:
    """Matching's reactions by event type."""
    return {
        "flow_published": reactions.on_flow_changed,
        "flow_archived": reactions.on_flow_changed,
        "case_classified": reactions.on_case_classified,
        "session_resolved": reactions.on_session_resolved,
    }
