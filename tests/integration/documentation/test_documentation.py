"""From a closed session to its documentation, over a real PostgreSQL."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
import pytest

from services.documentation.api import Api
from services.documentation.domain import DOCUMENT_DECIDER
from services.documentation.events import DOCUMENT_EVENTS, DocumentationWritten
from services.documentation.reactions import Reactions
from shared.bus.commands import Request
from shared.clock import utc_now
from shared.database import open_pool
from shared.envelope import Stream, begin
from shared.errors import NotFound
from shared.handle import Handler
from shared.ids import new_id
from shared.log import FutureEventVersion
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor, Event
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings
from tests.conftest import Database

ACCOUNT, USER, STEP = new_id(), new_id(), new_id()
ERIN = Actor(account_id=ACCOUNT, user_id=USER, name="Erin", role="engineer")
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class _Told(Event):
    """An event of another service, by its JSON."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()


@dataclass(frozen=True, slots=True)
class Bench:
    """The parts of the service, and a session's own log to write into."""

    log: PostgresLog
    sessions: PostgresLog
    reactions: Reactions
    api: Api

    async def documents(self, session: UUID) -> list[DocumentationWritten]:
        """What was written about a session."""
        return DOCUMENT_EVENTS.decode_all(await self.log.load(f"document-{session}"))
