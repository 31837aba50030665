"""Intake over this test's database: its role, its log, the real embedder."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.intake.adapters.playbook import PlaybookClassifier
from services.intake.api import Api
from services.intake.domain import case_decider
from services.intake.engines import Engines
from services.intake.events import CASE_EVENTS, CaseEvent
from services.intake.reactions import Reactions
from services.intake.settings import IntakeSettings
from services.intake.timers import TICKET_WAIT
from shared.blobs import Blobs
from shared.bus.commands import Request
from shared.clock import utc_now
from shared.database import open_pool
from shared.embedding import MiniLMEmbedder
from shared.envelope import StoredEvent
from shared.handle import Handler
from shared.ids import new_id
from shared.llm.leases import Leases
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings
from shared.timers import Timers
from tests.conftest import Database

ACCOUNT, USER, TEAM = new_id(), new_id(), new_id()
ERIN = Actor(account_id=ACCOUNT, user_id=USER, name="Erin", role="engineer", team_id=TEAM)


@dataclass(frozen=True, slots=True)
class Intake:
    """The parts of the service, and what tests ask of them."""

    pool: asyncpg.Pool
    log: PostgresLog
    blobs: Blobs
    api: Api
    reactions: Reactions

    async def events(self, session: UUID) -> list[CaseEvent]:
        """The case so far."""
        return CASE_EVENTS.decode_all(await self.stored(session))

    async def stored(self, session: UUID) -> list[StoredEvent]:
        """The case so far, in its envelopes."""
        return await self.log.load(f"case-{session}")

    async def fire_timers(self, later: timedelta) -> int:
        """Fire what is due so much later; how many there were."""
        timers = Timers(self.pool, "intake", lambda: utc_now() + later)
        return await timers.fire({TICKET_WAIT: self.reactions.end_ticket_wait})


@pytest.fixture(scope="module")
def playbook() -> Iterator[PlaybookClassifier]:
    embedder = MiniLMEmbedder()
    yield PlaybookClassifier(embedder)
    embedder.close()


@pytest.fixture
async def intake(database: Database, playbook: PlaybookClassifier) -> AsyncIterator[Intake]:
    async with open_pool(CommonSettings(database_url=database.url), "rf_intake") as pool:
        keyring = Keyring(PostgresKeyStore(pool), MasterKey(bytes(range(32))))
        log = PostgresLog(pool, keyring)
        settings = IntakeSettings(intake_log_bytes=3_000_000, intake_screenshot_bytes=100_000)
        handler = Handler(log, case_decider(settings.limits), CASE_EVENTS)
        blobs = Blobs(pool, keyring)
        reactions = Reactions(
            handler=handler,
            engines=Engines(playbook),
            blobs=blobs,
            leases=Leases(pool, utc_now),
            timers=Timers(pool, "intake", utc_now),
            ticket_wait=settings.ticket_wait,
        )
        yield Intake(pool, log, blobs, Api(handler, blobs, settings, utc_now), reactions)


def start_request(session: UUID, key: str | None = None, **body: Any) -> Request:
    """What the gateway sends."""
    asked = {"intake_type": "free_text", **body}
    return Request(actor=ERIN, body=asked, route="start", key=key, body_hmac="00", session=session)
