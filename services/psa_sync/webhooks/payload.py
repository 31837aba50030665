"""The body of a delivery: `{type, timestamp, data}`, made from the log each time that it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from services.psa_sync.pushes.events import PUSH_EVENTS, PushAbandoned, PushRequested, PushSucceeded
from services.psa_sync.webhooks.deliveries import Told
from services.psa_sync.webhooks.facts import ENDS, Facts, ended_at, facts_of
from services.psa_sync.webhooks.incoming import SessionStarted
from services.psa_sync.webhooks.source import EventSource
from shared.envelope import StoredEvent
from shared.log import read_as

TEST_DATA: Facts = {"message": "This is a test of your webhook endpoint."}


class Missing(Exception):
    """The log does not have the event that the delivery tells of."""


@dataclass(frozen=True, slots=True)
class Payloads:
    """Makes bodies."""

    source: EventSource

    async def body(self, account: UUID, told: Told) -> bytes:
        """The body. Raises KeyDestroyed: the case was erased; FutureEventVersion; Missing."""
        data = TEST_DATA if told.stream is None else await self._data(account, told)
        said = {"type": told.event_type, "timestamp": told.occurred_at, "data": data}
        return orjson.dumps(said, default=str, option=orjson.OPT_UTC_Z)  # str: asyncpg has UUIDs of its own

    async def _data(self, account: UUID, told: Told) -> Facts:
        event = await self.source.event(told.stream or "", told.version or 0)
        if event is None or event.account != account:
            raise Missing
        facts = await self._push(event) if event.category == "push" else facts_of(event)
        if told.session is None:
            return facts
        return {**await self._case(event, told.session), **facts}

    async def _case(self, event: StoredEvent, session: UUID) -> Facts:
        """The case that the event belongs to, and, where it ends it, what it took."""
        stream = f"session-{session}"
        first = event if event.type == "session_started" else await self.source.event(stream, 1)
        case: Facts = {
            "session_id": session,
            "client_id": event.client,
            "ticket_id": await self.source.ticket(event.account, session),
        }
        if first is None:
            return case
        started = read_as(SessionStarted, first)
        case |= {"problem_summary": started.summary, "problem_domain": started.domain}
        if event.type in ENDS:
            case["duration_seconds"] = round((ended_at(event) - started.started_at).total_seconds())
            case["steps_answered"] = await self.source.answers(stream, event.version)
        return case

    async def _push(self, event: StoredEvent) -> Facts:
        first = await self.source.event(event.stream, 1)
        requested, said = (
            PUSH_EVENTS.decode(one.type, one.schema_version, one.data) if one else None for one in (first, event)
        )
        if not isinstance(requested, PushRequested):
            raise Missing
        return {
            "psa_connection_id": requested.connection_id,
            "ticket_id": requested.ticket_id,
            "outcome": requested.outcome,
            "kind": requested.kind,
            **_end_of_push(said),
        }


def _end_of_push(said: Any) -> Mapping[str, Any]:
    if isinstance(said, PushSucceeded):
        return {"note_id": said.note_id, "time_entry_id": said.time_entry_id, "attempts": said.attempt}
    if isinstance(said, PushAbandoned):
        return {"code": said.code, "error": said.error}
    raise TypeError("this is not the end of a push")
