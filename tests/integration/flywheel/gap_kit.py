"""Knowledge gaps over the flywheel's bench: real PostgreSQL, matching's real commands and its real index."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import pytest
from nats.aio.client import Client

from services.diagnosis.events import Intake, SessionEvent
from services.flywheel.adapters.flow_log import FlowLog
from services.flywheel.adapters.gaps import (
    PostgresBuild,
    PostgresCaseKeys,
    PostgresFacts,
    PostgresGapIndex,
    PostgresGapLanes,
    PostgresKnownFlows,
    PostgresRuns,
)
from services.flywheel.adapters.matching import MatchingLibrary
from services.flywheel.adapters.postgres import PostgresLanes
from services.flywheel.gaps.api import GapApi
from services.flywheel.gaps.building import Building
from services.flywheel.gaps.covering import Covering
from services.flywheel.gaps.domain import GAP, Gap
from services.flywheel.gaps.drafting import GapDrafting
from services.flywheel.gaps.events import GAP_EVENTS, GapEvent
from services.flywheel.gaps.reactions import GapReactions
from services.flywheel.gaps.running import Detection, Rounds
from services.matching.adapters.jobs import PostgresIndexJobs
from services.matching.adapters.pgvector import PgVectorIndex
from services.matching.indexing import Indexer
from services.ops.events import CaseErased
from shared.bus.commands import Request
from shared.bus.relay import Numbering
from shared.database import open_pool
from shared.embedding import MiniLMEmbedder
from shared.envelope import Stream, begin
from shared.handle import Handler
from shared.ids import new_id
from shared.log import EventLog
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor
from shared.sealing import Keyring
from shared.settings import CommonSettings
from tests.conftest import Database
from tests.integration.flywheel.conftest import MASTER, Bench, Straight, request_of
from tests.unit.diagnosis.examples import ACCOUNT, ANNA, LEAD, started
from tests.unit.flywheel.examples import action, question, resolved
from tests.unit.flywheel.gaps.examples import LIMITS

BADGE = "Badge reader beside the door stays dark, {} cannot come in."
PEOPLE = ("Anna", "the warehouse", "the night shift", "Mr Okafor", "the lab", "our branch", "Ben", "the kitchen")


class Asking(Straight):
    """A caller that may also ask matching which flows fit."""

    async def query(self, service: str, name: str, request: Request) -> dict[str, Any]:
        """See `Caller.query`."""
        assert self.api is not None
        sent = Request.model_validate_json(request.model_dump_json())
        answer: dict[str, Any] = orjson.loads(orjson.dumps(await self.api.queries[name](sent), default=str))
        return answer


@dataclass(frozen=True, slots=True)
class GapBench:
    """Knowledge gaps, and everybody's sides of the log."""

    bench: Bench
    reactions: GapReactions
    api: GapApi
    building: Building
    indexer: Indexer
    ops: asyncpg.Pool
    relay: str
    keyring: Keyring

    @property
    def pool(self) -> asyncpg.Pool:
        """The flywheel's."""
        return self.bench.pool

    @property
    def log(self) -> EventLog:
        """The log, as the flywheel may use it."""
        return self.api.gaps.log

    @property
    def ops_log(self) -> PostgresLog:
        """The log, as operators' tools may use it."""
        return _log(self.ops)

    @property
    def time(self) -> list[datetime]:
        """Now."""
        return self.bench.time

    async def session(self, *events: SessionEvent) -> UUID:
        """A session with these events, heard of."""
        session = new_id()
        stream = Stream("session", str(session), ACCOUNT, session)
        await self.bench.sessions.append(stream, 0, events, begin(ANNA, "diagnosis"))
        await self.hear(f"session-{session}")
        return session

    async def badges(self, count: int, start: int = 0, *, no_model: bool = True) -> list[UUID]:
        """Sessions about one problem that no flow leads, ended now."""
        numbers = range(start, start + count)
        return [await self.session(*badge(number, self.time[0], no_model=no_model)) for number in numbers]

    async def number(self) -> None:
        """Give every event its position, as the relay does."""
        connection = await asyncpg.connect(self.relay)
        numbering = await Numbering.resume(connection)
        while await numbering.number(connection):
            pass
        await connection.close()

    async def hear(self, stream: str, after: int = 0) -> None:
        """Deliver the events of a stream, and of a flow to matching's index."""
        for event in (await self.log.load(stream))[after:]:
            if reaction := self.reactions.all.get(event.type):
                await reaction(event)
        if stream.startswith("flow-"):
            await self.indexer.sync(ACCOUNT, UUID(stream.removeprefix("flow-")))

    async def erase(self, session: UUID) -> None:
        """The case is erased, as an operator does it."""
        await self.ops.execute("update log.keys set wrapped = null, destroyed_at = now() where id = $1", session)
        self.keyring.forget(session)
        stream = Stream("erasure", str(session), ACCOUNT)
        erased = CaseErased(session=session, by="ops", reason="asked for", at=self.time[0])
        await self.ops_log.append(stream, 0, [erased], begin(Actor(account_id=ACCOUNT), "ops"))
        await self.hear(stream.name)

    async def look(self) -> dict[UUID, Gap]:
        """Look at the account as if it were due; its gaps."""
        await self.reactions.rounds.detection.run(ACCOUNT)
        return await self.reactions.rounds.detection.known(ACCOUNT)

    async def events(self, gap: UUID) -> list[GapEvent]:
        """What happened to a gap."""
        return GAP_EVENTS.decode_all(await self.log.load(f"gap-{gap}"))

    async def ask(self, name: str, gap: UUID, actor: Actor = LEAD, key: str | None = None, **body: Any) -> Any:
        """A lead's command, and what the flywheel does on it."""
        version = len(await self.log.load(f"gap-{gap}"))
        answer = await self.api.commands[name](request_of({"gap_id": str(gap), **body}, actor, key))
        while version < (heard := len(await self.log.load(f"gap-{gap}"))):
            await self.hear(f"gap-{gap}", version)
            version = heard
        return answer

    async def later(self, **more: Any) -> None:
        """Time goes by."""
        self.time[0] += timedelta(**more)

    async def rows(self, table: str) -> Sequence[tuple[Any, ...]]:
        """What a table of the flywheel holds of all accounts."""
        async with self.pool.acquire() as connection, connection.transaction():
            await connection.execute(f"set local app.account = '{ACCOUNT}'")
            return [tuple(row) for row in await connection.fetch(f"select * from flywheel.{table} order by 1, 2")]


