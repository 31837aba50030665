"""Wrong passwords in a row close sign-in for a while, the same for e-mails that nobody has."""

import hashlib
from datetime import timedelta

from sqlalchemy import case, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.gateway.auth.settings import AuthSettings
from services.gateway.auth.tables import sign_in_failures as failures
from shared.errors import TooManyRequests


class Lockout:
    """Counts by e-mail. A count is forgotten after `lockout_seconds` without a failure, or by a success."""

    def __init__(self, settings: AuthSettings) -> None:
        self._limit = settings.lockout_failures
        self._window = timedelta(seconds=settings.lockout_seconds)

    async def check(self, connection: AsyncConnection, email_key: str) -> None:
        """Raise TooManyRequests while the e-mail is locked."""
        ends = func.extract("epoch", failures.c.failed_at + self._window - func.clock_timestamp())
        locked = select(func.ceil(ends)).where(
            failures.c.email_digest == _digest(email_key), failures.c.failures >= self._limit, ends > 0
        )
        seconds = (await connection.execute(locked)).scalar()
        if seconds is not None:
            detail = "Too many wrong passwords; sign-in is closed for a while."
            raise TooManyRequests("sign_in_locked", detail, retry_after=int(seconds))

    async def failed(self, connection: AsyncConnection, email_key: str) -> bool:
        """Count a failure; true for the one that locks."""
        fresh = failures.c.failed_at < func.clock_timestamp() - self._window
        counted = insert(failures).values(email_digest=_digest(email_key), failures=1, failed_at=func.clock_timestamp())
        counted = counted.on_conflict_do_update(
            index_elements=[failures.c.email_digest],
            set_={"failures": case((fresh, 1), else_=failures.c.failures + 1), "failed_at": func.clock_timestamp()},
        )
        count: int = (await connection.execute(counted.returning(failures.c.failures))).scalar_one()
        return count == self._limit

    async def succeeded(self, connection: AsyncConnection, email_key: str) -> None:
        """Forget the failures."""
        await connection.execute(delete(failures).where(failures.c.email_digest == _digest(email_key)))

    async def sweep(self, connection: AsyncConnection) -> None:
        """Remove counts that say nothing any more."""
        await connection.execute(delete(failures).where(failures.c.failed_at < func.clock_timestamp() - self._window))


def _digest(email_key: str) -> bytes:
    return hashlib.sha256(email_key.encode()).digest()
