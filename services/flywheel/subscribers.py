"""Which event reaches which reaction."""

from collections.abc import Mapping

from services.flywheel.proposals.reactions import ProposalReactions
from services.flywheel.reactions import Reactions
from shared.bus.reactions import GivenUp, Reaction


def subscriptions(reactions: Reactions, proposals: ProposalReactions) -> Mapping[str, Reaction]:
    """The flywheel's reactions by event type."""
    return {
        "session_resolved": reactions.on_session_resolved,
        "session_reopened": reactions.on_session_reopened,
        "session_abandoned": reactions.on_session_failed,
        "handed_over": reactions.on_session_failed,
        "analysis_deferred": reactions.on_analysis_deferred,
        "analysis_resumed": reactions.on_analysis_resumed,
        "proposal_approved": proposals.on_proposal_approved,
        "approval_undone": proposals.on_approval_undone,
        "flow_published": proposals.on_flow_changed,
        "flow_archived": proposals.on_flow_changed,
        "case_erased": proposals.on_case_erased,
    }


def given_up(reactions: Reactions) -> Mapping[str, GivenUp]:
    """What is said of events whose handling failed for good, by event type."""
    return dict.fromkeys(("session_resolved", "analysis_deferred", "analysis_resumed"), reactions.on_given_up)
