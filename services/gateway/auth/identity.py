"""Everything of identity in one place, put together from what the composition root passes in."""

import logging
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from services.gateway.auth.api_keys import ApiKeys
from services.gateway.auth.audit import Audit, AuditTrail
from services.gateway.auth.authenticator import Authenticator
from services.gateway.auth.clients import Clients
from services.gateway.auth.database import IdentityDatabase
from services.gateway.auth.passwords import Passwords
from services.gateway.auth.settings import AuthSettings
from services.gateway.auth.sign_in import Changed, SignIns
from services.gateway.auth.teams import Teams
from services.gateway.auth.tokens import AccessTokens
from services.gateway.auth.users import Users

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Identity:
    """What routes and dependencies use; the app carries it as `app.state.identity`."""

    settings: AuthSettings
    tokens: AccessTokens
    authenticator: Authenticator
    sign_ins: SignIns
    users: Users
    teams: Teams
    clients: Clients
    api_keys: ApiKeys
    trail: AuditTrail


def make_identity(
    engine: AsyncEngine, settings: AuthSettings, passwords: Passwords, audit: Audit, tell_others: Changed
) -> Identity:
    """`tell_others` publishes a user's id to the other replicas, which then call `authenticator.forget`."""
    database = IdentityDatabase(engine)
    tokens = AccessTokens(settings)
    authenticator = Authenticator(database, tokens, settings)
    trail = AuditTrail(database, audit)

    async def changed(user_id: UUID) -> None:
        authenticator.forget(user_id)
        try:
            await tell_others(user_id)
        except Exception:  # the change is committed, and the others find out within `principal_seconds`
            logger.warning("the other replicas were not told of a change", exc_info=True)

    return Identity(
        settings=settings,
        tokens=tokens,
        authenticator=authenticator,
        sign_ins=SignIns(database, passwords, tokens, settings, trail, changed),
        users=Users(database, passwords, trail, changed),
        teams=Teams(database, trail),
        clients=Clients(database, trail),
        api_keys=ApiKeys(database, trail, changed),
        trail=trail,
    )
