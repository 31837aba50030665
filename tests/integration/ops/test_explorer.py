"""What operators see of the log: envelopes of everything that belongs to a session."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import uuid4

import pytest

from services.ops.explorer import EventFilter, find_events
from shared.envelope import Stream
from tests.conftest import Database
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs
from tests.unit.diagnosis.examples import OPEN
from tests.unit.gateway.case_kit import RECEIVED
from tests.unit.gateway.psa_kit import REQUESTED, loaded


@pytest.fixture
async def logs(database: Database) -> AsyncIterator[Logs]:
    async with AsyncExitStack() as stack:
        yield Logs(database, stack)


async def test_given_a_session_when_its_events_are_listed_then_those_of_its_ticket_and_its_pushes_are_among_them(
    logs: Logs,
) -> None:
    read_side = await ReadSide.open(logs)
    session, other = uuid4(), uuid4()
    for one in (session, other):
        await read_side.append(one, RECEIVED, category="case", role="intake")
        await read_side.append(one, *OPEN)
        await read_side.append(one, loaded(), category="ticket", role="psa_sync")
        push = Stream("push", f"{one}-1", read_side.account, one)
        await read_side.write(push, REQUESTED, role="psa_sync")
    pool = await logs.pool("ops")

    found = await find_events(pool, EventFilter(account=read_side.account, session=session))
    pushes = await find_events(pool, EventFilter(session=session, type="push_requested"))

    assert {event["stream"] for event in found} == {
        f"case-{session}", f"session-{session}", f"ticket-{session}", f"push-{session}-1",
    }  # fmt: skip
    assert [event["stream"] for event in pushes] == [f"push-{session}-1"]
