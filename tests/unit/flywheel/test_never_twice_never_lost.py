"""2,000 resolved sessions over simulated days, with kills, duplicates, disorder, reviewers and exhausted budgets.

Each is analysed once and speaks in one proposal; which sessions are together does not hang on who came first.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.diagnosis.events import SessionEvent
from services.flywheel.proposals.events import Source
from services.matching.events import FlowPublished
from shared.envelope import Stream
from tests.unit.diagnosis.examples import ABANDONED, FLOW, REOPENED, TREE, started
from tests.unit.flywheel.examples import action, question, resolved
from tests.unit.flywheel.world import DAILY, World
from tests.unit.matching.examples import content

ACCOUNTS = tuple(UUID(int=100 + number) for number in range(4))
THINGS = ("printer", "mailbox", "tunnel", "backup", "laptop", "certificate", "share", "phone", "database", "switch")
FAULTS = (
    "refuses every job after midnight", "loses its settings without warning", "answers only very slowly today"
)  # fmt: skip
DOMAINS = ("printing", "email", "networking", "backup", "hardware", "security", "other", "cloud", "endpoint", "m365")
PROBLEMS = [(thing, fault, domain) for thing, domain in zip(THINGS, DOMAINS, strict=True) for fault in FAULTS]
VARIANTS = ("Monday", "Tuesday", "Wednesday", "Thursday")


@dataclass(frozen=True, slots=True)
class Case:
    """A session that will be told. `ends` are its resolutions."""

    account: UUID
    session: UUID
    events: Sequence[SessionEvent]
    ends: int


def cases(count: int, seed: int = 7) -> list[Case]:
    """Sessions of all kinds: unmatched, matched and followed, matched and left, reopened, abandoned again."""
    rng = random.Random(seed)
    return [_case(rng, UUID(int=rng.getrandbits(128), version=4)) for _ in range(count)]


def _case(rng: random.Random, session: UUID) -> Case:
    number = rng.randrange(len(PROBLEMS))
    thing, fault, domain = PROBLEMS[number]
    kind = rng.choices(["new", "followed", "left", "gone"], [5, 2, 2, 1])[0]
    flow = FLOW.model_copy(update={"id": UUID(int=8 if kind == "gone" else 7)}) if kind != "new" else None
    summary = f"{thing} {fault} since {rng.choice(VARIANTS)}"
    answer = f"{thing} {fault}" if kind in ("left", "gone") else "No"
    events: list[SessionEvent] = [
        started(
            summary=summary, symptoms=(fault,), domain=domain, flow=flow, confidence=0.5, no_model=rng.random() < 0.1
        ),
        *question(0, "Does it ping?", answer, ["Yes", "No"], node_id="root", confidence=0.5),
        *action(1, f"Reset the {thing}.", success=True),
        resolved(f"The {thing} was worn out."),
    ]
    end = rng.random()
    if end < 0.1:
        events += [REOPENED, resolved(f"The {thing} was replaced.", 2)]
    elif end < 0.15:
        events += [REOPENED, ABANDONED.model_copy(update={"outcome": 2})]
    ends = 2 if end < 0.1 else 1
    return Case(rng.choice(ACCOUNTS), session, events, ends)


def told_of(case: Case) -> tuple[Stream, list[SessionEvent]]:
    """A session's stream, and what is in it."""
    stream = Stream("session", str(case.session), case.account, case.session)
    return stream, [in_account(event, case.account) for event in case.events]


async def told(world: World, all_cases: Sequence[Case], days: int) -> None:
    """The flows are published, then the sessions come in day by day."""
    text = dict(content(tree_structure=TREE, problem_domain="printing"))
    for account in ACCOUNTS:
        await world.tell(Stream("flow", str(flow_of(account)), account), [FlowPublished(**text, flow_version=1)])
    for day in range(days):
        for case in all_cases[day::days]:
            await world.tell(*told_of(case))
        await world.settle()
        await world.next_day()


def flow_of(account: UUID) -> UUID:
    return UUID(int=account.int * 1000)


def in_account(event: SessionEvent, account: UUID) -> SessionEvent:
    """The session was led by its own account's flow."""
    flow = getattr(event, "flow", None)
    if flow is None or flow.id.int != 7:
        return event
    return event.model_copy(update={"flow": flow.model_copy(update={"id": flow_of(account)})})


