"""What is kept of sessions as evidence of gaps: the same however it comes, and nothing of what was erased."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
import pytest

from services.flywheel.adapters.gaps import PostgresFacts
from services.flywheel.gaps.facts import Row
from services.flywheel.gaps.limits import Limits
from shared.envelope import StoredEvent
from shared.sealing import KeyDestroyed
from tests.integration.flywheel.conftest import request_of
from tests.integration.flywheel.gap_kit import GapBench, badge, gaps, the_gap
from tests.unit.diagnosis.examples import ABANDONED, LEAD, REOPENED, TAKEN_BACK, escalation
from tests.unit.flywheel.gaps.examples import FLOW, LED, LIMITS, fact
from tests.unit.matching.examples import flow

__all__ = ["gaps"]

TABLES = ("session_facts", "known_flows", "gaps")


async def test_given_an_erased_case_when_looked_at_then_it_is_no_evidence_any_more_however_late_it_is_heard_of(
    gaps: GapBench,
) -> None:
    sessions = await gaps.badges(8)
    id_, _ = await the_gap(gaps)
    heard = [event for event in await gaps.log.load(f"session-{sessions[5]}") if event.type == "session_resolved"]
    await gaps.erase(sessions[5])
    row = next(row for row in await gaps.rows("session_facts") if row[1] == sessions[5])
    assert row[2:] == (0, None, None, None, None, True, None)
    with pytest.raises(KeyDestroyed):
        await gaps.reactions.on_session_ended(heard[0])
    await gaps.reactions.rounds.once()  # at once
    ((_, gap),) = (await gaps.reactions.rounds.detection.known(LEAD.account_id)).items()
    assert sessions[5] not in gap.sessions
    assert gap.seen.evidence.affected == 7

    for session in sessions[:3]:
        await gaps.erase(session)
    gone = (await gaps.look())[id_]
    assert (gone.status, gone.closed_reason) == ("closed", "gone")


async def test_given_what_is_kept_when_it_is_built_again_from_the_log_then_it_is_the_same(gaps: GapBench) -> None:
    sessions = await gaps.badges(7)
    await gaps.bench.more(sessions[0], REOPENED)
    await gaps.hear(f"session-{sessions[0]}")
    await gaps.session(*badge(7, gaps.time[0])[:-1], escalation(), ABANDONED.model_copy(update={"outcome": 2}))
    imported = await gaps.bench.matching.import_flows(request_of({"flows": [flow()]}))
    await gaps.hear(f"flow-{imported['flows'][0]['flow_id']}")
    id_, _ = await the_gap(gaps)
    await gaps.hear(f"gap-{id_}")
    await gaps.ask("draft_gap_flow", id_)
    await gaps.erase(sessions[1])
    kept = {table: await gaps.rows(table) for table in TABLES}
    assert all(kept.values())

    await gaps.pool.execute("delete from flywheel.gap_build")
    async with gaps.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{LEAD.account_id}'")
        for table in TABLES:
            await connection.execute(f"delete from flywheel.{table}")
    await gaps.number()
    await gaps.building.run()
    assert {table: await gaps.rows(table) for table in TABLES} == kept
    await gaps.building.run()
    assert {table: await gaps.rows(table) for table in TABLES} == kept


async def test_given_events_twice_and_in_any_order_when_heard_then_what_is_kept_is_the_same(gaps: GapBench) -> None:
    sessions = await gaps.badges(2)
    await gaps.bench.more(sessions[0], REOPENED)
    await gaps.hear(f"session-{sessions[0]}")
    kept = await gaps.rows("session_facts")
    events = await gaps.log.load(f"session-{sessions[0]}")
    for event in [*reversed(events), *events]:
        if reaction := gaps.reactions.all.get(event.type):
            await reaction(event)
    assert await gaps.rows("session_facts") == kept


async def test_given_sessions_that_were_read_before_one_was_erased_when_told_then_nothing_is_and_they_are_read_again(
    gaps: GapBench,
) -> None:
    class Late(PostgresFacts):
        """Rows from before an erasure that nobody has seen yet."""

        async def within(
            self, account: UUID, limits: Limits, now: datetime, flows: Collection[UUID], embedder: str
        ) -> Sequence[Row]:
            """See `Facts.within`."""
            rows = await super().within(account, limits, now, flows, embedder)
            if len(rows) == 6:
                await gaps.erase(sessions[0])
            return rows

    sessions = await gaps.badges(6)
    detection = replace(gaps.reactions.rounds.detection, facts=Late(gaps.pool))
    assert await detection.run(LEAD.account_id) == gaps.time[0]
    assert await detection.known(LEAD.account_id) == {}
    await detection.run(LEAD.account_id)
    ((_, gap),) = (await detection.known(LEAD.account_id)).items()
    assert sessions[0] not in gap.sessions


async def test_given_an_event_that_fails_when_what_is_kept_is_built_then_it_waits_for_it_and_lacks_nothing(
    gaps: GapBench,
) -> None:
    await gaps.badges(3)
    kept = await gaps.rows("session_facts")
    async with gaps.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{LEAD.account_id}'")
        await connection.execute("delete from flywheel.session_facts")
    await gaps.number()
    failures = [asyncpg.PostgresError("away"), ValueError("once")]

    async def ended(event: StoredEvent) -> None:
        if failures:
            raise failures.pop()
        await gaps.reactions.on_session_ended(event)

    remembering = {**gaps.reactions.remembering, "session_resolved": ended}
    await replace(gaps.building, remembering=remembering, retry_seconds=0.0).run()
    assert failures == []
    assert await gaps.rows("session_facts") == kept


async def test_given_an_escalation_that_is_taken_back_when_heard_in_any_order_then_it_is_no_end(gaps: GapBench) -> None:
    facts = gaps.reactions.facts
    session = await gaps.session(*badge(0, gaps.time[0])[:-1], escalation())
    ((_, _, version, ended_at, *_, erased, _),) = await gaps.rows("session_facts")
    assert (ended_at is None, erased) == (False, False)
    await gaps.bench.more(session, TAKEN_BACK)
    await gaps.hear(f"session-{session}", version)
    await facts.put(LEAD.account_id, fact(session=session, version=version), None, "")  # read before it was taken back
    assert await gaps.rows("session_facts") == [
        (LEAD.account_id, session, version + 1, None, None, None, None, False, None)
    ]
    await gaps.bench.more(session, ABANDONED.model_copy(update={"outcome": 2}))
    await gaps.hear(f"session-{session}")
    await facts.unend(LEAD.account_id, session, version + 1)  # and this was heard once more
    ((_, _, kept, ended_at, told, *_),) = await gaps.rows("session_facts")
    assert (kept, ended_at is None) == (version + 2, False)
    assert '"escalated":false' in told
    await gaps.erase(session)
    await facts.unend(LEAD.account_id, session, version + 9)
    assert await facts.erased(LEAD.account_id) == {session}


async def test_given_more_sessions_than_a_flow_is_judged_by_when_read_then_the_newest_of_each_part_and_flow_are(
    gaps: GapBench,
) -> None:
    facts, other = gaps.reactions.facts, replace(LED, id=UUID(int=51))
    days = timedelta(days=1)
    for one in (
        *(fact(n, led=LED, ended_at=gaps.time[0] - n * days) for n in (1, 2, 3, 31, 32, 33, 34, 91)),
        *(fact(100 + n, led=other, ended_at=gaps.time[0] - n * days) for n in (1, 2)),
        *(fact(200 + n, led=replace(LED, id=UUID(int=52)), ended_at=gaps.time[0] - n * days) for n in (1, 2)),
    ):
        await facts.put(LEAD.account_id, one, None, "")
    limits = replace(LIMITS, most_led_sessions=2)
    rows = await facts.within(LEAD.account_id, limits, gaps.time[0], [FLOW.id, other.id], "")
    days_ago = sorted(row.fact.session.int - 10_000 for row in rows)
    assert days_ago == [1, 2, 31, 32, 101, 102]


async def test_given_a_row_of_an_older_shape_when_read_then_it_counts(gaps: GapBench) -> None:
    await gaps.reactions.facts.put(LEAD.account_id, fact(led=LED, ended_at=gaps.time[0]), None, "")
    async with gaps.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{LEAD.account_id}'")
        await connection.execute(
            "update flywheel.session_facts set fact = (fact::jsonb || jsonb_build_object('client', null, 'led',"
            " fact::jsonb -> 'led' || '{\"name\": \"Printer offline\"}'))::text"
        )
    rows = await gaps.reactions.facts.within(LEAD.account_id, LIMITS, gaps.time[0], [FLOW.id], "")
    assert [row.fact for row in rows] == [fact(led=LED, ended_at=gaps.time[0])]


async def test_given_another_window_when_built_then_what_had_left_the_old_one_is_kept_again(gaps: GapBench) -> None:
    await gaps.badges(2)
    await gaps.number()
    await gaps.building.run()
    await gaps.reactions.facts.drop(LEAD.account_id, gaps.time[0] + timedelta(minutes=1))
    await gaps.building.run()
    assert await gaps.rows("session_facts") == []
    await replace(gaps.building, window=timedelta(days=180)).run()
    assert len(await gaps.rows("session_facts")) == 2
