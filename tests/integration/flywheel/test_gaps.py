"""Knowledge gaps: found of real sessions, worked on by leads, closed by flows that real matching would lead them by."""

import asyncio
import threading
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.flywheel.adapters.gaps import PostgresFacts
from services.flywheel.adapters.playbook import PlaybookWriter
from services.flywheel.gaps.covering import Covering
from services.flywheel.gaps.domain import Gap
from services.flywheel.gaps.events import (
    FlowDraftedForGap,
    GapAssigned,
    GapChanged,
    GapClosed,
    GapDraftRefused,
    GapFound,
    GapRelabelled,
    GapReopened,
    Severity,
)
from services.flywheel.gaps.facts import Row
from services.flywheel.gaps.limits import Limits
from services.flywheel.ports import Draft, FlowRequest
from services.matching.events import FlowDrafted
from services.matching.tree import Node, faults
from services.ops.derived import derived_from
from shared.bus.reactions import NotYet
from shared.clock import utc_now
from shared.envelope import StoredEvent, follow
from shared.errors import Forbidden, IllegalState, NotFound
from shared.log import EventLog
from shared.log.postgres import PostgresLog
from shared.sealing import KeyDestroyed
from tests.integration.flywheel.conftest import request_of
from tests.integration.flywheel.gap_kit import GapBench, badge, gaps
from tests.unit.diagnosis.examples import ABANDONED, ANNA, BEN_ID, LEAD, REOPENED, STRANGER, TAKEN_BACK, escalation
from tests.unit.flywheel.gaps.examples import FLOW, LED, LIMITS, fact, visit
from tests.unit.flywheel.gaps.examples import led as led_sessions
from tests.unit.flywheel.gaps.test_covering import Says
from tests.unit.matching.examples import flow

__all__ = ["gaps"]


class Killed(Exception):
    """The process ended here."""


class Watching(PostgresLog):
    """A log that tells which streams were read, and after which version."""

    def __init__(self, log: EventLog) -> None:
        self.__dict__.update(log.__dict__)
        self.read: list[tuple[str, int]] = []

    async def load(self, stream: str, *of: Any, after: int = 0, **more: Any) -> list[StoredEvent]:
        """See `EventLog.load`."""
        self.read.append((stream, after))
        return await super().load(stream, *of, after=after, **more)


class Dying(PostgresLog):
    """A log over which the process dies as soon as it writes."""

    def __init__(self, log: EventLog) -> None:
        self.__dict__.update(log.__dict__)

    async def append(self, *_: Any, **__: Any) -> Any:
        """See `EventLog.append`."""
        raise Killed


TABLES = ("session_facts", "known_flows", "gaps")


async def the_gap(bench: GapBench) -> tuple[UUID, Gap]:
    """The one gap that looking finds."""
    ((id_, gap),) = (await bench.look()).items()
    return id_, gap


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


async def test_given_a_gap_when_a_flow_is_drafted_and_published_then_the_gap_closes_by_it(gaps: GapBench) -> None:
    await gaps.badges(6)
    id_, gap = await the_gap(gaps)

    await gaps.ask("draft_gap_flow", id_)
    state, _ = await gaps.api.gaps.load(f"gap-{id_}")
    assert isinstance(state, Gap)
    drafted = state.drafted_flow_id
    (flow_drafted,) = await gaps.bench.flow(drafted)
    assert isinstance(flow_drafted, FlowDrafted)
    assert (flow_drafted.origin, flow_drafted.name) == ("ai_generated", gap.found.title)
    assert flow_drafted.source_session_id in gap.sessions
    assert faults(Node.model_validate(flow_drafted.tree_structure.model_dump())) == []
    solved = {node.title for node, _ in flow_drafted.tree_structure.walk() if node.type == "solution"}
    assert {"The reader works again (Yes).", "The reader works again (No)."} <= solved

    await gaps.ask("draft_gap_flow", id_)
    assert len(await gaps.bench.flow(drafted)) == 1
    for session in gap.sessions:  # whoever erases one of them is told of the flow
        assert (await derived_from(gaps.ops, gaps.ops_log, LEAD.account_id, session)).flows == (drafted,)

    await gaps.bench.matching.publish_flow(request_of({"flow_id": str(drafted)}))
    await gaps.hear(f"flow-{drafted}")
    closed = (await gaps.look())[id_]
    assert (closed.status, closed.closed_reason) == ("closed", "flow_published")
    last = (await gaps.events(id_))[-1]
    assert isinstance(last, GapClosed)
    assert last.flow_id == drafted


async def test_given_the_process_died_after_the_flow_was_written_when_it_is_back_then_it_is_the_same_flow(
    gaps: GapBench,
) -> None:
    await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.api.draft(request_of({"gap_id": str(id_)}))
    asked = (await gaps.log.load(f"gap-{id_}"))[-1]
    dying = replace(gaps.reactions.drafting, gaps=replace(gaps.api.gaps, log=Dying(gaps.log)))
    with pytest.raises(Killed):
        await dying.draft(asked.account, id_, follow(asked, "flywheel"))
    assert len(await drafts(gaps)) == 1

    await gaps.reactions.on_draft_asked(asked)
    await gaps.reactions.on_draft_asked(asked)
    assert [str((await gaps.look())[id_].drafted_flow_id)] == await drafts(gaps)