async def erase_one(world: World, sessions: Collection[UUID | None]) -> None:
    """Erase one of these cases after a moment, if it is not yet."""
    for _ in range(world.rng.randrange(12)):
        await asyncio.sleep(0)
    left = sorted(session for session in sessions if session and world.log.keys.wrapped.get(session))
    if left:
        session = world.rng.choice(left)
        [account] = {event.account for event in await world.log.read_positions(0, 100_000) if event.session == session}
        await world.erase(account, session)


async def groups(world: World) -> set[frozenset[Source]]:
    """Which ends of sessions speak in one proposal."""
    proposals = await world.all_proposals()
    return {
        frozenset((*one.supporting, *one.contradicting))
        for one in proposals.values()
        if one.status != "auto_reinforced"
    }


async def test_given_2000_sessions_and_all_that_can_go_wrong_when_days_go_by_then_each_counts_once() -> None:
    world, all_cases = World(11, kills=0.01, duplicates=0.15, reviews=0.1), cases(2000)
    await told(world, all_cases, days=3)
    waited = await world.run_out()

    wanted = Counter((case.session, end) for case in all_cases for end in range(1, case.ends + 1))
    analysed = await world.analysed()
    assert Counter((session, event.outcome) for session, event, _ in analysed) == wanted
    assert waited > 1
    assert world.chance.died > 100

    assert world.rules.busiest == DAILY
    made = Counter((account, day) for (account, _), (day, _) in world.rules.made.items())
    assert max(made.values()) <= DAILY

    spoken = Counter(source for group in await groups(world) for source in group)
    placed = [
        Source(session_id=session, outcome=event.outcome)
        for session, event, _ in analysed
        if event.verdict != "auto_reinforced" and event.proposal_id
    ]
    assert spoken == Counter(placed)
    assert len(await groups(world)) < len(placed) / 3


async def test_given_reopened_sessions_when_all_is_told_then_their_proposals_know() -> None:
    world, all_cases = World(12, kills=0.02, duplicates=0.2, model=False), cases(300)
    await told(world, all_cases, days=1)
    await world.run_out()

    reopened = {case.session for case in all_cases if REOPENED in case.events}
    for proposal in (await world.all_proposals()).values():
        first = {source.session_id for source in proposal.contradicting}
        assert first <= reopened
        assert not {source for source in proposal.supporting if source.outcome == 1 and source.session_id in reopened}


async def test_given_cases_that_are_erased_when_all_is_told_then_only_what_others_speak_for_is_left() -> None:
    world, all_cases = World(13, kills=0.02, duplicates=0.2, reviews=0.05, model=False), cases(400)
    erased = {case.session for case in world.rng.sample(all_cases, 150)}
    await told(world, all_cases[:300], days=1)
    for case in all_cases[300:]:
        await world.tell(*told_of(case))
    working = asyncio.create_task(world.settle())
    while not working.done():
        await erase_one(world, {event.session for event in world.at_work} & erased)
    for session in sorted(erased):
        await erase_one(world, {session})
    await world.run_out()

    proposals = (await world.all_proposals()).values()
    reviewed = [one for one in proposals if one.status != "auto_reinforced"]
    speaking = [{source.session_id for source in (*one.supporting, *one.contradicting)} for one in reviewed]
    assert all(sessions - erased for sessions in speaking), "a proposal of erased cases alone can be read"
    assert not {source.session_id for _, source in world.rules.placed} & erased

    analysed = Counter((session, event.outcome) for session, event, _ in await world.analysed())
    left = [case for case in all_cases if case.session not in erased]
    assert analysed == Counter((case.session, end) for case in left for end in range(1, case.ends + 1))
    placed = {
        Source(session_id=session, outcome=event.outcome)
        for session, event, _ in await world.analysed()
        if event.verdict != "auto_reinforced" and event.proposal_id
    }
    assert placed <= {source for one in reviewed for source in (*one.supporting, *one.contradicting)}


async def test_given_the_same_sessions_in_another_order_when_all_is_told_then_the_same_ones_are_together() -> None:
    found = []
    for seed in (1, 2, 3):
        all_cases = cases(240)
        random.Random(seed).shuffle(all_cases)
        world = World(seed, kills=0.01, duplicates=0.1, model=False)
        await told(world, all_cases, days=1)
        await world.run_out()
        found.append(await groups(world))
    assert found[0] == found[1] == found[2]
    assert max(map(len, found[0])) > 2
