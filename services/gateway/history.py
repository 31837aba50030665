"""A case as it stood: folded anew from the log, up to any revision."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from services.gateway.auth.principal import Principal
from services.gateway.projections.case import check_not_erased
from services.gateway.projections.case_document import fold
from services.gateway.projections.case_parts import Document
from shared.database import walled
from shared.envelope import StoredEvent, numbered_streams
from shared.errors import Erased, InvalidInput, NotFound, Unavailable
from shared.log import FutureEventVersion
from shared.log.postgres import stored
from shared.sealing import KeyDestroyed, Keyring

CATEGORIES = ("case", "match", "session", "document", "ticket", "analysis")

_EVENTS = (
    "select e.*, p.position from log.events e join log.positions p using (seq)"
    " where e.stream = any($1) or (e.stream > $2 and e.stream < $3) order by p.position limit $4"
)
_ALL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class History:
    """Reads a case's events through the gateway's own, account-walled role."""

    pool: asyncpg.Pool
    keyring: Keyring

    async def at(self, who: Principal, session: UUID, revision: int) -> Document:
        """The case's document at a revision, counted from 1.

        Raises:
            NotFound: no such session in the account; InvalidInput: it has no such revision; Erased.
            Unavailable: an event is of a newer shape than this program knows.
        """
        events = await self._events(who, session, revision)
        if revision < 1 or len(events) < revision:
            raise InvalidInput("no_such_version", f"This session has revisions 1 to {len(events)}.")
        document: Document | None = None
        try:
            for event in events:
                document = fold(document, await self._open(event))
        except FutureEventVersion:
            raise Unavailable("stale", "This session is newer than this program; upgrade it.", retry_after=60) from None
        if document is None:
            raise NotFound("session_not_found", "There is no such session in your account.")
        return document

    async def entries(self, who: Principal, session: UUID) -> list[dict[str, Any]]:
        """One entry an event, oldest first; envelopes only.

        Raises:
            NotFound: no such session in the account; Erased.
        """
        return [
            {
                "revision": revision,
                "type": event.type,
                "at": event.recorded_at,
                "actor_id": event.meta["actor"],
                "service": event.meta["service"],
                "event_id": event.id,
            }
            for revision, event in enumerate(await self._events(who, session, _ALL), start=1)
        ]

    async def _events(self, who: Principal, session: UUID, limit: int) -> Sequence[StoredEvent]:
        streams = [f"{category}-{session}" for category in CATEGORIES]
        async with walled(self.pool, who.account_id) as connection:
            await check_not_erased(connection, session)
            rows = await connection.fetch(_EVENTS, streams, *numbered_streams("push", session), max(limit, 0))
        if not rows:
            raise NotFound("session_not_found", "There is no such session in your account.")
        return [stored(row, row["data"], row["position"]) for row in rows]

    async def _open(self, event: StoredEvent) -> StoredEvent:
        try:
            key = await self.keyring.key(event.key_id, event.account)
        except KeyDestroyed:
            raise Erased("erased", "This session was erased.") from None
        return event.opened(key.open(event.data, event.id.bytes))
