"""Connections and tickets of PSA sync over a real PostgreSQL, before a demo PSA over HTTP that can be troubled."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from faststream.nats import NatsBroker
from nats.aio.client import Client

from services.intake.events import Ticket
from services.ops.demo.psa.app import Access, create_app
from services.ops.events import CaseErased
from services.psa_sync.adapters.outbound import psa_outbound
from services.psa_sync.app import makers
from services.psa_sync.connections.app import Connections, connection_parts, open_connections
from services.psa_sync.connections.events import CONNECTION_EVENTS, ConnectionEvent
from services.psa_sync.merging import merged
from services.psa_sync.settings import PsaSyncSettings
from services.psa_sync.tickets.app import ticket_parts
from services.psa_sync.tickets.events import CASE_TICKET_EVENTS, CaseTicketEvent
from shared.bus.commands import Request
from shared.database import open_pool
from shared.envelope import Stream, begin
from shared.errors import Problem
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor, Event
from shared.sealing import Keyring, MasterKey
from shared.service import Parts, Runtime
from shared.testing.serving import serving
from tests.conftest import Database
from tests.integration.psa_sync.adapters.trouble import Trouble
from tests.unit.intake.examples import NOW, case_received

Json = dict[str, Any]
MASTER = MasterKey(bytes(range(32)))
ACCESS = Access("demomsp", "public-key", "private-key")
KEYS = {"public_key": "public-key", "private_key": "private-key", "client_id": "a-client"}
WRONG = KEYS | {"private_key": "wrong-key"}
NOBODY_THERE = "http://127.0.0.1:1"


@dataclass(frozen=True, slots=True)
class Psa:
    """A PSA; `trouble` stands before it."""

    url: str
    trouble: Trouble


@asynccontextmanager
async def running_psa() -> AsyncIterator[Psa]:
    """A PSA with its demo's data, in memory."""
    made: list[Trouble] = []

    def make(url: str) -> Trouble:
        made.append(Trouble(create_app(None, ACCESS, url)))
        return made[0]

    async with serving(make) as url:
        yield Psa(url, made[0])


@dataclass(frozen=True, slots=True)
class Bench:
    """A replica of the service, and the other services' side of the log."""

    runtime: Runtime
    parts: Parts
    connections: Connections
    cases: PostgresLog
    sessions: PostgresLog
    operators: PostgresLog
    psa: Psa

    async def ask(self, actor: Actor, what: str, /, *, key: str | None = None, **body: Any) -> Json:
        """What a command or a query answers; `session` is the request's own."""
        session, version = body.pop("session", None), body.pop("expected_version", None)
        endpoint = self.parts.commands.get(what) or self.parts.queries[what]
        request = Request(
            actor=actor, body=body, session=session, expected_version=version,
            key=key or str(new_id()), body_hmac="00" * 32, route=what,
        )  # fmt: skip
        return dict(await endpoint(request))

    async def refused(self, actor: Actor, what: str, /, **body: Any) -> str:
        """The code with which it is refused."""
        try:
            answer = await self.ask(actor, what, **body)
        except Problem as problem:
            return problem.code
        raise AssertionError(f"{what} was taken: {answer}")

    async def add(self, actor: Actor, **changes: Any) -> str:
        """A connection with the PSA; its id."""
        answer = await self.ask(actor, "add_connection", **self.wanted(**changes))
        return str(answer["connection_id"])

    def wanted(self, **changes: Any) -> Json:
        """What adds a connection with the PSA."""
        fields = {
            "provider": "connectwise",
            "name": "Büro ☎ 服务台",
            "base_url": self.psa.url,
            "company": "demomsp",
            "credentials": KEYS,
        }
        return fields | changes

    async def case(self, actor: Actor, ticket: str, connection: str | None = None) -> UUID:
        """A case with a ticket, of which PSA sync has heard."""
        session = new_id()
        named = Ticket(psa_connection_id=connection, psa_ticket_id=ticket)
        stream = Stream("case", str(session), actor.account_id, session)
        await self.cases.append(stream, 0, [case_received(ticket=named)], begin(actor, "intake"))
        await self.deliver(stream.name)
        return session

    async def more(self, actor: Actor, session: UUID, *events: Event) -> None:
        """Further events of a case's session, of which PSA sync hears."""
        stream = Stream("session", str(session), actor.account_id, session)
        known = await self.sessions.load(stream.name)
        await self.sessions.append(stream, len(known), events, begin(actor, "diagnosis"))
        await self.deliver(stream.name)

    async def erase(self, actor: Actor, session: UUID) -> None:
        """The case is erased, and PSA sync hears of it."""
        erased = CaseErased(session=session, by="operator", reason="asked for", at=NOW)
        stream = Stream("erasure", str(session), actor.account_id)
        await self.operators.append(stream, 0, [erased], begin(Actor(account_id=actor.account_id), "ops"))
        await self.deliver(stream.name)

    async def deliver(self, stream: str) -> None:
        """Every event of a stream, once more."""
        for event in await self.runtime.log.load(stream):
            if reaction := self.parts.reactions.get(event.type):
                await reaction(event)

    async def connection_events(self, connection: str) -> list[ConnectionEvent]:
        """What happened to a connection."""
        return CONNECTION_EVENTS.decode_all(await self.runtime.log.load(f"connection-{connection}"))

    async def ticket_events(self, session: UUID) -> list[CaseTicketEvent]:
        """What a case was told of its ticket."""
        return CASE_TICKET_EVENTS.decode_all(await self.runtime.log.load(f"ticket-{session}"))


@asynccontextmanager
async def replica(database: Database, psa: Psa, **settings: Any) -> AsyncIterator[Bench]:
    """A replica of the service that may call the PSA."""
    targets = {psa.url.removeprefix("http://"), NOBODY_THERE.removeprefix("http://")}
    fields = {"database_url": database.url, "psa_private_targets": targets, "ticket_timeout": 60}
    chosen = PsaSyncSettings.model_validate(fields | settings)
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(open_pool(chosen, "rf_psa_sync"))
        keyring = Keyring(PostgresKeyStore(pool), MASTER)
        runtime = Runtime("psa_sync", pool, keyring, PostgresLog(pool, keyring), NatsBroker(), Client(), MASTER)
        outbound = psa_outbound(chosen)
        connections = open_connections(runtime, makers(outbound, chosen))
        parts = merged(
            connection_parts(runtime, chosen, connections, outbound.check), ticket_parts(runtime, chosen, connections)
        )
        yield Bench(
            runtime=runtime,
            parts=parts,
            connections=connections,
            cases=await _log(stack, chosen, "rf_intake"),
            sessions=await _log(stack, chosen, "rf_diagnosis"),
            operators=await _log(stack, chosen, "rf_ops"),
            psa=psa,
        )


async def _log(stack: AsyncExitStack, settings: PsaSyncSettings, role: str) -> PostgresLog:
    pool = await stack.enter_async_context(open_pool(settings, role, 1))
    return PostgresLog(pool, Keyring(PostgresKeyStore(pool), MASTER))


def keeper(account: UUID | None = None, **changes: Any) -> Actor:
    """An administrator of an account of their own, unless one is named."""
    fields = {"account_id": account or new_id(), "user_id": new_id(), "name": "Ada", "role": "account_admin"}
    return Actor.model_validate(fields | changes)


def engineer(of: Actor) -> Actor:
    """An engineer of the same account."""
    return keeper(of.account_id, role="engineer", name="Ben")
