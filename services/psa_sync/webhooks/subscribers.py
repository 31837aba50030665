"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.psa_sync.webhooks.catalogue import BY_SOURCE
from services.psa_sync.webhooks.events import WEBHOOK_EVENTS
from services.psa_sync.webhooks.reactions import WebhookReactions
from shared.bus.reactions import Reaction


def subscriptions(reactions: WebhookReactions) -> Mapping[str, Reaction]:
    """The reactions of webhooks by event type."""
    return {
        **dict.fromkeys(BY_SOURCE, reactions.on_event),
        **dict.fromkeys((event.type for event in WEBHOOK_EVENTS.events), reactions.on_endpoint_changed),
        "case_erased": reactions.on_case_erased,
    }
