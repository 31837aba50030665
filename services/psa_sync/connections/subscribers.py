"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.psa_sync.connections.events import CONNECTION_EVENTS
from services.psa_sync.connections.reactions import ConnectionReactions
from shared.bus.reactions import Reaction


def subscriptions(reactions: ConnectionReactions) -> Mapping[str, Reaction]:
    """The reactions of connections by event type: to every event of their own."""
    return {event.type: reactions.on_connection_changed for event in CONNECTION_EVENTS.events}
