"""A gateway over a generated past that is folded into the read models."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from httpx2 import AsyncClient

from services.flywheel.proposals.events import ProposalForgotten
from services.gateway.analytics.reading import Analytics
from services.gateway.auth.seed import DEMO_ACCOUNT
from services.gateway.routes import analytics
from services.matching.events import FlowArchived, FlowPublished
from services.ops.events import CaseErased
from shared.envelope import Stream, begin
from shared.ids import new_id
from shared.message import Actor, Event
from tests.conftest import Database
from tests.integration.gateway.analytics.recount import Recount
from tests.integration.gateway.analytics.world import FIRST_DAY, FLOWS, TODAY, World, tell
from tests.integration.gateway.kit import Gateway, open_gateway
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs
from tests.unit.matching.examples import content

SESSIONS = 320
WRITERS = {"case": "intake", "match": "matching", "session": "diagnosis", "document": "documentation"}


@dataclass(frozen=True)
class Desk:
    """The API over the past, and the past itself."""

    side: ReadSide
    gateway: Gateway
    world: World
    recount: Recount
    flows: list[tuple[datetime, datetime | None, str]]
    """When each was published and archived, and its domain."""

    async def signed_in(self, who: str = "engineer@demo.example") -> AsyncClient:
        return await self.gateway.signed_in(who)


@pytest.fixture(scope="module")
async def desk(module_database: Database) -> AsyncIterator[Desk]:
    """One past for all tests that only read it."""
    async with AsyncExitStack() as stack:
        yield await open_desk(stack, module_database, tell(seed=6, sessions=SESSIONS))


@pytest.fixture(scope="module")
async def client(desk: Desk) -> AsyncIterator[AsyncClient]:
    """An engineer of the account."""
    async with await desk.signed_in() as opened:
        yield opened


async def open_desk(stack: AsyncExitStack, database: Database, world: World) -> Desk:
    """Write the past, fold it, and open the gateway's analytics over it."""
    side = await ReadSide.open(Logs(database, stack))
    side.account = DEMO_ACCOUNT
    for past in world.sessions:
        for category, events in past.streams.items():
            await append(
                side, Stream(category, str(past.session), DEMO_ACCOUNT, past.session), WRITERS[category], events
            )
        for push, events in past.pushes.items():
            await append(side, Stream("push", push, DEMO_ACCOUNT, past.session), "psa_sync", events)
    for proposal in world.proposals:
        stream = Stream("proposal", str(proposal.id), DEMO_ACCOUNT, proposal.id)
        await append(side, stream, "flywheel", proposal.events)
    for past in world.sessions:
        if past.erased:
            erasure = CaseErased(session=past.session, by="ops", reason="asked for", at=TODAY)
            await append(side, Stream("erasure", str(past.session), DEMO_ACCOUNT), "ops", [erasure])
    for proposal in (one for one in world.proposals if one.forgotten):
        forgotten = ProposalForgotten(proposal_id=proposal.id, at=TODAY)
        await append(side, Stream("proposal", str(new_id()), DEMO_ACCOUNT), "flywheel", [forgotten])
    flows = await publish(side)
    await fold(side)
    gateway = await stack.enter_async_context(open_gateway(database.url, per_minute={"reads": 1_000_000}))
    gateway.app.include_router(analytics.router, prefix="/api/v1")
    gateway.app.state.analytics = Analytics(await side.logs.pool("gateway"), lambda: TODAY)
    return Desk(side, gateway, world, Recount(world), flows)


async def append(side: ReadSide, stream: Stream, role: str, events: Sequence[Event]) -> None:
    """Write a stream's first events, without folding them."""
    if events:
        log = await side.logs.log(role)
        await log.append(stream, 0, events, begin(Actor(account_id=stream.account), role))


async def publish(side: ReadSide) -> list[tuple[datetime, datetime | None, str]]:
    """Flows that are published, some of them archived, at times of the past."""
    found: list[tuple[datetime, datetime | None, str]] = []
    superuser = await side.logs.superuser()
    for number, flow in enumerate(FLOWS):
        domain = "printing" if number else "m365"
        text = dict(content(problem_domain=domain))
        events: list[Event] = [FlowPublished(**text, flow_version=1), FlowPublished(**text, flow_version=2)]
        at = [FIRST_DAY + timedelta(days=10 + 30 * number), FIRST_DAY + timedelta(days=15 + 30 * number)]
        if number == 1:
            events.append(FlowArchived())
            at.append(FIRST_DAY + timedelta(days=80))
        await append(side, Stream("flow", str(flow), DEMO_ACCOUNT), "matching", events)
        for version, moment in enumerate(at, 1):
            update = "update log.events set recorded_at = $1 where stream = $2 and version = $3"
            await superuser.execute(update, moment, f"flow-{flow}", version)
        found.append((at[0], at[2] if number == 1 else None, domain))
    return found


async def fold(side: ReadSide) -> None:
    """Bring the read models up to the log's end."""
    while await side.numbering.number(side.relay):
        pass
    while (await side.runner.catch_up())[1]:
        pass
