"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.documentation.scripts.reactions import ScriptReactions
from shared.bus.reactions import Reaction


def subscriptions(reactions: ScriptReactions) -> Mapping[str, Reaction]:
    """The reactions of script templates by event type."""
    return {
        "template_created": reactions.on_template_changed,
        "template_revised": reactions.on_template_changed,
        "template_activated": reactions.on_template_changed,
        "template_deactivated": reactions.on_template_changed,
        "script_generated": reactions.on_script_generated,
    }
