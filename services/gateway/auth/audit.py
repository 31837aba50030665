"""Audit events leave with the change that they tell of: an outbox in the same transaction, then the log.

An entry's id is the command id of its append, so that an entry which is told twice is written once.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.gateway.auth.database import IdentityDatabase
from services.gateway.auth.tables import audit_outbox
from services.gateway.events import EVENTS
from shared.ids import new_id
from shared.message import Actor, Event

logger = logging.getLogger(__name__)

Category = Literal["account", "user", "client"]

_BATCH = 100
_BY_TYPE: Mapping[str, type[Event]] = {event.type: event for event in EVENTS}


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event for the stream `<category>-<subject>` of the actor's account."""

    id: UUID
    category: Category
    subject: UUID
    actor: Actor
    event: Event


class Audit(Protocol):
    """The log, as the audit needs it."""

    async def record(self, entry: AuditEntry) -> None:
        """Append the event once, however often it is called with the same entry."""


async def note(connection: AsyncConnection, actor: Actor, category: Category, subject: UUID, event: Event) -> None:
    """Put an event into the outbox, in the transaction of the change."""
    entry = {
        "category": category,
        "subject": str(subject),
        "actor": actor.model_dump(mode="json", exclude={"name"}),
        "type": event.type,
        "data": event.model_dump(mode="json"),
    }
    await connection.execute(insert(audit_outbox).values(id=new_id(), entry=entry))


class AuditTrail:
    """Takes entries from the outbox to the log."""

    def __init__(self, database: IdentityDatabase, audit: Audit) -> None:
        self._database = database
        self._audit = audit

    async def drain(self) -> None:
        """Tell what waits, oldest first. What cannot be told now stays, and is told with the next."""
        try:
            while await self._drain_some() == _BATCH:
                pass
        except Exception:  # the change is committed: its answer must not fail because the log is away
            logger.warning("audit entries wait for the log", exc_info=True)

    async def _drain_some(self) -> int:
        waiting = select(audit_outbox).order_by(audit_outbox.c.id).limit(_BATCH).with_for_update(skip_locked=True)
        async with self._database.nobody() as connection:
            rows = (await connection.execute(waiting)).all()
            for row in rows:
                await self._audit.record(_entry(row.id, row.entry))
            await connection.execute(delete(audit_outbox).where(audit_outbox.c.id.in_([row.id for row in rows])))
        return len(rows)


def _entry(entry_id: UUID, stored: Mapping[str, Any]) -> AuditEntry:
    event = _BY_TYPE[stored["type"]].model_validate(stored["data"])
    actor = Actor.model_validate(stored["actor"])
    return AuditEntry(entry_id, stored["category"], UUID(stored["subject"]), actor, event)