def badge(number: int, at: datetime, *, no_model: bool = True) -> list[SessionEvent]:
    """A session about a badge reader, that no flow led."""
    said = BADGE.format(PEOPLE[number % len(PEOPLE)])
    intake = Intake(text=said, log_excerpt=None, screenshots=())
    began = started(
        summary=said, symptoms=(), domain="hardware", flow=None, intake=intake, no_model=no_model, started_at=at
    )  # fmt: skip
    answer = ("Yes", "No")[number % 2]
    return [
        began,
        *question(0, "Is its lamp on?", answer, ["Yes", "No"]),
        *action(1, "Swap the reader." if answer == "Yes" else "Swap its power supply.", success=True),
        resolved(f"The reader works again ({answer}).").model_copy(update={"at": at}),
    ]


@pytest.fixture
async def gaps(database: Database, bench: Bench, embedder: MiniLMEmbedder) -> AsyncIterator[GapBench]:
    """Knowledge gaps on the bench."""
    settings = CommonSettings(database_url=database.url)
    async with AsyncExitStack() as stack:
        matching = await stack.enter_async_context(open_pool(settings, "rf_matching"))
        ops = await stack.enter_async_context(open_pool(settings, "rf_ops"))
        yield _gaps(bench, embedder, matching, ops, database.dsn("rf_relay"))


def _gaps(bench: Bench, embedder: MiniLMEmbedder, matching: asyncpg.Pool, ops: asyncpg.Pool, relay: str) -> GapBench:
    pool, keyring = bench.pool, Keyring(PostgresKeyStore(bench.pool), MASTER)
    log = PostgresLog(pool, keyring)
    flows = FlowLog(log)

    def clock() -> datetime:
        return bench.time[0]

    decided = Handler(log, GAP, GAP_EVENTS)
    library = MatchingLibrary(Asking(Client(), api=bench.matching))
    facts, known, index = PostgresFacts(pool), PostgresKnownFlows(pool), PostgresGapIndex(pool)
    detection = Detection(
        decided, facts, known, index, PostgresGapLanes(pool), Covering(log, library), LIMITS, embedder.name, clock
    )  # fmt: skip
    rounds = Rounds(detection, PostgresRuns(pool), timedelta(minutes=15), clock)
    keys = PostgresCaseKeys(pool)
    drafting = GapDrafting(decided, bench.reactions.drafting, library, PostgresLanes(pool), keys, clock)
    reactions = GapReactions(
        decided, facts, known, index, detection, rounds, drafting, flows, embedder, clock
    )  # fmt: skip
    building = Building(log, reactions.remembering, PostgresBuild(pool), embedder.name, LIMITS.window)
    indexer = Indexer(
        PostgresIndexJobs(matching), _log(matching), PgVectorIndex(matching, 8000), [embedder]
    )  # fmt: skip
    return GapBench(bench, reactions, GapApi(decided, flows, clock), building, indexer, ops, relay, keyring)


def _log(pool: asyncpg.Pool) -> PostgresLog:
    return PostgresLog(pool, Keyring(PostgresKeyStore(pool), MASTER))


async def the_gap(bench: GapBench) -> tuple[UUID, Gap]:
    """The one gap that looking finds."""
    ((id_, gap),) = (await bench.look()).items()
    return id_, gap
