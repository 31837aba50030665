"""The flywheel over a real PostgreSQL, with matching's real commands behind its port."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import pytest
from nats.aio.client import Client

from services.diagnosis.events import SessionEvent
from services.flywheel.adapters.flow_log import FlowLog
from services.flywheel.adapters.matching import MatchingLibrary
from services.flywheel.adapters.playbook import PlaybookWriter
from services.flywheel.adapters.postgres import (
    PostgresBudget,
    PostgresLanes,
    PostgresPlacements,
    PostgresProposalKeys,
    PostgresTitles,
)
from services.flywheel.analysis.domain import ANALYSIS
from services.flywheel.analysis.events import ANALYSIS_EVENTS, TALLY_EVENTS, AnalysisEvent
from services.flywheel.analysis.tally import TALLY
from services.flywheel.drafting import Drafting
from services.flywheel.ports import Draft, FlowRequest
from services.flywheel.proposals.api import ProposalApi
from services.flywheel.proposals.domain import PROPOSAL, Proposal, made
from services.flywheel.proposals.events import PROPOSAL_EVENTS
from services.flywheel.proposals.forgetting import Forgetting
from services.flywheel.proposals.placing import Placing
from services.flywheel.proposals.publishing import Publishing
from services.flywheel.proposals.reactions import ProposalReactions
from services.flywheel.proposals.recognising import Recogniser
from services.flywheel.reactions import Reactions
from services.flywheel.subscribers import subscriptions
from services.matching.adapters.imports import PostgresImports
from services.matching.adapters.pgvector import PgVectorIndex
from services.matching.api import Api
from services.matching.domain import FLOW
from services.matching.events import FLOW_EVENTS, FlowEvent, Thresholds, Weights
from services.matching.flow_states import FlowStates
from services.matching.matcher import Matcher
from shared.bus.commands import Caller, Request
from shared.clock import utc_now
from shared.database import open_pool
from shared.embedding import MiniLMEmbedder
from shared.envelope import Stream, begin
from shared.errors import Unavailable
from shared.handle import Handler
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings
from shared.timers import Timers
from tests.conftest import Database
from tests.unit.diagnosis.examples import ACCOUNT, ANNA, LEAD, NOW
from tests.unit.flywheel.examples import LIKENESS

REOPEN_AFTER = 3
MASTER = MasterKey(bytes(range(32)))
ANOTHER_LEAD = LEAD.model_copy(update={"user_id": UUID(int=77), "name": "Max"})


@dataclass(frozen=True)
class Straight(Caller):
    """A caller that finds matching's commands in the same process; `away`: nobody answers."""

    api: Api | None = None
    away: tuple[str, ...] = ()

    async def command(self, service: str, name: str, request: Request) -> dict[str, Any]:
        """See `Caller.command`: what is sent and answered goes through JSON."""
        assert service == "matching"
        if self.api is None or name in self.away:
            raise Unavailable("service_away", "The part that does this is away.")
        sent = Request.model_validate_json(request.model_dump_json())
        answer: dict[str, Any] = orjson.loads(orjson.dumps(await self.api.commands[name](sent), default=str))
        return answer


class ModelLike:
    """The playbook, passing for a model."""

    def __init__(self) -> None:
        self.asked = 0

    async def write(self, request: FlowRequest) -> Draft:
        """See `FlowWriter.write`."""
        self.asked += 1
        return replace(await PlaybookWriter().write(request), engine="claude")


