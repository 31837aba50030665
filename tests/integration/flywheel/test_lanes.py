"""Waiting for an account's lane: it takes no connections of those that work, and ends."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from services.flywheel.adapters.gaps import PostgresGapLanes
from services.flywheel.adapters.postgres import PostgresLanes
from services.flywheel.gaps.events import GapReopened
from services.flywheel.gaps.running import AFTER_FAILURE, gap_stream
from shared.envelope import begin
from shared.errors import Unavailable
from shared.message import Actor
from shared.testing.waiting import PATIENCE
from tests.integration.flywheel.gap_kit import GapBench, gaps
from tests.unit.diagnosis.examples import ACCOUNT

__all__ = ["gaps"]

WORKERS = 32


async def test_given_more_workers_than_connections_when_all_want_the_lanes_then_whoever_holds_one_can_work(
    gaps: GapBench,
) -> None:
    lanes = PostgresLanes(gaps.pool)
    both = (lanes, PostgresGapLanes(gaps.pool, lanes.turn))

    async def work(number: int) -> int:
        async with both[number % 2].hold(ACCOUNT):
            found: int = await gaps.pool.fetchval("select $1::int", number)
            return found

    assert await asyncio.gather(*map(work, range(WORKERS))) == list(range(WORKERS))


async def test_given_many_gaps_that_are_opened_by_hand_at_once_when_heard_then_each_is_known_again(
    gaps: GapBench,
) -> None:
    await gaps.badges(6)
    ((id_, _),) = (await gaps.look()).items()
    await gaps.ask("close_gap", id_)
    await gaps.reactions.index.retire(ACCOUNT, id_)
    await gaps.ask("reopen_gap", id_)
    (event,) = [event for event in await gaps.log.load(f"gap-{id_}") if event.type == "gap_reopened"]
    await gaps.reactions.index.retire(ACCOUNT, id_)

    await asyncio.gather(*(gaps.reactions.on_gap_reopened(event) for _ in range(WORKERS)))
    assert list(await gaps.reactions.index.all(ACCOUNT)) == [id_]


@pytest.mark.parametrize("reason", ["worse", "snooze_over", "new_sessions"])
async def test_given_a_gap_that_comes_back_by_itself_when_heard_then_nobody_waits_for_the_lane(
    gaps: GapBench, reason: str
) -> None:
    """Whoever saw it knows it again already, before it is told."""
    await gaps.badges(6)
    ((id_, gap),) = (await gaps.look()).items()
    back = GapReopened.model_validate({"reason": reason, "by": None, "at": gaps.time[0]})
    origin = begin(Actor(account_id=ACCOUNT), "flywheel")
    await gaps.api.gaps.log.append(gap_stream(ACCOUNT, id_), gap.version, [back], origin)
    event = (await gaps.log.load(f"gap-{id_}"))[-1]

    async with PostgresGapLanes(gaps.pool).hold(ACCOUNT):
        await asyncio.wait_for(gaps.reactions.on_gap_reopened(event), PATIENCE)


async def test_given_a_lane_that_another_replica_holds_when_an_account_is_looked_at_then_it_is_again_soon(
    gaps: GapBench,
) -> None:
    rounds = gaps.reactions.rounds
    await gaps.badges(6)
    await gaps.later(minutes=15)
    impatient = await asyncpg.create_pool(dsn_of(gaps), min_size=2, max_size=4, server_settings={"lock_timeout": "50"})
    detection = replace(rounds.detection, lanes=PostgresGapLanes(impatient))
    try:
        async with PostgresGapLanes(gaps.pool).hold(ACCOUNT):
            assert await replace(rounds, detection=detection).once()
            with pytest.raises(Unavailable):
                await detection.forget(ACCOUNT, UUID(int=1))
    finally:
        await impatient.close()

    assert not await rounds.once()
    gaps.time[0] += AFTER_FAILURE + timedelta(seconds=1)
    assert await rounds.once()
    assert len(await rounds.detection.known(ACCOUNT)) == 1


def dsn_of(gaps: GapBench) -> str:
    """Where the flywheel's own role signs in."""
    return gaps.relay.replace("rf_relay", "rf_flywheel")
