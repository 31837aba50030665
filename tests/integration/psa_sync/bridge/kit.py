"""The bridge over a real database, before a demo PSA over HTTP, with a clock that both share and a test moves."""

import asyncio
import base64
import copy
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from faststream.nats import NatsBroker
from nats.aio.client import Client

from services.ops.demo.psa.app import CODEBASE, Access, Api
from services.ops.demo.psa.callbacks import KEY_PATH, sign
from services.ops.demo.psa.desk import Desk, path_of
from services.ops.demo.psa.server import DemoPsa, running_psa
from services.ops.demo.psa.writing import Writer
from services.psa_sync.adapters.connectwise import connectwise
from services.psa_sync.adapters.outbound import psa_outbound
from services.psa_sync.bridge.app import Bridge, make_bridge
from services.psa_sync.connections.app import Connections, open_connections
from services.psa_sync.connections.callback_address import PURPOSE
from services.psa_sync.connections.events import (
    ConnectionAdded,
    ConnectionContent,
    ConnectionPaused,
    ConnectionResumed,
    PushSettings,
)
from services.psa_sync.drafts.app import Drafting, make_drafting
from services.psa_sync.drafts.events import DRAFT_EVENTS, DraftEvent
from services.psa_sync.drafts.offering import draft_id
from services.psa_sync.drafts.subscribers import subscriptions
from services.psa_sync.ports import Credentials, NotConnected, Outbound, Provider, Reply
from services.psa_sync.settings import PsaSyncSettings
from services.psa_sync.tickets.domain import CASE_TICKET_DECIDER
from services.psa_sync.tickets.events import CASE_TICKET_EVENTS, CaseTicketEvent
from services.psa_sync.tickets.linking import Link
from services.psa_sync.tickets.links import PostgresCaseLinks
from services.psa_sync.tickets.loading import Loading
from shared.bus.commands import Request
from shared.clock import utc_now
from shared.database import open_pool
from shared.envelope import Stream, begin
from shared.errors import Problem
from shared.handle import Handler
from shared.id_token import id_token
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor, Event
from shared.sealing import Keyring, MasterKey
from shared.service import Runtime
from tests.conftest import Database

ACCESS = Access("demomsp", "public-key", "private-key")
KEYS = Credentials({"public_key": "public-key", "private_key": "private-key", "client_id": "a-client"})
ACCOUNT = UUID(int=1)
OTHER_ACCOUNT = UUID(int=2)
ADA = UUID(int=10)
MAYA = "mosei"
"""One who works at the PSA itself."""


