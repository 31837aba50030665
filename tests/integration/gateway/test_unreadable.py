"""Events that no read model can read: each is a dead letter, and everything behind it is folded."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from services.flywheel.analysis.events import FlowOutcomeCounted
from services.flywheel.gaps.events import GapRelabelled
from services.flywheel.proposals.events import ProposalForgotten
from services.gateway.projections.case import get_case
from services.matching.events import FlowArchived
from services.psa_sync.drafts.events import DraftForgotten
from shared.database import walled
from shared.envelope import StoredEvent, Stream, begin
from shared.ids import new_id
from shared.message import Actor, Event
from shared.projection import Connection
from tests.conftest import Database
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs
from tests.unit.diagnosis.examples import LATER
from tests.unit.intake.examples import case_received

OF_ACCOUNTS = {
    "gap": ("flywheel", GapRelabelled(title="A gap", at=LATER)),
    "proposal": ("flywheel", ProposalForgotten(proposal_id=new_id(), at=LATER)),
    "ticket": ("psa_sync", DraftForgotten(draft_id=new_id(), at=LATER)),
    "flow": ("matching", FlowArchived()),
    "analysis": (
        "flywheel",
        FlowOutcomeCounted(session_id=new_id(), outcome=1, flow_id=new_id(), worked=True, cause="followed", at=LATER),
    ),
}


@pytest.fixture
async def side(database: Database) -> AsyncIterator[ReadSide]:
    async with AsyncExitStack() as stack:
        yield await ReadSide.open(Logs(database, stack))


@pytest.mark.parametrize("fault", ["data = '\\x00'", "schema_version = 99"], ids=["seal", "version"])
@pytest.mark.parametrize("category", OF_ACCOUNTS)
async def test_given_an_event_that_cannot_be_read_when_folded_then_it_is_told_and_what_comes_after_is_there(
    side: ReadSide, category: str, fault: str
) -> None:
    role, event = OF_ACCOUNTS[category]
    await _append(side, Stream(category, str(new_id()), side.account), role, event)
    superuser = await side.logs.superuser()
    await superuser.execute(f"update log.events set {fault} where category = $1", category)
    session, told = new_id(), list[str]()
    await _append(side, Stream("case", str(session), side.account, session), "intake", case_received())

    async def failed(_: Connection, event: StoredEvent, __: Exception) -> None:
        told.append(event.type)

    await replace(side.runner, failed=failed).catch_up()

    assert set(told) == {event.type}
    async with walled(await side.logs.pool("gateway"), side.account) as connection:
        assert await get_case(connection, session)


async def _append(side: ReadSide, stream: Stream, role: str, event: Event) -> None:
    """Write it, without folding it."""
    log = await side.logs.log(role)
    await log.append(stream, 0, [event], begin(Actor(account_id=stream.account), role))
    await side.numbering.number(side.relay)
