"""Webhooks on a real PostgreSQL, under psa_sync's own role, with a receiver on loopback."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.psa_sync.adapters.outbound import webhook_outbound
from services.psa_sync.ports import Outbound
from services.psa_sync.settings import PsaSyncSettings
from services.psa_sync.webhooks.api import WebhookApi
from services.psa_sync.webhooks.deliveries import Deliveries
from services.psa_sync.webhooks.domain import ENDPOINT_DECIDER
from services.psa_sync.webhooks.endpoint_table import EndpointTable
from services.psa_sync.webhooks.events import WEBHOOK_EVENTS, WebhookEvent
from services.psa_sync.webhooks.payload import Payloads
from services.psa_sync.webhooks.queries import WebhookQueries
from services.psa_sync.webhooks.queue import Queue
from services.psa_sync.webhooks.reactions import WebhookReactions
from services.psa_sync.webhooks.secret_store import PURPOSE, SecretStore
from services.psa_sync.webhooks.sender import Sender
from services.psa_sync.webhooks.source import EventSource
from services.psa_sync.webhooks.subscribers import subscriptions
from shared.bus.commands import Endpoint, Request
from shared.bus.reactions import Reaction
from shared.clock import utc_now
from shared.database import open_pool
from shared.envelope import StoredEvent, Stream, begin
from shared.handle import Handler
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor, Event
from shared.sealing import Key, KeyDestroyed, Keyring, MasterKey
from shared.settings import CommonSettings
from tests.conftest import Database
from tests.integration.psa_sync.webhooks.receiver import Receiver, serve
from tests.unit.diagnosis.examples import RESOLVED, answered, asked, started

Json = dict[str, Any]
MASTER = MasterKey(bytes(range(32)))


@dataclass(slots=True)
class MovableClock:
    """The present moment, and what a test adds to it."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.ahead

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.ahead += timedelta(**by)


@dataclass(frozen=True, slots=True)
class Bench:
    """Webhooks, and the other services' side of the log."""

    pool: asyncpg.Pool
    log: PostgresLog
    sessions: PostgresLog
    clock: MovableClock
    commands: Mapping[str, Endpoint]
    queries: Mapping[str, Endpoint]
    reactions: Mapping[str, Reaction]
    sender: Sender
    admin: Actor = field(default_factory=lambda: administrator(None))

    @property
    def account(self) -> UUID:
        """Whose endpoints these are."""
        return self.admin.account_id

    async def command(self, name: str, key: str | None = None, actor: Actor | None = None, **body: Any) -> Json:
        """What a command answers."""
        keyed: Json = {"key": key, "body_hmac": "00", "route": name} if key else {}
        return dict(await self.commands[name](Request(actor=actor or self.admin, body=body, **keyed)))

    async def deliveries(self, endpoint: UUID, **more: Any) -> list[Json]:
        """The log of deliveries, the newest first."""
        answer = await self.queries["deliveries"](Request(actor=self.admin, body={"endpoint_id": endpoint, **more}))
        shown: list[Json] = answer["deliveries"]
        return shown

    async def session(self, *events: Event) -> UUID:
        """A session with these events."""
        session = new_id()
        stream = Stream("session", str(session), self.account, session)
        await self.sessions.append(stream, 0, events, begin(Actor(account_id=self.account), "diagnosis"))
        return session

    async def resolved(self) -> StoredEvent:
        """The last event of a session that was resolved."""
        session = await self.session(started(), asked(), answered(), RESOLVED)
        return (await self.log.load(f"session-{session}"))[-1]

    async def react(self, event: StoredEvent) -> None:
        """Deliver an event to the reactions, as the bus does: an erased case's to nobody."""
        with suppress(KeyDestroyed):
            await self.reactions[event.type](event)

    async def own(self, stream: Stream, *events: Event) -> StoredEvent:
        """Write what psa_sync writes itself; the last of it."""
        await self.log.append(stream, 0, events, begin(Actor(account_id=self.account), "psa_sync"))
        return (await self.log.load(stream.name))[-1]

    async def send(self) -> int:
        """Send until nothing is due; how many tries that took."""
        tries = 0
        while turns := await self.sender.send_due():
            tries += turns
        return tries

    async def told(self, endpoint: UUID) -> list[WebhookEvent]:
        """What happened to an endpoint."""
        return WEBHOOK_EVENTS.decode_all(await self.log.load(f"webhook-{endpoint}"))

    def over(self, outbound: Outbound) -> Sender:
        """Another process's sender, with another way out."""
        return replace(self.sender, outbound=outbound)


