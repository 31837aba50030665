"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.intake.reactions import Reactions
from shared.bus.reactions import Reaction


def subscriptions(reactions: Reactions) -> Mapping[str, Reaction]:
    """Intake's reactions by event type."""
    return {
        "case_received": reactions.on_case_received,
        "ticket_context_loaded": reactions.on_ticket_context_loaded,
        "ticket_context_unavailable": reactions.on_ticket_context_unavailable,
        "ticket_wait_ended": reactions.on_ticket_wait_ended,
    }
