"""Pushes of PSA sync over a real PostgreSQL, before a demo PSA over HTTP that can be troubled."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from faststream.nats import NatsBroker
from nats.aio.client import Client

from services.documentation.events import NoteWritten
from services.intake.events import Ticket
from services.psa_sync.adapters.outbound import psa_outbound
from services.psa_sync.app import makers
from services.psa_sync.connections.app import connection_parts, open_connections
from services.psa_sync.merging import merged
from services.psa_sync.pushes.app import push_parts
from services.psa_sync.pushes.domain import Push, push_decider
from services.psa_sync.pushes.events import PUSH_EVENTS, PushEvent
from services.psa_sync.settings import PsaSyncSettings
from shared.bus.commands import Request
from shared.clock import utc_now
from shared.database import open_pool
from shared.envelope import Stream, begin
from shared.errors import Problem
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor, Event
from shared.sealing import Keyring
from shared.service import Parts, Runtime
from shared.testing.waiting import eventually
from tests.conftest import Database
from tests.integration.psa_sync.connections.kit import KEYS, MASTER, Psa
from tests.unit.diagnosis.examples import started
from tests.unit.intake.examples import case_received

Json = dict[str, Any]
WINDOW = timedelta(seconds=1)
QUICK = {"push_commit_window": WINDOW, "push_retry_first": timedelta(seconds=0.2)}
DOCUMENT = "## Problem\nThe VPN drops.\n\n## Resolution\nRaised the timer."


@dataclass(frozen=True, slots=True)
class Bench:
    """A replica of the service at work, and the other services' side of the log."""

    runtime: Runtime
    parts: Parts
    others: dict[str, PostgresLog]
    psa: Psa
    hears: bool = True
    """Whether events are handed to this replica; else there are others, and a broker."""

    async def ask(self, actor: Actor, what: str, /, *, key: str | None = None, **body: Any) -> Json:
        """What a command answers; `session` is the request's own."""
        request = Request(
            actor=actor, session=body.pop("session", None), body=body, key=key or str(new_id()), body_hmac="00" * 32,
            route=what,
        )  # fmt: skip
        return dict(await self.parts.commands[what](request))

    async def refused(self, actor: Actor, what: str, /, **body: Any) -> str:
        """The code with which it is refused."""
        try:
            answer = await self.ask(actor, what, **body)
        except Problem as problem:
            return problem.code
        raise AssertionError(f"{what} was taken: {answer}")

    async def connect(self, keeper: Actor, **changes: Any) -> UUID:
        """A connection with the PSA."""
        fields = {
            "provider": "connectwise", "name": "Büro ☎ 服务台", "base_url": self.psa.url, "company": "demomsp",
            "credentials": KEYS,
        }  # fmt: skip
        answer = await self.ask(keeper, "add_connection", **(fields | changes))
        await self.deliver(f"connection-{answer['connection_id']}")
        return UUID(str(answer["connection_id"]))

    async def begun(self, owner: Actor, ticket: str | None, connection: UUID | None = None) -> UUID:
        """A case of the owner, with a session; about a ticket, if one is named."""
        session = new_id()
        named = Ticket(psa_connection_id=str(connection) if connection else None, psa_ticket_id=ticket or "")
        received = case_received().model_copy(update={"ticket": named if ticket else None})
        await self.append("intake", "case", owner, session, received)
        begun = started(account_id=owner.account_id, owner_id=owner.user_id, owner_name=owner.name)
        await self.append("diagnosis", "session", owner, session, begun)
        return session

    async def written(
        self, owner: Actor, session: UUID, closing: Event, markdown: str = DOCUMENT, at: datetime | None = None
    ) -> None:
        """The session is closed, its document written; the service hears of that."""
        await self.append("diagnosis", "session", owner, session, closing)
        note = NoteWritten(
            outcome=closing.outcome, kind="resolution_note", state_version=1, markdown=markdown, edited=False,  # type: ignore[attr-defined] # a closing has one
            engine="playbook", usage=None, prompt_version=None, prompt_blob=None, at=at or utc_now(),
        )  # fmt: skip
        await self.append("documentation", "document", owner, session, note)
        await self.deliver(f"document-{session}")

    async def append(self, service: str, category: str, actor: Actor, session: UUID, *events: Event) -> None:
        """Further events of a stream of another service."""
        stream = Stream(category, str(session), actor.account_id, session)
        log = self.others.get(service, self.runtime.log)
        await log.append(stream, len(await log.load(stream.name)), events, begin(actor, service))

    async def deliver(self, stream: str) -> None:
        """Every event of a stream, once more."""
        for event in await self.runtime.log.load(stream) if self.hears else ():
            if reaction := self.parts.reactions.get(event.type):
                await reaction(event)

    async def events(self, session: UUID, outcome: int = 1) -> list[PushEvent]:
        """What happened to a push."""
        return PUSH_EVENTS.decode_all(await self.runtime.log.load(f"push-{session}-{outcome}"))

    async def push(self, session: UUID, outcome: int = 1) -> Push:
        """How it stands."""
        state = push_decider(WINDOW).fold(await self.events(session, outcome))
        assert isinstance(state, Push)
        return state

    async def comes_to(self, session: UUID, phase: str, outcome: int = 1) -> Push:
        """Wait until it stands so."""

        async def does() -> bool:
            return bool(await self.events(session, outcome)) and (await self.push(session, outcome)).phase == phase

        await eventually(does)
        return await self.push(session, outcome)

    async def queued(self) -> list[str]:
        """Which pushes are not done."""
        return [row["push"] for row in await self.runtime.pool.fetch("select push from psa_sync.pushes")]

    def notes(self, ticket: str) -> list[str]:
        """What stands in the ticket, of ours."""
        notes = self.psa.trouble.app.state.store.all("notes")  # type: ignore[attr-defined] # of the demo PSA
        return [note["text"] for note in notes if note["ticketId"] == int(ticket) and "[RF " in note["text"]]

    def signs(self, ticket: str, text: str) -> None:
        """A note stands in the ticket that the PSA put something below."""
        desk = self.psa.trouble.app.state.desk  # type: ignore[attr-defined] # of the demo PSA
        desk.create("notes", {"text": text, "resolutionFlag": True}, "integration", int(ticket))

    def entries(self, ticket: str) -> list[Json]:
        """The time that was booked on the ticket by us."""
        entries = self.psa.trouble.app.state.store.all("time_entries")  # type: ignore[attr-defined] # of the demo PSA
        return [one for one in entries if one["chargeToId"] == int(ticket) and "[RF " in one.get("internalNotes", "")]

    def tickets(self) -> list[str]:
        """The PSA's open tickets."""
        tickets = self.psa.trouble.app.state.store.all("tickets")  # type: ignore[attr-defined] # of the demo PSA
        return [str(ticket["id"]) for ticket in tickets if not ticket["closedFlag"]]


