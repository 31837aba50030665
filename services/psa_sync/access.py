"""Who may do what with connections and tickets."""

from uuid import UUID

from shared.errors import Forbidden
from shared.message import Actor

KEEPER = "account_admin"
"""Who keeps the connections of an account."""
USERS = frozenset({"engineer", "team_admin", KEEPER})
"""Who works on cases, and so with tickets."""


def keeper(actor: Actor) -> UUID:
    """Who keeps the account's connections. Raises Forbidden."""
    if actor.role != KEEPER or actor.user_id is None:
        raise Forbidden(
            "not_an_administrator", "Connections with ticket systems are kept by account administrators; ask one."
        )
    return actor.user_id


def require_user(actor: Actor) -> UUID:
    """The account of somebody who works on cases. Raises Forbidden."""
    if actor.role not in USERS:
        raise Forbidden("not_an_engineer", "Tickets are read by engineers.")
    return actor.account_id
