"""From a request's credentials to the caller: a dictionary lookup, renewed from the database every few seconds."""

import hmac
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

from services.gateway.auth.database import IdentityDatabase, see_account
from services.gateway.auth.principal import Principal, Via
from services.gateway.auth.roles import Role, capped
from services.gateway.auth.settings import AuthSettings
from services.gateway.auth.tables import api_keys, sign_in_tokens, sign_ins, users
from services.gateway.auth.tokens import API_KEY_PREFIX, AccessTokens, digest
from shared.errors import Forbidden, Unauthenticated

SESSION_COOKIE = "rf_session"
CSRF_COOKIE = "rf_csrf"
CSRF_HEADER = "x-csrf-token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_MOST_CACHED = 10_000
_LAST_USED_GRAIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Known:
    principal: Principal
    until: float


class Authenticator:
    """Knows callers for `principal_seconds`; `forget` ends that at once for one user."""

    def __init__(self, database: IdentityDatabase, tokens: AccessTokens, settings: AuthSettings) -> None:
        self._database = database
        self._tokens = tokens
        self._settings = settings
        self._known: dict[str, _Known] = {}
        self._forgotten = 0

    async def admit(self, scope: Scope) -> Principal:
        """Who sends this request. Raises Unauthenticated, or Forbidden for a forged one."""
        headers = Headers(scope=scope)
        authorization = headers.get("authorization")
        if authorization is not None:
            return await self._find(authorization)
        session = cookie_parser(headers.get("cookie", "")).get(SESSION_COOKIE)
        if not session:
            raise Unauthenticated("not_signed_in", "Send an access token or an API key as Authorization: Bearer.")
        if scope["method"] not in SAFE_METHODS:
            self._check_csrf(session, headers.get(CSRF_HEADER, ""))
        return await self._find(f"Cookie {session}")

    def forget(self, user_id: UUID) -> None:
        """Ask the database again before the user's next request; also for lookups that are under way."""
        self._forgotten += 1
        self._known = {key: known for key, known in self._known.items() if known.principal.user_id != user_id}

    def _check_csrf(self, session: str, given: str) -> None:
        if not hmac.compare_digest(self._tokens.csrf_token(session).encode(), given.encode()):
            detail = f"With a session cookie, send the cookie {CSRF_COOKIE} as {CSRF_HEADER}."
            raise Forbidden("csrf_token_missing", detail)

    async def _find(self, credential: str) -> Principal:
        known = self._known.get(credential)
        if known is not None and time.monotonic() < known.until:
            return known.principal
        forgotten = self._forgotten
        principal, seconds = await self._look_up(credential)
        if forgotten == self._forgotten:
            self._remember(credential, principal, min(seconds, self._settings.principal_seconds))
        return principal

    def _remember(self, credential: str, principal: Principal, seconds: float) -> None:
        self._known.pop(credential, None)
        while len(self._known) >= _MOST_CACHED:
            del self._known[next(iter(self._known))]
        self._known[credential] = _Known(principal, time.monotonic() + seconds)

    async def _look_up(self, credential: str) -> tuple[Principal, float]:
        """The caller, and for how many seconds the credential itself is good."""
        scheme, _, secret = credential.partition(" ")
        if scheme == "Cookie":
            return await self._of_cookie(secret), self._settings.principal_seconds
        if scheme.lower() != "bearer":
            raise Unauthenticated("scheme_not_taken", "Send the credentials as Authorization: Bearer.")
        if secret.startswith(API_KEY_PREFIX):
            return await self._of_api_key(secret), self._settings.principal_seconds
        return await self._of_token(secret)

    async def _of_token(self, token: str) -> tuple[Principal, float]:
        claims = self._tokens.read(token)
        async with self._database.account(claims.account_id) as connection:
            principal = await _of_sign_in(connection, claims.sign_in_id, web=False)
        if principal is None or principal.user_id != claims.user_id:
            raise _ended()
        return principal, claims.expires_at + self._settings.leeway_seconds - time.time()

    async def _of_cookie(self, session: str) -> Principal:
        key = digest(session)
        async with self._database.presented(key.hex()) as connection:
            token = (await connection.execute(select(sign_in_tokens).where(sign_in_tokens.c.hash == key))).first()
            if token is None:
                raise _ended()
            await see_account(connection, token.account)
            principal = await _of_sign_in(connection, token.sign_in, web=True)
        if principal is None:
            raise _ended()
        return principal

    async def _of_api_key(self, secret: str) -> Principal:
        hashed = digest(secret)
        unexpired = or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > func.now())
        usable = select(api_keys).where(api_keys.c.hash == hashed, api_keys.c.revoked_at.is_(None), unexpired)
        async with self._database.presented(hashed.hex()) as connection:
            key = (await connection.execute(usable)).first()
            if key is None:
                raise _ended()
            await see_account(connection, key.account)
            user = (await connection.execute(_active_user().where(users.c.id == key.user_id))).first()
            role = capped(user.role, key.role) if user else None
            if user is None or role is None:
                raise _ended()
            await _touch(connection, key.id)
        return _principal(user, role, "api_key")


def _ended() -> Unauthenticated:
    return Unauthenticated("not_signed_in", "These credentials are not valid, or not any more; sign in.")


def _active_user() -> Select[Any]:
    return select(users.c.id, users.c.account, users.c.team, users.c.role, users.c.name).where(users.c.active)


async def _of_sign_in(connection: AsyncConnection, sign_in: UUID, *, web: bool) -> Principal | None:
    query = _active_user().join(sign_ins, sign_ins.c.user_id == users.c.id)
    query = query.where(sign_ins.c.id == sign_in, sign_ins.c.web == web)
    query = query.where(sign_ins.c.revoked_at.is_(None), sign_ins.c.expires_at > func.now())
    user = (await connection.execute(query)).first()
    return _principal(user, user.role, "cookie" if web else "token", sign_in) if user else None


def _principal(user: Row[Any], role: Role, via: Via, sign_in: UUID | None = None) -> Principal:
    return Principal(user.id, user.account, user.team, role, user.name, via, sign_in)


async def _touch(connection: AsyncConnection, key: UUID) -> None:
    """Keep the time of use, to the minute: not a write per request."""
    stale = or_(api_keys.c.last_used_at.is_(None), api_keys.c.last_used_at < func.now() - _LAST_USED_GRAIN)
    await connection.execute(update(api_keys).where(api_keys.c.id == key, stale).values(last_used_at=func.now()))