@asynccontextmanager
async def replica(database: Database, psa: Psa, *, works: bool = True, **settings: Any) -> AsyncIterator[Bench]:
    """A replica of the service, its worker running; one that does not work is only asked."""
    fields = {"database_url": database.url, "psa_private_targets": {psa.url.removeprefix("http://")}}
    chosen = PsaSyncSettings.model_validate(fields | QUICK | settings)
    roles = ("psa_sync", "intake", "diagnosis", "documentation")
    async with (
        open_pool(chosen, "rf_psa_sync") as pool,
        open_pool(chosen, "rf_intake", 1) as intake,
        open_pool(chosen, "rf_diagnosis", 1) as diagnosis,
        open_pool(chosen, "rf_documentation", 1) as documentation,
    ):
        pools = dict(zip(roles, (pool, intake, diagnosis, documentation), strict=True))
        logs = {name: PostgresLog(own, Keyring(PostgresKeyStore(own), MASTER)) for name, own in pools.items()}
        keyring = Keyring(PostgresKeyStore(pool), MASTER)
        runtime = Runtime(
            "psa_sync", pool, keyring, PostgresLog(pool, keyring), NatsBroker(), Client(), MASTER
        )  # fmt: skip
        outbound = psa_outbound(chosen)
        connections = open_connections(runtime, makers(outbound, chosen))
        pushes = push_parts(runtime, chosen, connections.opened)
        parts = merged(connection_parts(runtime, chosen, connections, outbound.check), pushes)
        async with asyncio.TaskGroup() as group:
            working = [group.create_task(work()) for work in pushes.background if works]
            yield Bench(runtime, parts, logs, psa, works)
            for task in working:
                task.cancel()
