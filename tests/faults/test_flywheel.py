"""Resolved sessions, and two replicas of the flywheel that are killed and frozen: `make faults`.

Each end of a session is analysed exactly once and speaks in exactly one proposal. `FAULT_SESSIONS` and `FAULT_SEED`
change how many there are and what goes wrong.
"""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from services.flywheel.analysis.events import ANALYSIS_EVENTS, SessionAnalysed
from services.flywheel.proposals.domain import PROPOSAL, made
from services.flywheel.proposals.events import PROPOSAL_EVENTS, Source
from services.matching.events import FlowPublished
from shared.envelope import Stream, begin
from shared.log.postgres import PostgresLog
from shared.message import Actor
from shared.testing.waiting import eventually
from tests.faults.replicas import Weather, replicas
from tests.integration.shared.bus import BreakableBroker, relaying
from tests.integration.shared.logs import Logs
from tests.unit.diagnosis.examples import REOPENED, TREE
from tests.unit.flywheel.test_never_twice_never_lost import ACCOUNTS, Case, cases, flow_of, in_account
from tests.unit.matching.examples import content

SESSIONS = int(os.environ.get("FAULT_SESSIONS", "200"))
MASTER_BYTES = b"m" * 32
"""Of the key that `Logs` works under."""
SEED = int(os.environ.get("FAULT_SEED", "1"))
WEATHER = Weather(deaths=0.02, pause_seconds=(0.5, 3.0), freezes=0.1, frozen_seconds=5)
"""An analysis passes some ten fault points. Frozen is longer than the broker waits for a word."""
WITHIN_SECONDS = 600.0


async def test_given_resolved_sessions_when_replicas_die_and_freeze_then_each_is_analysed_exactly_once(
    logs: Logs, own_broker: BreakableBroker, tmp_path: Path
) -> None:
    choice, begun = random.Random(SEED), time.monotonic()
    (key := tmp_path / "master.key").write_bytes(MASTER_BYTES)
    told, log = cases(SESSIONS, SEED), await logs.log("flywheel")
    wanted = Counter(Source(session_id=case.session, outcome=end) for case in told for end in range(1, case.ends + 1))

    async with (
        relaying(own_broker, logs.relay_connection),
        replicas("flywheel_replica", logs, own_broker, key, deaths=WEATHER.deaths, seed=SEED) as running,
    ):
        troubling = asyncio.create_task(running.trouble(WEATHER, choice))
        await publish(await logs.log("matching"))
        await tell(await logs.log("diagnosis"), told)
        await eventually(lambda: all_analysed(logs, wanted.total()), WITHIN_SECONDS)
        troubling.cancel()
        await eventually(lambda: is_quiet(logs), WITHIN_SECONDS)
    print(
        f"{SESSIONS} sessions, {wanted.total()} ends in {time.monotonic() - begun:.0f} s; {running.lives} lives,"
        f" {running.killed} killed from outside, {running.frozen} frozen; {await figures(logs)}"
    )

    analysed = await analyses(logs, log)
    assert Counter(source for source, _ in analysed) == wanted
    placed = Counter(source for source, event in analysed if event.verdict != "auto_reinforced" and event.proposal_id)
    assert await spoken(logs, log) == placed
    pool = await logs.pool("flywheel")
    assert await pool.fetchval("select count(*) from bus.dead_letters") == 0
    assert running.lives > 10


async def publish(log: PostgresLog) -> None:
    """Each account has a flow that some of its sessions were led by."""
    text = dict(content(tree_structure=TREE, problem_domain="printing"))
    for account in ACCOUNTS:
        origin = begin(Actor(account_id=account), "test")
        stream = Stream("flow", str(flow_of(account)), account)
        await log.append(stream, 0, [FlowPublished(**text, flow_version=1)], origin)


async def tell(log: PostgresLog, told: Sequence[Case]) -> None:
    """The sessions come in one after the other; those that are reopened go on a little later."""
    for case in told:
        first = case.events.index(REOPENED) if REOPENED in case.events else len(case.events)
        stream = Stream("session", str(case.session), case.account, case.session)
        origin = begin(Actor(account_id=case.account), "test")
        events = [in_account(event, case.account) for event in case.events]
        await log.append(stream, 0, events[:first], origin)
        if events[first:]:
            await log.append(stream, first, events[first:], origin)


async def all_analysed(logs: Logs, count: int) -> bool:
    pool = await logs.pool("flywheel")
    done: int = await pool.fetchval("select count(*) from log.events where type = 'session_analysed'")
    await asyncio.sleep(0.3)
    return done >= count


async def is_quiet(logs: Logs) -> bool:
    """Whether nothing has happened for a while, with everybody alive."""
    pool = await logs.pool("flywheel")
    before = await pool.fetchval("select count(*) from log.events")
    await asyncio.sleep(3)
    return bool(await pool.fetchval("select count(*) from log.events") == before)


async def analyses(logs: Logs, log: PostgresLog) -> list[tuple[Source, SessionAnalysed]]:
    """Every analysis in the log."""
    return [
        (Source(session_id=UUID(stream.removeprefix("analysis-")), outcome=event.outcome), event)
        for stream in await streams(logs, "session_analysed")
        for event in ANALYSIS_EVENTS.decode_all(await log.load(stream))
        if isinstance(event, SessionAnalysed)
    ]


async def spoken(logs: Logs, log: PostgresLog) -> Counter[Source]:
    """How often each end of a session speaks in a proposal that is reviewed."""
    proposals = [
        made(PROPOSAL.fold(PROPOSAL_EVENTS.decode_all(await log.load(stream))))
        for stream in await streams(logs, "proposal_made")
    ]
    reviewed = [one for one in proposals if one.status != "auto_reinforced"]
    return Counter(source for one in reviewed for source in (*one.supporting, *one.contradicting))


async def streams(logs: Logs, kind: str) -> list[str]:
    pool = await logs.pool("flywheel")
    return [row["stream"] for row in await pool.fetch("select distinct stream from log.events where type = $1", kind)]


async def figures(logs: Logs) -> dict[str, int]:
    """How often each thing happened."""
    pool = await logs.pool("flywheel")
    rows = await pool.fetch(
        "select type, count(*) as times from log.events where category in ('analysis', 'proposal') group by type"
    )
    return {row["type"]: row["times"] for row in rows}
