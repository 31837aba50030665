"""Looking into content: by an account administrator of that account only, with a reason, and it is written down."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select

from services.gateway.audit_log import AuditLog
from services.gateway.auth.audit import AuditEntry
from services.gateway.auth.database import IdentityDatabase, open_engine
from services.gateway.auth.passwords import Passwords
from services.gateway.auth.tables import users
from services.gateway.auth.text import comparison_key
from services.gateway.events import ContentOpened
from shared.database import open_pool
from shared.envelope import StoredEvent
from shared.errors import Erased, Forbidden, Unauthenticated
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor
from shared.sealing import KeyDestroyed, Keyring, MasterKey
from shared.settings import CommonSettings


@asynccontextmanager
async def open_log(settings: CommonSettings, role: str) -> AsyncIterator[PostgresLog]:
    """The log as a role sees it."""
    async with open_pool(settings, role, size=2) as pool:
        keys = PostgresKeyStore(pool, behind_wall=role == "rf_gateway")
        yield PostgresLog(pool, Keyring(keys, MasterKey.read(settings.master_key_file)))


async def open_content(
    settings: CommonSettings, event: StoredEvent, email: str, password: str, reason: str
) -> dict[str, Any]:
    """The event's data, after the audit says who opened them and why.

    Raises:
        Unauthenticated, Forbidden: this is not an account administrator of the event's account.
        Erased: the case was erased.
    """
    actor = await _administrator(settings, event.account, email, password)
    await _write_down(settings, actor, event, reason)
    async with open_log(settings, "rf_projector") as log:
        try:
            opened = await log.open(event)
        except KeyDestroyed:
            raise Erased("erased", "This case was erased; nobody can read it any more.") from None
    data: dict[str, Any] = orjson.loads(opened.data)
    return data


async def _administrator(settings: CommonSettings, account: UUID, email: str, password: str) -> Actor:
    key = comparison_key(email)
    async with open_engine(settings, size=1) as engine, IdentityDatabase(engine).presented(key) as connection:
        user = (await connection.execute(select(users).where(users.c.email_key == key))).first()
    if not await Passwords().verify(password, user.password_hash if user and user.active else None):
        raise Unauthenticated("wrong_credentials", "E-mail or password is wrong.")
    if user is None or user.role != "account_admin" or user.account != account:
        raise Forbidden("not_account_admin", "Content is opened by an account administrator of that account only.")
    return Actor(account_id=account, user_id=user.id, name=user.name, role=user.role)


async def _write_down(settings: CommonSettings, actor: Actor, event: StoredEvent, reason: str) -> None:
    subject = event.session or UUID(event.stream_id)
    opened = ContentOpened(session_id=subject, by=actor.user_id or subject, reason=reason)
    async with open_log(settings, "rf_gateway") as log:
        await AuditLog(log).record(AuditEntry(new_id(), "account", actor.account_id, actor, opened))
