"""The secrets that deliveries are signed with: sealed, each bound to its endpoint, kept nowhere else."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from services.psa_sync.webhooks.signing import SECRET_BYTES
from shared.database import walled
from shared.sealing import Key

PURPOSE = "webhook-secrets"
"""What the key that seals them is derived for."""
OVERLAP = timedelta(hours=24)
"""For so long after a rotation, deliveries are signed with the secret before as well."""

_ENSURE = """
    insert into psa_sync.webhook_secrets as kept (endpoint, account, sealed, rotation) values ($1, $2, $3, $4)
    on conflict (endpoint) do update set sealed = excluded.sealed, rotation = excluded.rotation,
        previous = kept.sealed, previous_until = $5
     where kept.rotation < excluded.rotation"""


@dataclass(frozen=True, slots=True)
class SecretStore:
    """`psa_sync.webhook_secrets`."""

    pool: asyncpg.Pool
    key: Key

    async def ensure(self, account: UUID, endpoint: UUID, rotation: int, now: datetime) -> bytes | None:
        """The secret of that rotation, made if there is none yet; None where there is a later one by now."""
        fresh = self.key.seal(os.urandom(SECRET_BYTES), endpoint.bytes)
        async with walled(self.pool, account) as connection:
            await connection.execute(_ENSURE, endpoint, account, fresh, rotation, now + OVERLAP)
            kept = await connection.fetchrow(
                "select sealed, rotation from psa_sync.webhook_secrets where endpoint = $1", endpoint
            )
        if kept is None or kept["rotation"] != rotation:
            return None
        return self.key.open(kept["sealed"], endpoint.bytes)

    async def signing(self, account: UUID, endpoint: UUID, now: datetime) -> Sequence[bytes]:
        """What to sign with now: the present secret first. Empty where the endpoint has none."""
        async with walled(self.pool, account) as connection:
            kept = await connection.fetchrow(
                "select sealed, case when previous_until > $2 then previous end as previous"
                " from psa_sync.webhook_secrets where endpoint = $1",
                endpoint,
                now,
            )
        if kept is None:
            return ()
        return [self.key.open(sealed, endpoint.bytes) for sealed in kept.values() if sealed is not None]
