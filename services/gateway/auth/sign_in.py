"""Signing in and out, and going on: each refresh token is good once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.gateway.auth.audit import AuditTrail, note
from services.gateway.auth.database import IdentityDatabase, see_account
from services.gateway.auth.lockout import Lockout
from services.gateway.auth.passwords import Passwords
from services.gateway.auth.principal import Principal
from services.gateway.auth.settings import AuthSettings
from services.gateway.auth.tables import sign_in_tokens, sign_ins, users
from services.gateway.auth.text import comparison_key
from services.gateway.auth.tokens import AccessTokens, digest, new_secret
from services.gateway.events import SignInLocked, TokenReused
from shared.errors import IllegalState, Unauthenticated
from shared.ids import new_id
from shared.message import Actor

Changed = Callable[[UUID], Awaitable[None]]
"""Tells every replica that what a user may do has changed."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in's tokens. `secret` is a refresh token, or the web app's session cookie."""

    user_id: UUID
    account_id: UUID
    access_token: str
    secret: str


class SignIns:
    """Opens, continues and ends sign-ins."""

    def __init__(
        self,
        database: IdentityDatabase,
        passwords: Passwords,
        tokens: AccessTokens,
        settings: AuthSettings,
        trail: AuditTrail,
        changed: Changed,
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._tokens = tokens
        self._settings = settings
        self._trail = trail
        self._changed = changed
        self._lockout = Lockout(settings)
        self._slots = asyncio.Semaphore(settings.hashing_slots)  # each hash takes 64 MiB

    async def sign_in(self, email: str, password: str, *, web: bool) -> SignedIn:
        """Tokens for the right password. Raises Unauthenticated, or TooManyRequests while locked."""
        email_key = comparison_key(email)
        async with self._slots:
            user = await self._find(email_key)
            stored = user.password_hash if user and user.active else None
            if not await self._passwords.verify(password, stored):
                await self._failed(email_key, user)
                raise Unauthenticated("wrong_credentials", "E-mail or password is wrong.")
        assert user is not None  # noqa: S101 # a password was verified
        return await self._open(user, email_key, web=web)

    async def refresh(self, secret: str) -> SignedIn:
        """New tokens for a refresh token's first use; a second use ends the whole sign-in."""
        hashed = digest(secret)
        async with self._database.presented(hashed.hex()) as connection:
            token = await _lock_token(connection, hashed)
            await see_account(connection, token.account)
            sign_in = await _usable(connection, token.sign_in)
            if token.rotated_at is None:
                rotated = update(sign_in_tokens).where(sign_in_tokens.c.hash == hashed).values(rotated_at=func.now())
                await connection.execute(rotated)
                return await self._issue(connection, token.account, sign_in.user_id, token.sign_in)
            await _revoke(connection, sign_ins.c.id == token.sign_in)
            event = TokenReused(user_id=sign_in.user_id, sign_in_id=token.sign_in)
            await note(connection, _self(token.account, sign_in.user_id), "user", sign_in.user_id, event)
        await self._trail.drain()
        await self._changed(sign_in.user_id)
        raise Unauthenticated("token_reused", "This refresh token was used before; sign in again.")

    async def sign_out(self, principal: Principal) -> None:
        """End the caller's sign-in: its access token and refresh token are void at once."""
        if principal.sign_in_id is None:
            raise IllegalState("not_a_sign_in", "An API key is not signed out; revoke it.")
        async with self._database.account(principal.account_id) as connection:
            await _revoke(connection, sign_ins.c.id == principal.sign_in_id)
        await self._changed(principal.user_id)

    async def sweep(self) -> None:
        """Remove what has no meaning any more."""
        async with self._database.nobody() as connection:
            await self._lockout.sweep(connection)

    async def _find(self, email_key: str) -> Row[Any] | None:
        async with self._database.presented(email_key) as connection:
            await self._lockout.check(connection, email_key)
            return (await connection.execute(select(users).where(users.c.email_key == email_key))).first()

    async def _failed(self, email_key: str, user: Row[Any] | None) -> None:
        async with self._database.nobody() as connection:
            locked = await self._lockout.failed(connection, email_key)
            if locked and user is not None:
                actor = _self(user.account, user.id)
                await note(connection, actor, "user", user.id, SignInLocked(user_id=user.id))
        if locked:
            await self._trail.drain()

    async def _open(self, user: Row[Any], email_key: str, *, web: bool) -> SignedIn:
        seconds = self._settings.web_seconds if web else self._settings.refresh_seconds
        sign_in = new_id()
        async with self._database.account(user.account) as connection:
            await self._lockout.succeeded(connection, email_key)
            outdated = delete(sign_ins).where(sign_ins.c.user_id == user.id, sign_ins.c.expires_at < func.now())
            await connection.execute(outdated)
            opened = insert(sign_ins).values(
                id=sign_in,
                account=user.account,
                user_id=user.id,
                web=web,
                expires_at=func.now() + timedelta(seconds=seconds),
            )
            await connection.execute(opened)
            return await self._issue(connection, user.account, user.id, sign_in)

    async def _issue(self, connection: AsyncConnection, account: UUID, user_id: UUID, sign_in: UUID) -> SignedIn:
        secret = new_secret()
        token = insert(sign_in_tokens).values(hash=digest(secret), account=account, sign_in=sign_in)
        await connection.execute(token)
        return SignedIn(user_id, account, self._tokens.issue(user_id, account, sign_in), secret)


async def end_sign_ins(connection: AsyncConnection, user_id: UUID) -> None:
    """End every sign-in of a user, in the transaction that takes the right to it away."""
    await _revoke(connection, sign_ins.c.user_id == user_id)


async def _lock_token(connection: AsyncConnection, hashed: bytes) -> Row[Any]:
    query = select(sign_in_tokens).where(sign_in_tokens.c.hash == hashed).with_for_update()
    token = (await connection.execute(query)).first()
    if token is None:
        raise _unknown()
    return token


async def _usable(connection: AsyncConnection, sign_in: UUID) -> Row[Any]:
    """The sign-in with its user, as long as both hold."""
    holds = (sign_ins.c.id == sign_in, ~sign_ins.c.web, sign_ins.c.revoked_at.is_(None), users.c.active)
    query = select(sign_ins.c.user_id).join(users, users.c.id == sign_ins.c.user_id)
    row = (await connection.execute(query.where(*holds, sign_ins.c.expires_at > func.now()))).first()
    if row is None:
        raise _unknown()
    return row


async def _revoke(connection: AsyncConnection, which: Any) -> None:
    open_ones = update(sign_ins).where(which, sign_ins.c.revoked_at.is_(None))
    await connection.execute(open_ones.values(revoked_at=func.now()))


def _unknown() -> Unauthenticated:
    return Unauthenticated("refresh_token_invalid", "The refresh token is not valid, or not any more; sign in.")


def _self(account: UUID, user_id: UUID) -> Actor:
    return Actor(account_id=account, user_id=user_id, name="", role="unauthenticated")
