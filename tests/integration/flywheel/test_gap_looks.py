"""Looks for gaps: when an account is looked at, by whom, and what is read for it."""

import threading
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from services.flywheel.gaps.covering import Covering
from services.flywheel.gaps.events import (
    GapReopened,
    Severity,
)
from services.flywheel.gaps.limits import Limits
from shared.envelope import StoredEvent
from shared.log import EventLog
from shared.log.postgres import PostgresLog
from tests.integration.flywheel.gap_kit import GapBench, gaps, the_gap
from tests.unit.diagnosis.examples import LEAD
from tests.unit.flywheel.gaps.examples import FLOW, LIMITS, visit
from tests.unit.flywheel.gaps.examples import led as led_sessions
from tests.unit.flywheel.gaps.test_covering import Says

__all__ = ["gaps"]


class Watching(PostgresLog):
    """A log that tells which streams were read, and after which version."""

    def __init__(self, log: EventLog) -> None:
        self.__dict__.update(log.__dict__)
        self.read: list[tuple[str, int]] = []

    async def load(self, stream: str, *of: Any, after: int = 0, **more: Any) -> list[StoredEvent]:
        """See `EventLog.load`."""
        self.read.append((stream, after))
        return await super().load(stream, *of, after=after, **more)


async def led_by_flow(gaps: GapBench, start: int) -> None:
    """Sessions that the flow led just now, and whose engineers answered in own words."""
    for one in led_sessions(20, visit(own=True), start=start, ended_at=gaps.time[0]):
        await gaps.reactions.facts.put(LEAD.account_id, one, None, "")


async def test_given_a_session_that_ended_when_its_account_is_due_then_it_is_looked_at_once_and_every_day(
    gaps: GapBench,
) -> None:
    rounds = gaps.reactions.rounds
    await gaps.badges(6)
    assert not await rounds.once()
    await gaps.later(minutes=15)
    claim = await rounds.runs.claim(gaps.time[0])
    assert claim is not None
    assert await rounds.runs.claim(gaps.time[0]) is None  # another replica
    await gaps.later(minutes=6)  # the first one died
    assert await rounds.once()
    assert len(await rounds.detection.known(LEAD.account_id)) == 1
    assert not await rounds.once()

    await gaps.later(hours=23)
    assert not await rounds.once()
    await gaps.later(hours=2)
    assert await rounds.once()

    claim = await rounds.runs.claim(gaps.time[0] + timedelta(days=2))
    assert claim
    await rounds.ask(claim.account)  # while it is being looked at
    await rounds.runs.done(claim, gaps.time[0] + timedelta(days=9))
    await gaps.later(minutes=15)
    assert await rounds.once()


async def test_given_a_look_that_takes_long_when_its_claim_is_renewed_then_nobody_else_looks_and_it_ends_with_it(
    gaps: GapBench,
) -> None:
    runs = gaps.reactions.rounds.runs
    await gaps.badges(6)
    await gaps.later(minutes=15)
    first = await runs.claim(gaps.time[0])
    assert first
    await gaps.later(minutes=4)
    renewed = await runs.renew(first, gaps.time[0])
    await gaps.later(minutes=4)
    assert await runs.claim(gaps.time[0]) is None
    await runs.done(first, gaps.time[0])  # what was held before is no claim any more
    assert await runs.claim(gaps.time[0]) is None
    assert await runs.renew(first, gaps.time[0]) == first
    await runs.done(renewed, gaps.time[0])
    assert await runs.claim(gaps.time[0])


async def test_given_a_case_that_is_erased_while_its_account_is_looked_at_when_that_is_over_then_it_is_looked_at_again(
    gaps: GapBench,
) -> None:
    rounds = gaps.reactions.rounds
    sessions = await gaps.badges(6)
    await gaps.later(minutes=15)
    claim = await rounds.runs.claim(gaps.time[0])
    assert claim
    await gaps.erase(sessions[0])
    await rounds.runs.done(claim, gaps.time[0] + timedelta(days=1))
    assert await rounds.once()


async def test_given_a_closed_gap_whose_cluster_left_the_window_when_looked_at_then_it_is_not_read_any_more(
    gaps: GapBench,
) -> None:
    await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.ask("close_gap", id_)
    await gaps.later(days=91)
    await gaps.look()
    assert await gaps.look() == {}
    assert await gaps.reactions.index.retired(LEAD.account_id) == {id_}
    await gaps.badges(6)
    assert set(await gaps.look()) != {id_}


async def test_given_a_snoozed_gap_when_its_time_comes_then_it_is_open_without_any_session_ending(
    gaps: GapBench,
) -> None:
    rounds = gaps.reactions.rounds
    await gaps.badges(6)
    await gaps.later(minutes=15)
    await rounds.once()
    ((id_, _),) = (await rounds.detection.known(LEAD.account_id)).items()
    until = gaps.time[0] + timedelta(hours=3)
    answer = await gaps.ask("snooze_gap", id_, until=until.isoformat())
    assert answer["status"] == "snoozed"
    await gaps.later(hours=2)
    assert not await rounds.once()
    await gaps.later(hours=2)
    assert await rounds.once()
    last = (await gaps.events(id_))[-1]
    assert isinstance(last, GapReopened)
    assert last.reason == "snooze_over"


