"""Diagnosis running for real: PostgreSQL, NATS, the relay, and cases written by the roles that own them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.diagnosis import app
from services.diagnosis.domain import SESSION
from services.diagnosis.events import SESSION_EVENTS, SessionEvent, StepProposed
from services.diagnosis.settings import DiagnosisSettings
from services.diagnosis.state import State
from services.intake.events import CaseClassified, CaseReceived, ClientPolicy
from services.matching.events import Candidate, FlowPublished, FlowsMatched, MatchedFlow, Thresholds, Weights
from services.matching.tree import Node
from shared.bus.commands import Caller, Request
from shared.bus.connection import connect
from shared.bus.relay import Relay
from shared.database import open_pool
from shared.envelope import Stream, begin
from shared.ids import new_id
from shared.llm import sdk
from shared.llm.settings import ModelSettings
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor, Event
from shared.sealing import Keyring, MasterKey
from shared.service import serve
from shared.settings import CommonSettings
from shared.testing.waiting import PATIENCE

TREE: dict[str, Any] = {
    "id": "root",
    "type": "decision",
    "question": "Is the printer reachable?",
    "options": [
        {"id": "yes", "label": "Yes, it answers", "next_node_id": "queue"},
        {"id": "no", "label": "No, it is silent", "next_node_id": "cable"},
    ],
    "children": [
        {
            "id": "queue",
            "type": "action",
            "title": "Empty the queue",
            "description": "Restart the spooler. Expect: the queue is empty.",
            "next_node_id": "stuck",
        },
        {
            "id": "stuck",
            "type": "solution",
            "title": "Stuck job",
            "description": "Cause: a stuck job. Fix: the queue was emptied.",
        },
        {"id": "cable", "type": "solution", "title": "Cable", "description": "Cause: a loose cable. Fix: replugged."},
    ],
}


@pytest.fixture(autouse=True)
async def transports(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A service's connections to a model end with its process; here the process goes on."""
    opened: list[sdk.AnthropicTransport] = []
    open_transport = sdk.open_transport

    def remembered(*said: Any) -> sdk.AnthropicTransport:
        opened.append(open_transport(*said))
        return opened[-1]

    monkeypatch.setattr(sdk, "open_transport", remembered)
    yield
    for transport in opened:
        await transport.close()


class Calendar:
    """A clock that is put forward."""

    ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The running service, seen from outside."""

    logs: dict[str, PostgresLog]
    caller: Caller
    account: UUID = field(default_factory=new_id)
    user: UUID = field(default_factory=new_id)

    @property
    def engineer(self) -> Actor:
        """The owner of the cases."""
        return Actor(account_id=self.account, user_id=self.user, name="Anna", role="engineer")

    async def publish_flow(self) -> UUID:
        """A published flow of the account."""
        flow = new_id()
        tree = Node.model_validate(TREE)
        event = FlowPublished(
            name="Printer offline", description="d", problem_domain="printing", tree_structure=tree, flow_version=1
        )
        stream = Stream("flow", str(flow), self.account)
        await self.logs["matching"].append(stream, 0, [event], begin(self.engineer, "matching"))
        return flow

    async def begin_case(self, *, decision: Any = "none", flow: UUID | None = None, near: UUID | None = None) -> UUID:
        """A case that was received, classified and matched."""
        session = new_id()
        origin = begin(self.engineer, "intake")
        case = Stream("case", str(session), self.account, session)
        await self.logs["intake"].append(case, 0, [self._received(), classified()], origin)
        candidates = (candidate(near),) if near else ()
        matched = (
            MatchedFlow(id=flow, name="Printer offline", version=1, tree=Node.model_validate(TREE)) if flow else None
        )
        event = FlowsMatched(
            decision=decision,
            flow=matched,
            score=0.9 if flow else None,
            candidates=candidates,
            thresholds=Thresholds(),
            weights=Weights(),
            embedder="test",
            calibration="test",
        )
        match = Stream("match", str(session), self.account, session)
        await self.logs["matching"].append(match, 0, [event], origin)
        return session

    async def tell_of_ticket(self, session: UUID, *events: Event) -> None:
        """What the ticket system tells of the case's ticket."""
        log, stream = self.logs["psa_sync"], Stream("ticket", str(session), self.account, session)
        known = await log.load(stream.name)
        await log.append(stream, len(known), events, begin(Actor(account_id=self.account), "psa_sync"))

    def _received(self) -> CaseReceived:
        return CaseReceived(
            intake_type="free_text",
            text="The printer prints nothing",
            log=None,
            screenshots=[],
            ticket=None,
            client_id=None,
            client_policy=ClientPolicy(),
            owner_id=self.user,
            owner_name="Anna",
            team_id=None,
            received_at=datetime.now(UTC),
        )

    def colleague(self, name: str) -> Actor:
        """Another engineer of the account."""
        return self.engineer.model_copy(update={"user_id": new_id(), "name": name})

    async def command(
        self, session: UUID, name: str, *, who: Actor | None = None, key: str | None = None, **body: Any
    ) -> dict[str, Any]:
        """Send a command, as the first owner if nobody else asks."""
        request = Request(
            actor=who or self.engineer,
            body=body,
            route=f"{name}:{session}",
            key=key or str(new_id()),
            body_hmac="00" * 32,
            session=session,
        )
        return await self.caller.command("diagnosis", name, request)

    async def events(self, session: UUID) -> list[SessionEvent]:
        """What the log holds of a session."""
        return SESSION_EVENTS.decode_all(await self.logs["diagnosis"].load(f"session-{session}"))

    async def until(self, session: UUID, holds: Callable[[list[SessionEvent]], bool]) -> list[SessionEvent]:
        """The session's events as soon as `holds`."""
        async with asyncio.timeout(PATIENCE):
            while True:
                events = await self.events(session)
                if holds(events):
                    return events
                await asyncio.sleep(0.02)

    async def until_true(self, holds: Callable[[], Awaitable[bool]]) -> None:
        """Wait until it holds."""
        async with asyncio.timeout(PATIENCE):
            while True:
                if await holds():
                    return
                await asyncio.sleep(0.02)

    async def step(self, session: UUID, order: int) -> StepProposed:
        """The step of that order, once it is there."""
        events = await self.until(session, lambda events: any(_is_step(event, order) for event in events))
        return next(event for event in events if isinstance(event, StepProposed) and event.order == order)

    async def state(self, session: UUID) -> State:
        """The session's state."""
        return SESSION.fold(await self.events(session))


