"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.psa_sync.drafts.events import DRAFT_EVENTS
from services.psa_sync.drafts.reactions import DraftReactions
from shared.bus.reactions import Reaction


def subscriptions(reactions: DraftReactions) -> Mapping[str, Reaction]:
    """The reactions of drafts by event type."""
    return {
        "case_received": reactions.on_ticket_named,
        "ticket_linked": reactions.on_ticket_named,
        "ticket_context_loaded": reactions.on_ticket_told,
        "connection_changed": reactions.on_connection_changed,
        "connection_removed": reactions.on_connection_changed,
        "case_erased": reactions.on_case_erased,
        **{event.type: reactions.on_draft_changed for event in DRAFT_EVENTS.events},
    }
