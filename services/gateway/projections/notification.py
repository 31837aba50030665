"""What is each person told of, and what have they seen? A row a notification; what is erased takes its rows along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from services.gateway.notifications.events import READER_EVENTS, GapAbout, NotificationRaised, read_own
from services.gateway.notifications.wording import words_of, words_of_gap
from services.gateway.projections.case_parts import check_version, destroyed_key
from services.gateway.projections.search import storable
from services.gateway.projections.walls import wall
from shared.envelope import StoredEvent
from shared.projection import Connection, Failed, or_dead_letter

LISTED = timedelta(days=90)
"""So long after it was raised a notification that was read is listed."""
_OF_READERS = frozenset(event.type for event in READER_EVENTS.events)


class NotificationProjection:
    """Folds what people are told of."""

    name = "notification"
    version = 3
    tables = ("notifications", "notification_readers")

    def ddl(self, schema: str) -> str:
        """See `Projection.ddl`."""
        return f"""
            create table {schema}.notifications (
                notification uuid primary key,
                account uuid not null,
                reader uuid not null,
                key uuid,
                in_app boolean not null,
                raised_at timestamptz not null, read_at timestamptz,
                email_status text, email_error text,
                version int not null,
                gap uuid,
                title text not null,
                doc text not null
            );
            create index on {schema}.notifications (reader, raised_at desc, notification) where in_app;
            create index on {schema}.notifications (reader) where in_app and read_at is null;
            create index on {schema}.notifications (key) where key is not null;
            create index on {schema}.notifications (gap) where gap is not null;
            create table {schema}.notification_readers (
                reader uuid primary key, account uuid not null, version int not null
            );
            {wall(schema, "notifications")}
            {wall(schema, "notification_readers")}
        """

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        """See `Projection.apply`."""
        for event in events:
            async with or_dead_letter(connection, event, failed):
                for sql, *values in _statements(schema, event):
                    await connection.execute(sql, *values)


Statement = tuple[Any, ...]
"""SQL, and its values."""


def _statements(schema: str, event: StoredEvent) -> list[Statement]:
    if event.category == "notification":
        return _of_reader(schema, event) if event.type in _OF_READERS else [_of_one(schema, event)]
    if event.type == "gap_relabelled":
        return [_relabelled(schema, event)]
    key = destroyed_key(event)
    return [(f"delete from {schema}.notifications where key = $1", key)] if key else []


def _relabelled(schema: str, event: StoredEvent) -> Statement:
    """A gap was named after a case that was erased: it is called otherwise here, too."""
    check_version(event)
    gap = UUID(event.stream_id)
    words = words_of_gap(gap, orjson.loads(event.data)["title"])
    sql = f"update {schema}.notifications set title = $3 where gap = $1 and account = $2"
    return sql, gap, event.account, storable(words.title)


def _of_one(schema: str, event: StoredEvent) -> Statement:
    check_version(event)
    if event.type == NotificationRaised.type:
        return _raised(schema, event)
    data, id_ = orjson.loads(event.data), UUID(event.stream_id)
    update = f"update {schema}.notifications set version = $2"
    match event.type:
        case "notification_read" | "notification_closed":
            at = datetime.fromisoformat(data["at"])
            return f"{update}, read_at = coalesce(read_at, $3) where notification = $1", id_, event.version, at
        case "notification_shown":
            at = datetime.fromisoformat(data["at"])
            return f"{update}, in_app = true, raised_at = $3 where notification = $1", id_, event.version, at
        case "email_sent":
            return f"{update}, email_status = 'sent' where notification = $1", id_, event.version
        case "email_failed":
            failed = f"{update}, email_status = 'failed', email_error = $3 where notification = $1"
            return failed, id_, event.version, data["error"]
        case _:
            raise LookupError(f"{event.type} is not known here")


def _raised(schema: str, event: StoredEvent) -> Statement:
    raised = read_own(NotificationRaised, event)
    words = words_of(raised.kind, raised.about)
    doc = {
        "id": event.stream_id,
        "kind": raised.kind,
        "body": words.body,
        "link": words.link,
        "session_id": str(words.session_id) if words.session_id else None,
    }
    sql = (
        f"insert into {schema}.notifications"
        " (notification, account, reader, key, in_app, raised_at, version, gap, title, doc)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    )
    gap = raised.about.gap_id if isinstance(raised.about, GapAbout) else None
    return (
        sql, UUID(event.stream_id), event.account, raised.user_id, event.session, raised.in_app, raised.at,
        event.version, gap, storable(words.title), orjson.dumps(doc).decode(),
    )  # fmt: skip


def _of_reader(schema: str, event: StoredEvent) -> list[Statement]:
    check_version(event)
    data, reader = orjson.loads(event.data), UUID(event.stream_id)
    seen = (
        f"insert into {schema}.notification_readers (reader, account, version) values ($1, $2, $3)"
        " on conflict (reader) do update set version = excluded.version"
    )
    folded: list[Statement] = [(seen, reader, event.account, event.version)]
    if event.type == "notifications_read":
        read = (
            f"update {schema}.notifications set read_at = $3"
            " where reader = $1 and raised_at <= $2 and read_at is null and in_app"
        )
        folded.append((read, reader, datetime.fromisoformat(data["upto"]), datetime.fromisoformat(data["at"])))
    elif event.type == "digest_sent":
        sent = f"update {schema}.notifications set email_status = 'sent' where notification = any($1)"
        folded.append((sent, [UUID(one) for one in data["notification_ids"]]))
    return folded


@dataclass(frozen=True, slots=True)
class NotificationFilter:
    """Whose notifications are shown, and which."""

    reader: UUID
    unread: bool
    now: datetime
    skip: int
    limit: int


_FIELDS = "doc, title, raised_at, read_at, email_status, email_error, version"


async def list_notifications(connection: Connection, wanted: NotificationFilter) -> list[dict[str, Any]]:
    """The reader's own, the newest first."""
    rows = await connection.fetch(
        f"select {_FIELDS} from read.notifications where reader = $1 and in_app"
        " and (read_at is null or (not $2 and raised_at > $3))"
        " order by raised_at desc, notification offset $4 limit $5",
        wanted.reader, wanted.unread, wanted.now - LISTED, wanted.skip, wanted.limit,
    )  # fmt: skip
    return [_item(row) for row in rows]


async def get_notification(connection: Connection, reader: UUID, notification: UUID) -> dict[str, Any] | None:
    """One notification, if it is the reader's."""
    row = await connection.fetchrow(
        f"select {_FIELDS} from read.notifications where notification = $1 and reader = $2 and in_app",
        notification,
        reader,
    )
    return _item(row) if row else None


async def count_unread(connection: Connection, reader: UUID) -> int:
    """How many of the reader's wait to be read."""
    count: int = await connection.fetchval(
        "select count(*) from read.notifications where reader = $1 and in_app and read_at is null", reader
    )
    return count


async def read_up_to(connection: Connection, reader: UUID) -> int:
    """The version of the reader's own stream up to which it is folded."""
    version = await connection.fetchval("select version from read.notification_readers where reader = $1", reader)
    return version or 0


def _item(row: Any) -> dict[str, Any]:
    item: dict[str, Any] = orjson.loads(row["doc"])
    said = {name: row[name] for name in ("title", "read_at", "email_status", "email_error", "version")}
    return {**item, "created_at": row["raised_at"], **said}