class MovedClock:
    """The time, as far ahead as a test has moved it."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.ahead

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.ahead += timedelta(seconds=seconds)


@dataclass
class Counted:
    """An `Outbound` that keeps what it sent; with `away`, nothing gets out."""

    inner: Outbound
    sent: list[str] = field(default_factory=list)
    away: bool = False
    refused: int = 0

    async def send(self, method: str, url: str, **more: Any) -> Reply:
        """Send, and keep the path."""
        if self.away:
            self.refused += 1
            raise NotConnected
        self.sent.append(f"{method} /{url.split('/', 3)[3].split('?', maxsplit=1)[0]}")
        return await self.inner.send(method, url, **more)

    def reads_of(self, ticket: int) -> int:
        """How often the ticket itself was read."""
        return sum(sent.endswith(f"GET /{CODEBASE}apis/3.0/service/tickets/{ticket}") for sent in self.sent)


@dataclass(frozen=True, slots=True)
class Told:
    """What the PSA reports of a ticket."""

    action: str
    record: dict[str, Any]


@dataclass
class Bench:
    """A connection of an account, the bridge behind it and the desk of the PSA before it."""

    bridge: Bridge
    drafting: Drafting
    log: PostgresLog
    runtime: Runtime
    connections: Connections
    connection: UUID
    psa: DemoPsa
    desk: Desk
    outbound: Counted
    clock: MovedClock
    told: list[Told]
    token: str
    key_id: int

    async def provider(self) -> Provider:
        """The connection's PSA, to write to it as we do."""
        return (await self.connections.opened.open(ACCOUNT, self.connection)).provider

    async def case(self, ticket: int, *, is_open: bool = True) -> UUID:
        """A case about a ticket, with the ticket's context."""
        session, links = new_id(), PostgresCaseLinks(self.runtime.pool)
        link = Link(self.connection, str(ticket), self.clock(), is_open)
        await links.put(ACCOUNT, session, link, 0)
        handler = Handler(self.log, CASE_TICKET_DECIDER, CASE_TICKET_EVENTS)
        loading = Loading(handler, self.connections.opened, links, self.clock, 10.0)
        stream = Stream("ticket", str(session), ACCOUNT, session)
        await loading.load(stream, session, link, begin(Actor(account_id=ACCOUNT), "psa_sync"))
        return session

    async def events(self, session: UUID) -> list[CaseTicketEvent]:
        """What the case was told of its ticket, after the context."""
        return CASE_TICKET_EVENTS.decode_all(await self.log.load(f"ticket-{session}"))[1:]

    async def draft(self, ticket: int) -> list[DraftEvent]:
        """What became of the draft of a ticket."""
        return DRAFT_EVENTS.decode_all(await self.log.load(f"ticket-{draft_id(self.connection, str(ticket))}"))

    async def hear(self, stream: str) -> None:
        """Drafts hear of every event of a stream, as the bus would tell them."""
        reactions = subscriptions(self.drafting.reactions)
        for event in await self.log.load(stream):
            if reaction := reactions.get(event.type):
                await reaction(event)

    async def append(self, stream: Stream, *events: Event) -> None:
        """Write events as another part of the service would."""
        version = len(await self.log.load(stream.name))
        await self.log.append(stream, version, events, begin(Actor(account_id=ACCOUNT), "psa_sync"))

    def ticket(self, **fields: Any) -> int:
        """A new ticket at the PSA."""
        described = {"summary": "Printer jams", "initialDescription": "Since this morning.", **fields}
        made = self.desk.create("tickets", described, by=MAYA)
        return int(made["id"])

    def patch(self, ticket: int, path: str, value: Any) -> None:
        """Somebody at the PSA changes a ticket, a while after the last change."""
        self.clock.pass_by(2)
        self.desk.patch("tickets", ticket, [{"op": "replace", "path": path, "value": value}], by=MAYA)

    def note(self, ticket: int, text: str) -> None:
        """Somebody at the PSA writes a note."""
        self.clock.pass_by(2)
        self.desk.create("notes", {"text": text, "detailDescriptionFlag": True}, by=MAYA, parent=ticket)

    def signed(self, told: Told) -> tuple[bytes, dict[str, str]]:
        """A callback as the PSA sends it: body and headers."""
        body = {
            "MessageId": new_id().hex, "FromUrl": self.psa.url, "CompanyId": ACCESS.company, "MemberId": MAYA,
            "Action": told.action, "Type": "ticket", "ID": told.record["id"], "ProductInstanceId": ACCESS.company,
            "Entity": None if told.action == "deleted" else json.dumps(told.record),
            "Metadata": {"key_url": f"{self.psa.url}/{KEY_PATH}?id={self.key_id}"},
        }  # fmt: skip
        raw = json.dumps(body).encode()
        key = self.psa.app.state.callbacks.key(str(self.key_id))
        return raw, {"content-type": "application/json", "x-content-signature": sign(key, raw)}

    async def receive(self, body: bytes, headers: dict[str, str], token: str | None = None) -> str:
        """Hand a callback in: `taken`, `known`, or the code of the refusal."""
        encoded = base64.b64encode(body).decode()
        asked = {"token": token or self.token, "headers": headers, "query": {}, "body_b64": encoded}
        try:
            answer = await self.bridge.api.receive(Request(actor=Actor(account_id=UUID(int=0)), body=asked))
        except Problem as problem:
            return problem.code
        return "taken" if answer["accepted"] else "known"

    async def deliver(self) -> None:
        """Hand in everything that the PSA has reported since the last time."""
        told, self.told[:] = list(self.told), []
        for one in told:
            assert await self.receive(*self.signed(one)) == "taken"

    async def work(self, seconds: float = 1.5) -> int:
        """Let time pass and read what is due; how many reads there were."""
        self.clock.pass_by(seconds)
        done = 0
        while reads := await self.bridge.worker.claim():
            await asyncio.gather(*(self.bridge.worker.work(read) for read in reads))
            done += len(reads)
        return done

    async def pause(self) -> None:
        """The connection is paused."""
        await self._keep(ConnectionPaused(reason="asked", by=ADA, at=self.clock()), "paused")

    async def resume(self) -> None:
        """The connection is resumed, and the bridge has heard so."""
        await self._keep(ConnectionResumed(by=ADA, at=self.clock()), "active")
        event = (await self.log.load(f"connection-{self.connection}"))[-1]
        await self.bridge.reactions.on_connection_usable(event)

    async def _keep(self, event: Event, state: Any) -> None:
        stream = Stream("connection", str(self.connection), ACCOUNT)
        await self.append(stream, event)
        version = len(await self.log.load(stream.name))
        await self.connections.opened.directory.put(ACCOUNT, self.connection, version, state)


