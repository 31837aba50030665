"""Knowledge gaps: found of real sessions, named, worked on by leads, and closed by flows that would lead them."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from services.flywheel.gaps.events import (
    GapAssigned,
    GapChanged,
    GapClosed,
    GapFound,
    GapRelabelled,
)
from shared.clock import utc_now
from shared.errors import Forbidden, IllegalState, NotFound
from tests.integration.flywheel.conftest import request_of
from tests.integration.flywheel.gap_kit import GapBench, gaps, the_gap
from tests.unit.diagnosis.examples import ANNA, BEN_ID, LEAD, STRANGER
from tests.unit.matching.examples import flow

__all__ = ["gaps"]


async def test_given_sessions_of_one_problem_without_a_flow_when_looked_at_then_one_gap_is_found_and_no_second_time(
    gaps: GapBench,
) -> None:
    await gaps.badges(4)
    assert await gaps.look() == {}

    sessions = await gaps.badges(2, start=4)
    id_, gap = await the_gap(gaps)
    assert (gap.status, gap.found.kind, gap.found.problem_domain) == ("open", "uncovered", "hardware")
    assert "Badge reader" in gap.found.title
    assert not {"Anna", "kitchen"} & set(gap.found.title.split())
    assert set(sessions) <= gap.sessions

    await gaps.look()
    await gaps.badges(1, start=6)
    await gaps.look()
    assert [type(event) for event in await gaps.events(id_)] == [GapFound]
    await gaps.badges(3, start=7)
    await gaps.look()
    assert [type(event) for event in await gaps.events(id_)] == [GapFound, GapChanged]


async def test_given_two_replicas_at_once_when_they_look_then_one_gap_is_found_once(gaps: GapBench) -> None:
    await gaps.badges(6)
    await asyncio.gather(*(gaps.look() for _ in range(4)))
    id_, _ = await the_gap(gaps)
    assert [type(event) for event in await gaps.events(id_)] == [GapFound]


async def test_given_another_flow_that_leads_the_sessions_when_it_is_published_then_the_gap_closes_and_may_come_back(
    gaps: GapBench,
) -> None:
    gaps.time[0] = utc_now() - timedelta(hours=1)  # when the flow is published, the log says
    await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    words = ["badge reader dark", "badge reader", "door", "reader stays dark"]
    written = flow("Badge reader stays dark", problem_domain="hardware", match_keywords=words)
    imported = await gaps.bench.matching.import_flows(request_of({"flows": [written]}))
    published: UUID = imported["flows"][0]["flow_id"]
    await gaps.hear(f"flow-{published}")

    assert (await gaps.look())[id_].closed_reason == "flow_published"
    await gaps.look()
    assert isinstance((await gaps.events(id_))[-1], GapClosed)

    await gaps.later(days=1)
    await gaps.badges(4)
    assert (await gaps.look())[id_].status == "closed"
    await gaps.badges(1, start=4)
    assert [(gap.status, gap.seen.evidence.affected) for gap in (await gaps.look()).values()] == [("open", 5)]


async def test_given_gaps_that_were_named_after_a_case_when_it_is_erased_then_they_are_called_neutrally_at_once(
    gaps: GapBench,
) -> None:
    sessions = await gaps.badges(7)
    id_, gap = await the_gap(gaps)
    assert gap.seen.keywords
    await gaps.ask("close_gap", id_)
    await gaps.hear(f"gap-{id_}")
    await gaps.reactions.index.retire(LEAD.account_id, id_)
    await gaps.erase(sessions[0])
    last = (await gaps.events(id_))[-1]
    assert isinstance(last, GapRelabelled)
    assert last.title == "Problems of hardware that no flow covers"
    await gaps.ask("reopen_gap", id_)
    again = (await gaps.look())[id_]  # it is known again, and called after those that are left
    assert "Badge reader" in again.seen.title
    assert sessions[0] not in again.sessions


async def test_given_a_gap_when_others_ask_then_they_are_refused_and_a_lead_is_not_and_the_same_request_counts_once(
    gaps: GapBench,
) -> None:
    await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    with pytest.raises(Forbidden):
        await gaps.ask("close_gap", id_, ANNA)
    with pytest.raises(NotFound):
        await gaps.ask("close_gap", id_, STRANGER)
    with pytest.raises(NotFound):
        await gaps.ask("close_gap", id_, flow_id=str(UUID(int=404)))
    first = await gaps.ask("assign_gap", id_, key="same", user_id=str(BEN_ID))
    assert await gaps.ask("assign_gap", id_, key="same", user_id=str(BEN_ID)) == first
    assert [type(event) for event in await gaps.events(id_)] == [GapFound, GapAssigned]
    await gaps.ask("close_gap", id_, note="We do not do badges.")
    with pytest.raises(IllegalState):
        await gaps.ask("draft_gap_flow", id_)
    assert (await gaps.look())[id_].status == "closed"
    await gaps.ask("reopen_gap", id_)
    assert (await gaps.look())[id_].status == "open"