async def test_given_a_gap_that_is_snoozed_while_its_account_is_looked_at_when_its_time_comes_then_it_is_open(
    gaps: GapBench,
) -> None:
    rounds = gaps.reactions.rounds
    await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.later(minutes=15)
    claim = await rounds.runs.claim(gaps.time[0])
    assert claim
    await gaps.ask("snooze_gap", id_, until=(gaps.time[0] + timedelta(hours=3)).isoformat())
    await rounds.runs.done(claim, gaps.time[0] + timedelta(days=1))
    assert not await rounds.once()  # it was asked for meanwhile, for then
    await gaps.badges(1, start=6)
    await gaps.later(minutes=15)
    assert await rounds.once()
    await gaps.later(hours=2, minutes=50)
    assert await rounds.once()
    assert (await rounds.detection.known(LEAD.account_id))[id_].status == "open"


async def test_given_sessions_that_left_the_window_when_looked_at_then_their_rows_are_gone_and_erased_ones_are_not(
    gaps: GapBench,
) -> None:
    erased, *_ = await gaps.badges(3)
    await gaps.erase(erased)
    await gaps.later(days=89)
    await gaps.look()
    assert len(await gaps.rows("session_facts")) == 3
    await gaps.later(days=2)
    await gaps.look()
    assert [row[1] for row in await gaps.rows("session_facts")] == [erased]


async def test_given_a_closed_gap_of_a_flow_when_that_is_archived_then_it_is_read_no_more_until_the_flow_is_back(
    gaps: GapBench,
) -> None:
    index, flows = gaps.reactions.index, gaps.reactions.known_flows
    await flows.put(LEAD.account_id, FLOW, 1)
    await led_by_flow(gaps, 0)
    id_, gap = await the_gap(gaps)
    assert gap.found.kind == "weak_options"
    assert await index.uncovered(LEAD.account_id) == []
    await gaps.ask("close_gap", id_)
    assert set(await gaps.look()) == {id_}

    await flows.put(LEAD.account_id, replace(FLOW, archived=True), 2)
    await gaps.look()
    assert await gaps.look() == {}
    assert await index.retired(LEAD.account_id) == {id_}

    await flows.put(LEAD.account_id, FLOW, 3)
    await gaps.later(hours=2)
    await led_by_flow(gaps, 100)
    await gaps.look()  # it is known again
    back = (await gaps.look())[id_]
    assert (back.status, back.seen.evidence.affected) == ("open", 20)


async def test_given_gaps_when_looked_at_then_each_is_read_once_and_of_an_erased_case_none_within_a_flow(
    gaps: GapBench,
) -> None:
    sessions = await gaps.badges(6)
    await gaps.reactions.known_flows.put(LEAD.account_id, FLOW, 1)
    await led_by_flow(gaps, 0)
    found = await gaps.look()
    assert {gap.found.kind for gap in found.values()} == {"uncovered", "weak_options"}
    log = Watching(gaps.log)
    detection = replace(gaps.reactions.detection, gaps=replace(gaps.api.gaps, log=log))
    await detection.run(LEAD.account_id)
    once = [f"gap-{id_}" for id_ in sorted(found)]
    assert log.read == [*((stream, 0) for stream in once), *((stream, 1) for stream in once)]

    log.read.clear()
    await detection.forget(LEAD.account_id, sessions[0])
    assert {stream for stream, _ in log.read} == {
        f"gap-{id_}" for id_, gap in found.items() if gap.found.kind == "uncovered"
    }


async def test_given_clusters_that_may_become_no_gaps_when_looked_at_then_nobody_is_asked_of_them(
    gaps: GapBench,
) -> None:
    await gaps.badges(6)
    says = Says()
    just = replace(FLOW, published_at=gaps.time[0] + timedelta(minutes=1))
    await gaps.reactions.known_flows.put(LEAD.account_id, just, 1)
    detection = replace(gaps.reactions.detection, covering=Covering(gaps.log, says))
    await replace(detection, limits=replace(LIMITS, most_open=0)).run(LEAD.account_id)
    assert says.asked == 0
    await detection.run(LEAD.account_id)
    assert says.asked == 5


async def test_given_sessions_when_gaps_are_told_of_them_then_other_work_is_not_held_up(gaps: GapBench) -> None:
    threads = []

    class Weighing(Limits):
        """Limits that tell who asks them."""

        def severity(self, affected: int, unsolved: int) -> Severity:
            """See `Limits.severity`."""
            threads.append(threading.current_thread())
            return Limits.severity(self, affected, unsolved)

    await gaps.badges(6)
    await replace(gaps.reactions.detection, limits=Weighing(**asdict(LIMITS))).run(LEAD.account_id)
    assert threads
    assert threading.main_thread() not in threads