@asynccontextmanager
async def bench(database: Database, boards: tuple[str, ...] = ()) -> AsyncIterator[Bench]:
    """The bridge and a PSA that is filled with the demo's tickets."""
    clock, told = MovedClock(), list[Told]()
    async with running_psa(None, ACCESS) as psa:
        store = psa.app.state.store

        def href(kind: str, record: dict[str, Any]) -> str:
            return f"{psa.url}/{CODEBASE}apis/3.0/{path_of(kind, record)}"

        def changed(kind: str, action: str, record: dict[str, Any]) -> None:
            if kind == "tickets":
                told.append(Told(action, copy.deepcopy(record)))

        desk = Desk(store, Writer(store, clock, href), changed)
        psa.app.state.api = Api(store, desk)
        key_id = store.insert("callbacks", {"type": "ticket", "level": "owner", "objectId": 1, "inactiveFlag": True})
        settings = PsaSyncSettings(
            database_url=database.url, psa_private_targets=frozenset({psa.url.removeprefix("http://")})
        )
        async with open_pool(settings, "rf_psa_sync") as pool:
            master = MasterKey(bytes(range(32)))
            keyring = Keyring(PostgresKeyStore(pool), master)
            log = PostgresLog(pool, keyring)
            nobody = cast(NatsBroker, None), cast(Client, None)
            runtime = Runtime("psa_sync", pool, keyring, log, *nobody, master)
            outbound = Counted(psa_outbound(settings))
            makers = {"connectwise": connectwise(outbound, settings)}
            connections = open_connections(runtime, makers, clock)  # type: ignore[arg-type] # a dict of one kind
            connection = await _connect(connections, log, psa.url, boards, clock)
            drafting = make_drafting(runtime, connections.opened, clock)
            bridge = make_bridge(runtime, settings, connections.opened, outbound, drafting.drafts, clock)
            token = id_token(master.derive(PURPOSE), connection)
            yield Bench(
                bridge, drafting, log, runtime, connections, connection, psa, desk, outbound, clock, told, token,
                key_id["id"],
            )  # fmt: skip


async def _connect(
    connections: Connections, log: PostgresLog, url: str, boards: tuple[str, ...], clock: MovedClock
) -> UUID:
    connection = new_id()
    content = ConnectionContent(
        provider="connectwise", name="Demo", base_url=url, company=ACCESS.company, push=PushSettings(),
        watched_boards=boards,
    )  # fmt: skip
    stream = Stream("connection", str(connection), ACCOUNT)
    added = ConnectionAdded(connection=content, keys_id=connection, by=ADA, at=clock())
    await log.append(stream, 0, [added], begin(Actor(account_id=ACCOUNT), "psa_sync"))
    await connections.vault.put(ACCOUNT, connection, added.keys_id, content, KEYS)
    await connections.opened.directory.put(ACCOUNT, connection, 1, "active")
    return connection