def administrator(account: UUID | None = None) -> Actor:
    """Of an account of their own, unless one is named."""
    return Actor(account_id=account or new_id(), user_id=new_id(), name="Ada", role="account_admin")


@asynccontextmanager
async def service(database: Database, private: Sequence[str], **settings: Any) -> AsyncIterator[Bench]:
    """Webhooks over a database; `private` are the targets that the operator allowed."""
    async with service_at(database.url, private, **settings) as made:
        yield made


@asynccontextmanager
async def service_at(database_url: str, private: Sequence[str], **settings: Any) -> AsyncIterator[Bench]:
    """The same over any database that is migrated."""
    ours = PsaSyncSettings(database_url=database_url, webhook_private_targets=frozenset(private), **settings)
    other = CommonSettings(database_url=database_url)
    async with open_pool(ours, "rf_psa_sync") as pool, open_pool(other, "rf_diagnosis") as theirs:
        yield _bench(pool, theirs, ours, MovableClock())


def _bench(pool: asyncpg.Pool, theirs: asyncpg.Pool, settings: PsaSyncSettings, clock: MovableClock) -> Bench:
    keyring = Keyring(PostgresKeyStore(pool), MASTER)
    log = PostgresLog(pool, keyring)
    endpoints = Handler(log, ENDPOINT_DECIDER, WEBHOOK_EVENTS)
    table, deliveries = EndpointTable(pool), Deliveries(pool)
    secrets, source = SecretStore(pool, Key(MASTER.derive(PURPOSE))), EventSource(pool, log)
    payloads, outbound = Payloads(source), webhook_outbound(settings)
    api = WebhookApi(
        endpoints, table, deliveries, secrets, source, payloads, outbound.check, clock, settings.webhook_endpoints
    )
    sender = Sender(
        endpoints=endpoints,
        table=table,
        deliveries=deliveries,
        queue=Queue(pool),
        secrets=secrets,
        payloads=payloads,
        outbound=outbound,
        clock=clock,
        disable_after=settings.webhook_disable_after,
        chance=lambda: 0.0,
    )
    return Bench(
        pool=pool,
        log=log,
        sessions=PostgresLog(theirs, Keyring(PostgresKeyStore(theirs), MASTER)),
        clock=clock,
        commands=api.commands,
        queries=WebhookQueries(deliveries).endpoints,
        reactions=subscriptions(WebhookReactions(endpoints, table, deliveries, keyring.forget, clock)),
        sender=sender,
    )


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Somebody who subscribes."""
    async with serve(Receiver()) as made:
        yield made


@pytest.fixture
async def bench(database: Database, receiver: Receiver) -> AsyncIterator[Bench]:
    """Webhooks, allowed to send to the receiver."""
    async with service(database, [receiver.target]) as made:
        yield made


@pytest.fixture
async def superuser(database: Database) -> AsyncIterator[asyncpg.Connection]:
    """Sees and may change every row of every table."""
    connection = await asyncpg.connect(database.server.dsn(database.name))
    yield connection
    await connection.close()


@dataclass(frozen=True, slots=True)
class Subscription:
    """An endpoint at the receiver, with the secret that was shown."""

    id: UUID
    secret: str


@pytest.fixture
async def subscription(bench: Bench, receiver: Receiver) -> Subscription:
    """An endpoint that wants everything."""
    made = await bench.command("create_endpoint", url=f"{receiver.base_url}/hook")
    return Subscription(made["endpoint_id"], made["secret"])


@asynccontextmanager
async def running(sender: Sender) -> AsyncIterator[asyncio.Task[None]]:
    """The worker at work."""
    task = asyncio.create_task(sender.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
