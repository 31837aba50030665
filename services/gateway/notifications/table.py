"""`notify.notifications`: who was told of what, so that of one thing nobody is told twice while it is unread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg

from services.gateway.notifications.kinds import Kind
from services.gateway.notifications.recipients import Notice
from shared.database import walled

KEPT = timedelta(days=90)
"""What was read is forgotten so long after it was raised; the log remembers."""

_FIELDS = "id, user_id as user, kind, in_app, raised_at, read_at is null and email_done_at is null as needs_email"
_CLAIM = """
    insert into notify.notifications (id, account, user_id, kind, subject, key, in_app, raised_at)
    select $1, $2, $3, $4, $5, $6, $7, $8
     where not exists (select from log.keys k where k.id = $6 and k.wrapped is null)
    on conflict do nothing"""
_UNRAISED = """
    delete from notify.notifications n
     where id = $1 and not exists (select from log.events where stream = 'notification-' || n.id::text)"""
_READABLE = "not exists (select from log.keys k where k.id = n.key and k.wrapped is null)"
"""What it is about was not erased; asked of the keys themselves: this process may still hold one that is gone."""
_TRIM = "delete from notify.notifications where user_id = $1 and raised_at < $2 and read_at is not null"

_FORGET = """
    with gone as (delete from notify.notifications where key = $1 returning id),
         alone as (delete from notify.mails m using gone where m.id = gone.id)
    update notify.mails m set error = null where m.day is not null and m.contents && array(select id from gone)"""


@dataclass(frozen=True, slots=True)
class Told:
    """A notification that somebody has, or is about to have. `needs_email`: it was neither read nor went by e-mail."""

    id: UUID
    user: UUID
    kind: Kind
    in_app: bool
    raised_at: datetime
    needs_email: bool


@dataclass(frozen=True, slots=True)
class Notifications:
    """The table, an account at a time."""

    pool: asyncpg.Pool

    async def claim(
        self, account: UUID, id_: UUID, notice: Notice, key: UUID | None, in_app: bool, now: datetime
    ) -> Told | None:
        """The notification; None where the person has another one of the thing, unread, or what it is about was erased.

        What was claimed and not raised, by a process that died, begins anew: nobody has seen it yet.
        `key` is whose key seals it: a case's or a proposal's; None for the account's.
        """
        async with walled(self.pool, account) as connection:
            await connection.execute(_TRIM, notice.user, now - KEPT)
            await connection.execute(_UNRAISED, id_)
            await connection.execute(_CLAIM, id_, account, notice.user, notice.kind, notice.subject, key, in_app, now)
            row = await connection.fetchrow(f"select {_FIELDS} from notify.notifications where id = $1", id_)
            return Told(**row) if row else None

    async def get(self, account: UUID, id_: UUID) -> Told | None:
        """One of them, unless what it is about was erased."""
        async with walled(self.pool, account) as connection:
            row = await connection.fetchrow(
                f"select {_FIELDS} from notify.notifications n where id = $1 and {_READABLE}", id_
            )
            return Told(**row) if row else None

    async def release(self, account: UUID, id_: UUID) -> None:
        """It was claimed, and nobody is told of it."""
        async with walled(self.pool, account) as connection:
            await connection.execute("delete from notify.notifications where id = $1", id_)

    async def open_of(self, account: UUID, user: UUID) -> list[UUID]:
        """What the person has not seen, in the app or by e-mail, and is still to hear of by e-mail."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(
                "select id from notify.notifications n where user_id = $1 and read_at is null and email_done_at is null"
                f" and {_READABLE} order by raised_at, id",
                user,
            )
            return [row["id"] for row in rows]

    async def unread_of(
        self, account: UUID, kinds: Sequence[Kind], subject: str, but: UUID | None = None
    ) -> list[UUID]:
        """The notifications of a thing that were not read; without those of `but`."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(
                "select id from notify.notifications where kind = any($1) and subject = $2 and read_at is null"
                " and user_id is distinct from $3",
                list(kinds), subject, but,
            )  # fmt: skip
            return [row["id"] for row in rows]

    async def show(self, account: UUID, id_: UUID, at: datetime) -> None:
        """It is in the app as of then, and does not go by e-mail."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "update notify.notifications set in_app = true, raised_at = $2, email_done_at = $2"
                " where id = $1 and not in_app and read_at is null",
                id_, at,
            )  # fmt: skip

    async def read(self, account: UUID, id_: UUID, at: datetime) -> None:
        """It was seen."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "update notify.notifications set read_at = coalesce(read_at, $2) where id = $1", id_, at
            )

    async def read_up_to(self, account: UUID, user: UUID, upto: datetime, at: datetime) -> None:
        """All that the person was told up to then was seen."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "update notify.notifications set read_at = $3"
                " where user_id = $1 and raised_at <= $2 and read_at is null and in_app",
                user, upto, at,
            )  # fmt: skip

    async def no_more_email(self, account: UUID, ids: Sequence[UUID], at: datetime) -> None:
        """They went by e-mail, or need not; those that are told by e-mail alone are done with."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "update notify.notifications set email_done_at = coalesce(email_done_at, $2),"
                " read_at = coalesce(read_at, case when not in_app then $2 end) where id = any($1)",
                list(ids), at,
            )  # fmt: skip

    async def for_digest(self, account: UUID, user: UUID, kinds: Sequence[Kind], limit: int) -> list[UUID]:
        """What the person has not seen, in the app or by e-mail, of these kinds; the oldest first."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(
                "select id from notify.notifications n where user_id = $1 and kind = any($2)"
                f" and read_at is null and email_done_at is null and {_READABLE} order by raised_at, id limit $3",
                user, list(kinds), limit,
            )  # fmt: skip
            return [row["id"] for row in rows]

    async def forget(self, account: UUID, key: UUID) -> None:
        """Of what was erased nobody was told anything; what a mail server said of it is forgotten too."""
        async with walled(self.pool, account) as connection:
            await connection.execute(_FORGET, key)
