"""What people are told of, and who may hear of it."""

from collections.abc import Mapping
from typing import Literal

from services.gateway.auth.roles import Role, admitted

Kind = Literal[
    "escalation_to_me", "escalation_to_team", "proposal_pending", "fix_waiting", "push_failed", "gap_found"
]  # fmt: skip
EmailMode = Literal["off", "at_once", "digest"]

MAY_HEAR: Mapping[Kind, frozenset[Role]] = {
    "escalation_to_me": admitted("engineer"),
    "escalation_to_team": admitted("engineer"),
    "proposal_pending": admitted("team_admin"),
    "fix_waiting": admitted("engineer"),
    "push_failed": admitted("engineer"),
    "gap_found": admitted("team_admin"),
}
"""The roles that a kind is for."""
