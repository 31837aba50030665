"""Who may decide on proposals and gaps, and in which version they have seen them."""

from uuid import UUID

from shared.errors import Forbidden, RevisionMismatch
from shared.message import Actor

LEADS = frozenset({"team_admin", "account_admin"})


def reviewer(actor: Actor) -> UUID:
    """Who reviews proposals. Raises Forbidden."""
    refusal = Forbidden("not_a_reviewer", "Proposals are reviewed by team and account administrators; ask one of them.")
    return _one_of_leads(actor, refusal)


def lead(actor: Actor) -> UUID:
    """Who works on gaps. Raises Forbidden."""
    refusal = Forbidden("not_a_lead", "Team and account administrators work on knowledge gaps; ask one of them.")
    return _one_of_leads(actor, refusal)


def check_version(what: str, expected: int | None, version: int) -> None:
    """Refuse a command that was made against another version."""
    if expected not in (None, version):
        raise RevisionMismatch("changed", f"The {what} has changed; read it again.", version=version)


def _one_of_leads(actor: Actor, refusal: Forbidden) -> UUID:
    if actor.role not in LEADS or actor.user_id is None:
        raise refusal
    return actor.user_id
