"""Documentation's service over a real PostgreSQL, with or without a model behind it."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.documentation.adapters.claude import ClaudeWriter
from services.documentation.adapters.playbook import PlaybookWriter
from services.documentation.api import Api
from services.documentation.domain import DOCUMENT_DECIDER
from services.documentation.drafting import Drafting
from services.documentation.engines import Engines
from services.documentation.events import DOCUMENT_EVENTS, DocumentationWritten, DocumentEvent, NoteWritten
from services.documentation.previews import Previews
from services.documentation.reactions import Reactions
from shared.blobs import Blobs
from shared.bus.commands import Request
from shared.clock import utc_now
from shared.database import open_pool
from shared.envelope import Stream, begin
from shared.handle import Handler
from shared.ids import new_id
from shared.llm.breaker import Breaker
from shared.llm.client import Model
from shared.llm.leases import Leases
from shared.llm.ledger import Budget, Ledger
from shared.llm.sdk import AnthropicTransport, open_transport
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor, Event
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings
from shared.testing.model_server import ModelServer, serve
from tests.conftest import Database
from tests.unit.diagnosis.examples import ACCOUNT, ANNA
from tests.unit.llm.kit import PRICES, QUICK

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bench:
    """The service, and diagnosis' side of the log to write sessions with."""

    log: PostgresLog
    sessions: PostgresLog
    tickets: PostgresLog
    blobs: Blobs
    reactions: Reactions
    previews: Previews
    api: Api

    async def session(self, *events: Event) -> UUID:
        """A session with these events."""
        session = new_id()
        await self.more(session, 0, *events)
        return session

    async def more(self, session: UUID, version: int, *events: Event) -> None:
        """Further events of a session that is at `version`."""
        stream = Stream("session", str(session), ACCOUNT, session)
        await self.sessions.append(stream, version, events, begin(ANNA, "diagnosis"))

    async def tell_of_ticket(self, session: UUID, *events: Event) -> None:
        """What the ticket system tells of the case's ticket."""
        stream = Stream("ticket", str(session), ACCOUNT, session)
        known = await self.tickets.load(stream.name)
        await self.tickets.append(stream, len(known), events, begin(ANNA, "psa_sync"))

    async def react(self, session: UUID, version: int) -> None:
        """Deliver the session's event of that version."""
        event = (await self.log.load(f"session-{session}"))[version - 1]
        await self.reactions.on_session_closed(event)

    async def told(self, session: UUID) -> list[DocumentEvent]:
        """The events of a session's documents."""
        return DOCUMENT_EVENTS.decode_all(await self.log.load(f"document-{session}"))

    async def documents(self, session: UUID) -> list[DocumentationWritten]:
        """What was written about a session."""
        return [event for event in await self.told(session) if isinstance(event, DocumentationWritten)]

    async def notes(self, session: UUID) -> list[NoteWritten]:
        """The closing documents that were written."""
        return [event for event in await self.told(session) if isinstance(event, NoteWritten)]

    async def draft(self, session: UUID, kind: str = "resolution_note", **more: Any) -> dict[str, Any]:
        """Ask for a draft until it is there, as the gateway does."""
        request = request_of(session, {"kind": kind, "force": more.pop("force", False)}, **more)
        while True:
            answer = await self.previews.draft_note(request)
            if "pending" not in answer:
                return answer
            request = request.model_copy(update={"body": request.body | {"after": answer["after"]}})

    async def edit(
        self, session: UUID, markdown: str, state_version: int, kind: str = "resolution_note", **more: Any
    ) -> dict[str, Any]:
        """Keep an engineer's words."""
        body = {"kind": kind, "markdown": markdown, "state_version": state_version}
        return await self.previews.edit_note(request_of(session, body, **more))


def request_of(session: UUID, body: dict[str, Any], actor: Actor = ANNA, key: str | None = None) -> Request:
    """A request as the gateway sends it."""
    return Request(
        actor=actor, body=body, route="note", key=key or f"key-{new_id()}", body_hmac="00" * 32, session=session
    )


@asynccontextmanager
async def service(database: Database, base_url: str | None, budget: Decimal = Decimal(100)) -> AsyncIterator[Bench]:
    """The service over a database; it asks the model at `base_url`, if there is one."""
    settings, master = CommonSettings(database_url=database.url), MasterKey(bytes(range(32)))
    async with AsyncExitStack() as stack:
        own = await stack.enter_async_context(open_pool(settings, "rf_documentation"))
        other = await stack.enter_async_context(open_pool(settings, "rf_diagnosis"))
        psa = await stack.enter_async_context(open_pool(settings, "rf_psa_sync"))
        transport = open_transport("test", base_url, 5.0) if base_url else None
        if transport:
            stack.push_async_callback(transport.close)
        purse = Ledger(own, Budget(budget, budget), utc_now)
        yield _bench(own, other, psa, master, _model(transport, purse) if transport else None)


def _model(transport: AnthropicTransport, purse: Ledger) -> Model:
    return Model(
        transport=transport,
        purse=purse,
        models={"resolution_note": "small", "escalation_package": "small"},
        prices=PRICES,
        breaker=Breaker(3, 60, time.monotonic),
        limits=QUICK,
    )


def _bench(own: asyncpg.Pool, other: asyncpg.Pool, psa: asyncpg.Pool, master: MasterKey, model: Model | None) -> Bench:
    keyring = Keyring(PostgresKeyStore(own), master)
    log, blobs = PostgresLog(own, keyring), Blobs(own, keyring)
    engines = Engines(PlaybookWriter(), ClaudeWriter(model) if model else None, blobs)
    handler, leases = Handler(log, DOCUMENT_DECIDER, DOCUMENT_EVENTS), Leases(own, utc_now)
    return Bench(
        log=log,
        sessions=PostgresLog(other, Keyring(PostgresKeyStore(other), master)),
        tickets=PostgresLog(psa, Keyring(PostgresKeyStore(psa), master)),
        blobs=blobs,
        reactions=Reactions(handler, engines, leases, lambda: NOW),
        previews=Previews(handler, engines, leases, Drafting(patience=0.2), lambda: NOW),
        api=Api(log, lambda: NOW),
    )


@pytest.fixture
async def bench(database: Database) -> AsyncIterator[Bench]:
    """The service without a model."""
    async with service(database, None) as made:
        yield made


@dataclass(frozen=True, slots=True)
class WithModel:
    """A service that asks a scripted model, and another replica of it."""

    bench: Bench
    replica: Bench
    server: ModelServer
    poor: Callable[[], AbstractAsyncContextManager[Bench]]
    """The service of an account whose budget is used up."""

    @property
    def calls(self) -> int:
        """How often the model was asked."""
        return len(self.server.requests)


@pytest.fixture
async def with_model(database: Database) -> AsyncIterator[WithModel]:
    """The service with a model."""
    server = ModelServer()
    async with (
        serve(server) as base_url,
        service(database, base_url) as bench,
        service(database, base_url) as replica,
    ):
        yield WithModel(bench, replica, server, lambda: service(database, base_url, Decimal(0)))
