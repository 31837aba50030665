"""1,500 ended sessions over simulated days, with kills, duplicates, disorder, two replicas, leads and erased cases.

Each gap is found once, none is lost, none is there twice; what is left at the end is what a calm look finds.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.diagnosis.events import Intake, SessionEvent, SessionStarted
from services.flywheel.gaps.domain import Gap
from services.flywheel.gaps.events import (
    FlowDraftedForGap,
    GapClosed,
    GapDraftAsked,
    GapDraftRefused,
    GapEvent,
    GapFound,
)
from services.flywheel.gaps.facts import Row, fact_of
from services.flywheel.gaps.settling import place_of
from services.flywheel.incoming import read_session
from shared.envelope import Stream
from tests.unit.diagnosis.examples import ABANDONED, FLOW, REOPENED, TAKEN_BACK, TREE, escalation, started
from tests.unit.flywheel.examples import action, question, resolved
from tests.unit.flywheel.gaps.world import GapWorld
from tests.unit.flywheel.world import START

ACCOUNTS = tuple(UUID(int=100 + number) for number in range(3))
PROBLEMS = (
    "printer refuses every job after midnight", "mailbox loses its rules without warning",
    "tunnel answers only very slowly today", "scanner mails blank sheets since its update",
    "laptop screen flickers whenever somebody docks", "certificate counts as expired everywhere",
)  # fmt: skip
SINCE = ("Monday", "Tuesday", "lunch")


@dataclass(frozen=True, slots=True)
class Case:
    """A session that will be told on a day; `erased` some time later."""

    account: UUID
    session: UUID
    day: int
    events: Sequence[SessionEvent]
    erased: bool


def cases(count: int, days: int, seed: int = 7) -> list[Case]:
    """Sessions without a flow over a few problems, and sessions that a weak flow led."""
    rng = random.Random(seed)
    return [_case(rng, UUID(int=rng.getrandbits(128), version=4), rng.randrange(days)) for _ in range(count)]


def _case(rng: random.Random, session: UUID, day: int) -> Case:
    account = rng.choice(ACCOUNTS)
    at = START + timedelta(days=day, minutes=rng.randrange(600))
    led = rng.random() < 0.4
    flow = FLOW.model_copy(update={"id": flow_of(account), "version": 1}) if led else None
    text = f"{rng.choice(PROBLEMS)} since {rng.choice(SINCE)}"
    answer = rng.choices(["Yes", "No", "It hums", None], [3, 3, 6, 1])[0]
    intake = Intake(text=text, log_excerpt=None, screenshots=())
    events: list[SessionEvent] = [
        started(summary=text, symptoms=(), domain="other", flow=flow, intake=intake, started_at=at),
        *question(0, "Does it ping?", answer, ["Yes", "No"], node_id="root"),
        *action(1, "Reset it.", success=True),
        *_end(rng, at + timedelta(minutes=20)),
    ]
    return Case(account, session, day, events, erased=rng.random() < 0.04)


def _end(rng: random.Random, at: datetime) -> list[SessionEvent]:
    done = resolved("It was worn out.").model_copy(update={"at": at})
    kind = rng.random()
    if kind < 0.1:
        return [done, REOPENED]
    if kind < 0.13:
        return [escalation().model_copy(update={"at": at}), TAKEN_BACK]
    if kind < 0.2:
        return [escalation().model_copy(update={"at": at})]
    return [ABANDONED.model_copy(update={"at": at})] if kind < 0.3 else [done]


def flow_of(account: UUID) -> UUID:
    return UUID(int=account.int * 1000)


async def told(world: GapWorld, all_cases: Sequence[Case], days: int) -> None:
    """The flow is published, then the sessions come in day by day; some cases are erased the day after."""
    for account in ACCOUNTS:
        await world.publish(account, flow_of(account), 1, tree_structure=TREE, name="Printer offline")
    for day in range(days):
        world.now = max(world.now, START + timedelta(days=day, hours=10))
        for case in [one for one in all_cases if one.day == day]:
            await world.tell(Stream("session", str(case.session), case.account, case.session), case.events)
        for case in [one for one in all_cases if one.day == day - 1 and one.erased]:
            await world.erase(case.account, case.session)
        await world.work()
    world.now = max(world.now, START + timedelta(days=days, hours=10))


async def test_given_1500_sessions_and_all_that_can_go_wrong_when_days_go_by_then_each_gap_is_found_once() -> None:
    days = 6
    world, all_cases = GapWorld(5, kills=0.01, duplicates=0.15, leads=0.3), cases(1500, days)
    await told(world, all_cases, days)
    assert world.chance.died > 50
    await world.run_out()

    erased = {case.session for case in all_cases if case.erased and case.day < days - 1}
    kept = {session: row for rows in world.facts.rows.values() for session, row in rows.items()}
    assert set(kept) == {case.session for case in all_cases if case.events[-1] is not TAKEN_BACK} | erased
    assert {session for session, row in kept.items() if row is None} == erased

    await _as_the_log_says(world, [row for row in kept.values() if row])

    gaps = [gap for known in (await world.known()).values() for gap in known.values()]
    assert {gap.found.kind for gap in gaps} >= {"uncovered", "weak_options"}
    for account, known in (await world.known()).items():
        assert account in ACCOUNTS
        for id_ in known:
            assert [type(event) for event in await world.events(id_)].count(GapFound) == 1
        _once(known)
        assert not erased & {one for gap in _open(known) for one in gap.sessions}
    await _each_draft_is_told(world)


async def test_given_all_that_went_wrong_when_it_is_over_then_looking_again_finds_nothing_else_to_say() -> None:
    days = 4
    world, all_cases = GapWorld(6, kills=0.02, duplicates=0.3, leads=0.3), cases(600, days, seed=8)
    await told(world, all_cases, days)
    await world.run_out()
    before = await world.log.last_position()
    for account in ACCOUNTS:
        await world.detection.run(account)
    assert await world.log.last_position() == before


async def test_given_the_same_sessions_in_another_order_when_all_is_told_then_the_same_gaps_are_open() -> None:
    days, found = 3, []
    for seed in (1, 2, 3):
        all_cases = cases(400, days, seed=9)
        random.Random(seed).shuffle(all_cases)
        world = GapWorld(seed, kills=0.01, duplicates=0.1)
        await told(world, all_cases, days)
        await world.run_out()
        known = await world.known()
        about = {case.session: _thing(case) for case in all_cases}
        found.append({(account, *_about(gap, about)) for account in known for gap in _open(known[account])})
    assert found[0] == found[1] == found[2]
    assert len(found[0]) >= len(ACCOUNTS) * len(PROBLEMS)


def _open(known: dict[UUID, Gap]) -> list[Gap]:
    return [gap for gap in known.values() if gap.status != "closed"]


def _thing(case: Case) -> str:
    """What its problem is about."""
    begun = case.events[0]
    return begun.summary.split()[0] if isinstance(begun, SessionStarted) else ""


def _about(gap: Gap, things: dict[UUID, str]) -> tuple[str, str]:
    if gap.found.flow_id:
        return gap.found.kind, str(place_of(gap))
    return gap.found.kind, ", ".join(sorted({things[session] for session in gap.sessions}))


def _once(known: dict[UUID, Gap]) -> None:
    """No two gaps are about one thing."""
    places = Counter(place_of(gap) for gap in known.values() if gap.found.flow_id)
    assert all(count == 1 for count in places.values())
    assert sum(not gap.found.flow_id for gap in known.values()) == len(PROBLEMS)
    sessions = Counter(one for gap in _open(known) if not gap.found.flow_id for one in gap.sessions)
    assert all(count == 1 for count in sessions.values())


async def _each_draft_is_told(world: GapWorld) -> None:
    """What was asked for was made once, or refused, or the gap was closed meanwhile; each flow is of one gap."""
    told = [await world.events(id_) for known in (await world.known()).values() for id_ in known]
    drafted = [flow for events in told for flow in _drafts(events)]
    assert len(drafted) == len(set(drafted)) > 3
    assert set(drafted) <= set(world.library.flows)
    asked = sum(isinstance(event, GapDraftAsked) for events in told for event in events)
    assert len(world.library.flows) <= asked


def _drafts(events: Sequence[GapEvent]) -> list[UUID]:
    """The flows that were made for a gap, one after the other."""
    drafted: list[UUID] = []
    is_asked = False
    for event in events:
        if isinstance(event, GapDraftAsked):
            assert not is_asked
            is_asked = True
        elif isinstance(event, FlowDraftedForGap | GapDraftRefused):
            assert is_asked
            is_asked = False
            drafted += [event.flow_id] if isinstance(event, FlowDraftedForGap) else []
        elif isinstance(event, GapClosed):
            is_asked = False
    assert not is_asked
    return drafted


async def _as_the_log_says(world: GapWorld, rows: Iterable[Row]) -> None:
    """Every row is what its session's stream says at the end, whatever order it was heard in."""
    for row in rows:
        stored = await world.log.load(f"session-{row.fact.session}")
        assert row.fact == fact_of(row.fact.session, len(stored), read_session(stored))
