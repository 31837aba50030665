"""Requests to send again that were done: each is done once, however often it comes under its key."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg.pool import PoolConnectionProxy

from shared.errors import InvalidInput
from shared.log import CommandKey

_NOTE = """
    insert into psa_sync.webhook_resends
           (account, actor, route, key, body_hmac, endpoint, count, next_since, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict do nothing
    returning true"""
_FIND = """
    select body_hmac, count, next_since from psa_sync.webhook_resends
     where account = $1 and actor = $2 and route = $3 and key = $4"""


@dataclass(frozen=True, slots=True)
class Resent:
    """How many events are sent again; `next_since`: from where to go on where those were not all."""

    count: int
    next_since: datetime | None = None


async def note(connection: PoolConnectionProxy, key: CommandKey, endpoint: UUID, resent: Resent, now: datetime) -> bool:
    """Keep what is answered; False where the request was done before. Waits for one that is being done."""
    values = (endpoint, resent.count, resent.next_since, now)
    return bool(await connection.fetchval(_NOTE, *_names(key), key.body_hmac, *values))


async def find(connection: PoolConnectionProxy, key: CommandKey) -> Resent | None:
    """What was answered; None where the request is new. Raises InvalidInput: its key was used for another one."""
    row = await connection.fetchrow(_FIND, *_names(key))
    if row is None:
        return None
    if not hmac.compare_digest(row["body_hmac"], key.body_hmac):
        raise InvalidInput("key_reused", "This Idempotency-Key was used with another body; take a new key.")
    return Resent(row["count"], row["next_since"])


def _names(key: CommandKey) -> tuple[UUID, str, str, str]:
    return key.account, key.user, key.route, key.key