@dataclass(frozen=True, slots=True)
class Bench:
    """The service, and its neighbours' sides of the log."""

    pool: asyncpg.Pool
    log: PostgresLog
    sessions: PostgresLog
    matching: Api
    reactions: Reactions
    api: ProposalApi
    titles: PostgresTitles
    forgetting: Forgetting
    timers: Timers
    model: ModelLike
    time: list[datetime]

    async def session(self, *events: SessionEvent) -> UUID:
        """A session with these events, analysed."""
        session = new_id()
        stream = Stream("session", str(session), ACCOUNT, session)
        await self.sessions.append(stream, 0, events, begin(ANNA, "diagnosis"))
        await self.hear(f"session-{session}")
        return session

    async def more(self, session: UUID, *events: SessionEvent) -> None:
        """The session goes on, and the flywheel hears of it."""
        version = len(await self.log.load(f"session-{session}"))
        stream = Stream("session", str(session), ACCOUNT, session)
        await self.sessions.append(stream, version, events, begin(ANNA, "diagnosis"))
        await self.hear(f"session-{session}", version)

    async def hear(self, stream: str, after: int = 0) -> None:
        """Deliver the events of a stream."""
        recogniser, publishing = self.api.publishing.recogniser, self.api.publishing
        proposals = ProposalReactions(publishing, FlowLog(self.log), self.titles, recogniser, self.forgetting)
        heard = subscriptions(self.reactions, proposals)
        for event in (await self.log.load(stream))[after:]:
            if event.type in heard:
                await heard[event.type](event)

    async def analysis(self, session: UUID) -> list[AnalysisEvent]:
        """What became of a session."""
        return ANALYSIS_EVENTS.decode_all(await self.log.load(f"analysis-{session}"))

    async def counted(self, flow_id: UUID) -> list[tuple[bool, str]]:
        """What was counted for a flow."""
        rows = await self.pool.fetch("select distinct stream from log.events where type = 'flow_outcome_counted'")
        events = [event for row in rows for event in await self.log.load(row["stream"])]
        told = TALLY_EVENTS.decode_all(sorted(events, key=lambda event: event.recorded_at))
        return [(event.worked, event.cause) for event in told if event.flow_id == flow_id]

    async def proposal(self, id_: UUID) -> Proposal:
        """A proposal as it stands."""
        state, _ = await self.api.proposals.load(f"proposal-{id_}")
        return made(state)

    async def flow(self, id_: Any) -> list[FlowEvent]:
        """What happened to a flow."""
        return FLOW_EVENTS.decode_all(await self.log.load(f"flow-{id_}"))

    async def ask(self, name: str, id_: UUID, actor: Actor = LEAD, key: str | None = None, **body: Any) -> Any:
        """A reviewer's command or query."""
        endpoint = {**self.api.commands, **self.api.queries}[name]
        return await endpoint(request_of({"proposal_id": str(id_), **body}, actor, key))

    def without(self, *names: str) -> "Bench":
        """The same while these commands of matching are not answered."""
        library = MatchingLibrary(Straight(Client(), api=self.matching, away=names))
        publishing = replace(self.api.publishing, library=library)
        return replace(self, api=replace(self.api, publishing=publishing))


def request_of(body: dict[str, Any], actor: Actor = LEAD, key: str | None = None) -> Request:
    """A request as the gateway sends it."""
    return Request(actor=actor, body=body, route="proposals", key=key or f"key-{new_id()}", body_hmac="00" * 32)


@pytest.fixture(scope="module")
async def embedder() -> AsyncIterator[MiniLMEmbedder]:
    """The real embedder, loaded once."""
    made_ = MiniLMEmbedder()
    yield made_
    made_.close()


@pytest.fixture
async def bench(database: Database, embedder: MiniLMEmbedder) -> AsyncIterator[Bench]:
    """The flywheel, with a model that may make two proposals a day."""
    settings = CommonSettings(database_url=database.url)
    async with AsyncExitStack() as stack:
        pools = [
            await stack.enter_async_context(open_pool(settings, f"rf_{name}"))
            for name in ("flywheel", "diagnosis", "matching")
        ]
        yield _bench(pools[0], pools[1], pools[2], embedder)


def _bench(own: asyncpg.Pool, diagnosis: asyncpg.Pool, other: asyncpg.Pool, embedder: MiniLMEmbedder) -> Bench:
    keyring, time, model = Keyring(PostgresKeyStore(own), MASTER), [NOW], ModelLike()
    log = PostgresLog(own, keyring)
    matching = _matching(other, embedder)
    proposals = Handler(log, PROPOSAL, PROPOSAL_EVENTS)
    recogniser, titles, flows = Recogniser(embedder), PostgresTitles(own), FlowLog(log)
    lanes, placements = PostgresLanes(own), PostgresPlacements(own)
    placing = Placing(proposals, lanes, placements, titles, flows, recogniser, LIKENESS, REOPEN_AFTER)
    keys = PostgresProposalKeys(own, lambda: time[0])
    forgetting = Forgetting(lanes, placements, titles, keys, log, keyring.forget, lambda: time[0])
    library = MatchingLibrary(Straight(Client(), api=matching))
    publishing = Publishing(proposals, library, flows, titles, recogniser, lambda: time[0])
    drafting = Drafting(PlaybookWriter(), model, PostgresBudget(own, 2), lambda: time[0])
    timers = Timers(own, "flywheel", lambda: time[0])
    analyses, tally = Handler(log, ANALYSIS, ANALYSIS_EVENTS), Handler(log, TALLY, TALLY_EVENTS)
    reactions = Reactions(analyses, tally, drafting, placing, flows, timers, lambda: time[0])
    api = ProposalApi(proposals, publishing, titles, lambda: time[0])
    return Bench(own, log, log_of(diagnosis), matching, reactions, api, titles, forgetting, timers, model, time)


def _matching(pool: asyncpg.Pool, embedder: MiniLMEmbedder) -> Api:
    index = PgVectorIndex(pool, 8000)
    matcher = Matcher(index, {embedder.name: embedder}, Weights(), utc_now)
    flows = Handler(log_of(pool), FLOW, FLOW_EVENTS)
    return Api(flows, FlowStates(flows), PostgresImports(pool), matcher, Thresholds())


def log_of(pool: asyncpg.Pool) -> PostgresLog:
    """The log as a role sees it."""
    return PostgresLog(pool, Keyring(PostgresKeyStore(pool), MASTER))