def _is_step(event: SessionEvent, order: int) -> bool:
    return isinstance(event, StepProposed) and event.order == order


def classified() -> CaseClassified:
    """A printing problem."""
    return CaseClassified(
        summary="Printer prints nothing",
        domain="printing",
        symptoms=["nothing prints"],
        urgency="medium",
        engine="playbook",
        fallback=False,
        psa_context_status=None,
        ticket_context=None,
        usage=None,
        prompt_version=None,
    )


def candidate(flow: UUID) -> Candidate:
    """A flow that was near."""
    return Candidate(
        flow_id=flow, flow_version=1, name="Printer offline", domain="printing", similarity=0.4, semantic=0.4,
        keyword=0.1, recency=0.0, composite=0.3, score=0.3, words=(), exact=(),
    )  # fmt: skip


@dataclass(slots=True)
class Process:
    """The service as something that can die and come back."""

    settings: CommonSettings
    models: ModelSettings
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Run until `die`; returns when it takes commands and events."""
        ready = asyncio.Event()
        build = app.builder(DiagnosisSettings(**self.settings.model_dump()), self.models)
        self.tasks.append(asyncio.create_task(serve("diagnosis", self.settings, build, ready)))
        async with asyncio.timeout(PATIENCE):
            await ready.wait()

    async def die(self) -> None:
        """Leave everything as it is."""
        await _end(self.tasks)
        self.tasks.clear()


@asynccontextmanager
async def running(settings: CommonSettings, models: ModelSettings) -> AsyncIterator[tuple[Diagnosis, Process]]:
    """The service and its relay."""
    async with AsyncExitStack() as stack:
        master = MasterKey.from_file(settings.master_key_file)
        logs = {}
        for role in ("intake", "matching", "diagnosis", "psa_sync"):
            pool = await stack.enter_async_context(open_pool(settings, f"rf_{role}", 2))
            logs[role] = PostgresLog(pool, Keyring(PostgresKeyStore(pool), master))
        relay_client = await connect(settings.broker_url, "relay", settings.broker_seed_dir)
        stack.push_async_callback(relay_client.close)
        gateway = await connect(settings.broker_url, "gateway", settings.broker_seed_dir)
        stack.push_async_callback(gateway.close)
        relay = asyncio.create_task(Relay(lambda: _relay_connection(settings), relay_client).run())
        stack.push_async_callback(_end, [relay])
        process = Process(settings, models)
        stack.push_async_callback(process.die)
        await process.start()
        yield Diagnosis(logs, Caller.of(gateway)), process


@pytest.fixture
async def diagnosis(settings: CommonSettings) -> AsyncIterator[Diagnosis]:
    """The service without a model, until the end of the test."""
    async with running(settings, ModelSettings(api_key=None)) as (service, _):
        yield service


async def _relay_connection(settings: CommonSettings) -> asyncpg.Connection:
    return await asyncpg.connect(settings.database_url, user="rf_relay")


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task
