"""What waits for somebody: escalations by whom they are for, fixes by how they stand; folded from the log."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from uuid import UUID

import pytest

from services.diagnosis.domain import SESSION
from services.diagnosis.escalation.commands import PickUp
from services.diagnosis.material.state import Material
from services.diagnosis.state import RequestingEscalation, Started
from services.gateway.projections.case import existing_case
from services.ops.events import CaseErased
from shared.database import walled
from shared.errors import Erased, NotFound, Problem
from shared.ids import new_id
from shared.message import Actor
from tests.conftest import Database
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs
from tests.unit.diagnosis.examples import ACCOUNT, ANNA, ANNA_ID, BEN, BEN_ID, LATER, LEAD, NOW, OPEN, TEAM, started
from tests.unit.gateway.case_kit import RECEIVED
from tests.unit.gateway.stories import CARLA, Story
from tests.unit.gateway.test_case_escalation import ESCALATED, HANDED_OVER, PICKED_UP, TAKEN_BACK
from tests.unit.gateway.test_case_material import FIX, NEWER_FIX, outcome, suggested_fix

VIEWER = Actor(account_id=ACCOUNT, user_id=UUID(int=15), name="Vera", role="viewer", team_id=TEAM)
READERS = (ANNA, BEN, LEAD, CARLA, VIEWER)


@pytest.fixture
async def side(database: Database) -> AsyncIterator[ReadSide]:
    async with AsyncExitStack() as stack:
        yield await ReadSide.open(Logs(database, stack))


def ids(items: object) -> list[str]:
    assert isinstance(items, list)
    return [item.get("session_id") or item["id"] for item in items]


@pytest.mark.parametrize("team", [None, TEAM], ids=["no team", "a team"])
@pytest.mark.parametrize("to", [None, BEN_ID, CARLA.user_id], ids=["nobody", "Ben", "Carla"])
async def test_given_an_escalation_when_the_queue_is_read_then_it_tells_each_reader_what_the_decider_would(
    side: ReadSide, to: UUID | None, team: UUID | None
) -> None:
    session = new_id()
    events = (started(team_id=team), *OPEN[1:], ESCALATED.model_copy(update={"to_id": to, "team_id": team}))
    await side.append(session, *events)
    state = SESSION.fold(events)

    for reader in READERS:
        try:
            SESSION.decide(PickUp(actor=reader, at=LATER), state)
            may = True
        except Problem:
            may = False
        [item] = await side.escalations(reader, mine=False)
        assert item["may_pick_up"] == may, reader.name
        assert ids(await side.escalations(reader)) == ([str(session)] if may or reader == ANNA else [])


async def test_given_escalations_when_somebody_came_then_only_those_that_still_wait_are_there_oldest_first(
    side: ReadSide,
) -> None:
    waiting = [new_id() for _ in range(3)]
    for minutes, session in zip((3, 1, 2), waiting, strict=True):
        asked = ESCALATED.model_copy(update={"at": NOW + timedelta(minutes=minutes)})
        await side.append(session, RECEIVED, category="case", role="intake")
        await side.append(session, *OPEN, asked)
    for end in (PICKED_UP, TAKEN_BACK, HANDED_OVER):
        await side.append(new_id(), *OPEN, ESCALATED, end)

    items = await side.escalations(BEN)

    assert ids(items) == [str(waiting[1]), str(waiting[2]), str(waiting[0])]
    assert (items[0]["escalated_by_name"], items[0]["escalation_reason"]) == ("Anna", ESCALATED.reason)
    assert items[0]["escalation_package"]["original_user_id"] == str(ANNA_ID)
    assert items[0]["user_name"] == "Anna"


async def test_given_another_account_when_it_reads_what_waits_then_there_is_nothing(side: ReadSide) -> None:
    await side.append(new_id(), *OPEN, ESCALATED)

    assert await side.escalations(BEN, mine=False, account=new_id()) == []


async def test_given_fixes_when_they_are_listed_by_how_they_stand_then_those_that_wait_longest_come_first(
    side: ReadSide,
) -> None:
    late, early, decided, superseded = (new_id() for _ in range(4))
    pending = outcome("applied_pending", "Till Monday.")
    sooner = outcome("applied_pending", "Till Friday.", at=NOW)
    await side.append(late, *OPEN, suggested_fix(), pending)
    await side.append(early, *OPEN, suggested_fix(), sooner, outcome("applied_pending", "Till Sunday.", at=LATER))
    await side.append(decided, *OPEN, suggested_fix(), pending, outcome("applied_success"))
    await side.append(superseded, *OPEN, suggested_fix(), pending, suggested_fix(NEWER_FIX, supersedes=FIX))

    items = await side.fixes()

    assert ids(items) == [str(early), str(late)]
    assert (items[0]["pending_reason"], items[0]["session_status"]) == ("Till Sunday.", "active")
    assert ids(await side.fixes("applied_success")) == [str(decided)]
    assert ids(await side.fixes("proposed")) == [str(superseded)]
    assert await side.fixes(owner=BEN_ID) == []


async def test_given_a_case_when_it_is_erased_then_it_waits_nowhere_and_everybody_of_its_account_is_told_so(
    side: ReadSide,
) -> None:
    session = new_id()
    await side.append(session, *OPEN, suggested_fix(), outcome("applied_pending", "Till Monday."), ESCALATED)
    erasure = CaseErased(session=session, by="admin", reason="asked", at=NOW)
    await side.append(session, erasure, category="erasure", role="ops")

    assert (await side.escalations(BEN, mine=False), await side.fixes()) == ([], [])
    pool = await side.logs.pool("gateway")
    async with walled(pool, side.account) as connection:
        with pytest.raises(Erased):
            await existing_case(connection, session)
    async with walled(pool, new_id()) as connection:
        with pytest.raises(NotFound):
            await existing_case(connection, session)


def pending_fix(material: Material) -> bool:
    return material.active_fix is not None and material.fixes[material.active_fix].status == "applied_pending"


async def test_given_many_stories_when_they_are_folded_then_the_lists_are_a_recount_and_equal_their_rebuild(
    side: ReadSide,
) -> None:
    asking, pending = set(), set()
    for seed in range(60):
        session, story = new_id(), Story(1000 + seed)
        await side.append(session, RECEIVED, category="case", role="intake")
        for first in range(0, len(events := story.tell(40)), 7):
            await side.append(session, *events[first : first + 7])
        assert isinstance(story.state, Started)
        if isinstance(story.state, RequestingEscalation):
            asking.add(str(session))
        if pending_fix(story.state.case.material):
            pending.add(str(session))

    assert len(asking) > 2
    assert len(pending) > 2
    assert set(ids(await side.escalations(BEN, mine=False))) == asking
    assert set(ids(await side.fixes())) == pending
    assert set((await side.runner.compare(side.runner.projections)).values()) == {0}
