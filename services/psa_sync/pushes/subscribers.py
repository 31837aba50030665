"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.psa_sync.pushes.reactions import Reactions
from shared.bus.reactions import Reaction


def subscriptions(reactions: Reactions) -> Mapping[str, Reaction]:
    """The reactions of pushes by event type."""
    return {
        "note_written": reactions.on_note_written,
        "push_requested": reactions.on_push_asked,
        "push_retried": reactions.on_push_asked,
        "connection_resumed": reactions.on_connection_changed,
        "connection_removed": reactions.on_connection_changed,
    }
