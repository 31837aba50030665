"""`notify.mails`: e-mail that is not done with, of all accounts.

A mail goes waiting → sent, failed or dropped; then what follows from that is done, and then it is done with. Until
then it comes up again, so that nothing is left half done by a process that died. What a digest tells of is written down
before it is tried: tried again, it is the same one. A person's digests go one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

import asyncpg

Status = Literal["waiting", "sent", "failed", "dropped"]

_FIELDS = "id, account, user_id as user, day, status, code, error, contents, tries, first_tried_at"
_CLAIM = f"""
    update notify.mails set due_at = $2
     where id = (
        select id from notify.mails m where due_at <= $1 and not exists (
            select from notify.mails before
             where before.user_id = m.user_id and before.day < m.day and before.due_at is not null)
         order by due_at, id limit 1 for update skip locked)
    returning {_FIELDS}"""
_PUT = """
    insert into notify.mails (id, account, user_id, day, due_at) values ($1, $2, $3, $4, $5)
    on conflict (id) do update set status = 'waiting', due_at = excluded.due_at, tries = 0, first_tried_at = null,
                                   contents = '{}', code = null, error = null, done_at = null
     where mails.status = 'dropped' and mails.day is null"""
_DECIDE = f"""
    update notify.mails set status = $2, contents = $3, code = $4, error = $5
     where id = $1 and status = 'waiting' returning {_FIELDS}"""


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail of one notification, whose id it has, or the digest of a `day`.

    `contents`: the notifications that it tells of, once that is known.
    """

    id: UUID
    account: UUID
    user: UUID
    day: date | None = None
    status: Status = "waiting"
    code: int | None = None
    error: str | None = None
    contents: Sequence[UUID] = ()
    tries: int = 0
    first_tried_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mails:
    """The table."""

    pool: asyncpg.Pool

    async def put(self, mail: Mail, due_at: datetime) -> bool:
        """Have it wait, unless it does, a dropped one of one notification again; False where it was sent or failed
        before, or was a digest and dropped.
        """
        await self.pool.execute(_PUT, mail.id, mail.account, mail.user, mail.day, due_at)
        status = await self.pool.fetchval("select status from notify.mails where id = $1", mail.id)
        return bool(status == "waiting")

    async def claim(self, now: datetime, lease: timedelta) -> Mail | None:
        """The mail that is due for longest; it comes up again after `lease` unless it is done with."""
        row = await self.pool.fetchrow(_CLAIM, now, now + lease)
        return Mail(**row) if row else None

    async def list_in(self, mail: Mail, contents: Sequence[UUID]) -> None:
        """This is what the digest tells of, also if it has to be tried again."""
        await self.pool.execute(
            "update notify.mails set contents = $2 where id = $1 and status = 'waiting'", mail.id, list(contents)
        )

    async def decide(
        self, mail: Mail, status: Status, contents: Sequence[UUID] = (), code: int | None = None,
        error: str | None = None,
    ) -> Mail:  # fmt: skip
        """The mail, after that it was written down what became of it; nothing follows from that yet.

        What was written down first holds: by a process that took the mail over from one that was too slow. One that is
        gone, of something erased, is dropped.
        """
        row = await self.pool.fetchrow(_DECIDE, mail.id, status, list(contents), code, error)
        row = row or await self.pool.fetchrow(f"select {_FIELDS} from notify.mails where id = $1", mail.id)
        return Mail(**row) if row else replace(mail, status="dropped", contents=())

    async def put_off(self, mail: Mail, now: datetime, until: datetime, code: int | None, error: str | None) -> None:
        """Try again then; a try has failed."""
        await self.pool.execute(
            "update notify.mails set due_at = $2, tries = tries + 1, first_tried_at = coalesce(first_tried_at, $3),"
            " code = $4, error = $5 where id = $1 and status = 'waiting'",
            mail.id, until, now, code, error,
        )  # fmt: skip

    async def wait(self, mail: Mail, until: datetime) -> None:
        """Look again then."""
        await self.pool.execute(
            "update notify.mails set due_at = $2 where id = $1 and due_at is not null", mail.id, until
        )

    async def done(self, mail: Mail, now: datetime) -> None:
        """It is done with, unless it waits again; what the server said of it is kept in the log alone."""
        await self.pool.execute(
            "update notify.mails set due_at = null, done_at = $2, error = null where id = $1 and status = $3",
            mail.id, now, mail.status,
        )  # fmt: skip

    async def undone(self) -> list[Mail]:
        """All that is not done with, the oldest first."""
        rows = await self.pool.fetch(f"select {_FIELDS} from notify.mails where due_at is not null order by due_at, id")
        return [Mail(**row) for row in rows]

    async def trim(self, before: datetime) -> None:
        """Forget what was done with before then."""
        await self.pool.execute("delete from notify.mails where due_at is null and done_at < $1", before)