async def test_given_a_case_that_is_erased_while_the_flow_is_written_when_it_would_be_kept_then_it_is_written_anew(
    gaps: GapBench,
) -> None:
    erased, *others = await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.api.draft(request_of({"gap_id": str(id_)}))
    asked = (await gaps.log.load(f"gap-{id_}"))[-1]

    class Slow(PlaybookWriter):
        """A writer that a case is erased under."""

        async def write(self, request: FlowRequest) -> Draft:
            """See `FlowWriter.write`."""
            await gaps.erase(erased)
            return await super().write(request)

    slow = replace(gaps.reactions.drafting, drafting=replace(gaps.reactions.drafting.drafting, playbook=Slow()))
    with pytest.raises(NotYet):
        await slow.draft(asked.account, id_, follow(asked, "flywheel"))
    assert await drafts(gaps) == []

    await gaps.reactions.on_draft_asked(asked)
    (drafted,) = [event for event in await gaps.events(id_) if isinstance(event, FlowDraftedForGap)]
    assert set(drafted.session_ids) == set(others)


async def test_given_copies_of_a_drafted_flow_when_one_of_its_cases_is_erased_then_they_are_named_too(
    gaps: GapBench,
) -> None:
    sessions = await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.ask("draft_gap_flow", id_)
    (drafted,) = await drafts(gaps)
    copy = (await gaps.bench.matching.duplicate_flow(request_of({"flow_id": drafted})))["flow_id"]
    again = (await gaps.bench.matching.duplicate_flow(request_of({"flow_id": copy, "name": "Another"})))["flow_id"]
    await gaps.bench.matching.draft_flow(request_of(flow()))

    for session in sessions:
        found = (await derived_from(gaps.ops, gaps.ops_log, LEAD.account_id, session)).flows
        assert set(found) == {UUID(drafted), UUID(copy), UUID(again)}


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


async def test_given_a_draft_that_cannot_be_written_when_nobody_tries_any_more_then_the_gap_says_so(
    gaps: GapBench,
) -> None:
    await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.api.draft(request_of({"gap_id": str(id_)}))
    asked = (await gaps.log.load(f"gap-{id_}"))[-1]
    await gaps.reactions.given_up["gap_draft_asked"](asked, "service_away")
    last = (await gaps.events(id_))[-1]
    assert isinstance(last, GapDraftRefused)
    assert (last.round, last.code) == (1, "service_away")
    await gaps.ask("draft_gap_flow", id_)
    assert (await gaps.look())[id_].drafted_flow_id


async def test_given_a_draft_when_it_is_archived_then_the_gap_waits_for_it_no_more_and_cannot_be_closed_by_it(
    gaps: GapBench,
) -> None:
    await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.ask("draft_gap_flow", id_)
    first = (await gaps.look())[id_].drafted_flow_id
    await gaps.bench.matching.archive_flow(request_of({"flow_id": str(first)}))
    await gaps.hear(f"flow-{first}")
    assert (await gaps.look())[id_].drafted_flow_id is None
    with pytest.raises(IllegalState):
        await gaps.ask("close_gap", id_, flow_id=str(first))
    await gaps.ask("draft_gap_flow", id_)
    assert (await gaps.look())[id_].drafted_flow_id not in (None, first)


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


async def test_given_sessions_of_which_none_was_resolved_when_a_draft_is_asked_for_then_the_gap_says_why_there_is_none(
    gaps: GapBench,
) -> None:
    for number in range(6):
        await gaps.session(*badge(number, gaps.time[0])[:-1], ABANDONED.model_copy(update={"at": gaps.time[0]}))
    id_, gap = await the_gap(gaps)
    assert gap.seen.severity == "medium"
    await gaps.ask("draft_gap_flow", id_)
    state = (await gaps.look())[id_]
    assert (state.drafted_flow_id, state.asked, state.rounds) == (None, None, 1)


async def drafts(gaps: GapBench) -> list[str]:
    """The flows that were written."""
    rows = await gaps.pool.fetch("select stream from log.events where type = 'flow_drafted'")
    return [row["stream"].removeprefix("flow-") for row in rows]


async def test_given_a_model_when_a_draft_is_asked_for_then_it_is_counted_in_the_day_and_after_it_the_playbook_writes(
    gaps: GapBench,
) -> None:
    await gaps.badges(6, no_model=False)
    id_, _ = await the_gap(gaps)
    for engine in ("claude", "claude", "playbook"):
        await gaps.ask("draft_gap_flow", id_)
        drafted = [event for event in await gaps.events(id_) if isinstance(event, FlowDraftedForGap)][-1]
        assert drafted.engine == engine
        await gaps.bench.matching.publish_flow(request_of({"flow_id": str(drafted.flow_id)}))
        await gaps.hear(f"flow-{drafted.flow_id}")
        await gaps.ask("reopen_gap", id_)
    assert gaps.bench.model.asked == 2


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


async def test_given_another_window_when_built_then_what_had_left_the_old_one_is_kept_again(gaps: GapBench) -> None:
    await gaps.badges(2)
    await gaps.number()
    await gaps.building.run()
    await gaps.reactions.facts.drop(LEAD.account_id, gaps.time[0] + timedelta(minutes=1))
    await gaps.building.run()
    assert await gaps.rows("session_facts") == []
    await replace(gaps.building, window=timedelta(days=180)).run()
    assert len(await gaps.rows("session_facts")) == 2


async def led_by_flow(gaps: GapBench, start: int) -> None:
    """Sessions that the flow led just now, and whose engineers answered in own words."""
    for one in led_sessions(20, visit(own=True), start=start, ended_at=gaps.time[0]):
        await gaps.reactions.facts.put(LEAD.account_id, one, None, "")
