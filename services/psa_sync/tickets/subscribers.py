"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.psa_sync.tickets.reactions import TicketReactions
from shared.bus.reactions import Reaction


def subscriptions(reactions: TicketReactions) -> Mapping[str, Reaction]:
    """The reactions of tickets by event type."""
    return {
        "case_received": reactions.on_ticket_named,
        "ticket_linked": reactions.on_ticket_named,
        "session_resolved": reactions.on_case_moved,
        "session_abandoned": reactions.on_case_moved,
        "handed_over": reactions.on_case_moved,
        "session_reopened": reactions.on_case_moved,
        "case_erased": reactions.on_case_erased,
    }
