"""Reactions on a real broker: retried, never lost, never twice, one slow one holds up nobody."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from shared.bus import reactions as reactions_module
from shared.bus import topology
from shared.bus.dead_letters import decide
from shared.bus.reactions import BACKOFF_SECONDS, MAX_TRIES, NotYet
from shared.bus.subjects import STREAM
from shared.envelope import StoredEvent
from shared.errors import Unavailable
from shared.log import FutureEventVersion
from shared.service import Parts, Runtime
from shared.testing.notebook import notebook_stream, write
from shared.testing.waiting import eventually
from tests.integration.shared.bus import BreakableBroker
from tests.integration.shared.world import SERVICE, World, copy_of, count_until, keep_copy


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes a minute takes a moment."""
    monkeypatch.setattr(reactions_module, "BACKOFF_SECONDS", (0.02,) * 7)
    for module in (reactions_module, topology):
        monkeypatch.setattr(module, "ACK_WAIT_SECONDS", 0.6)


async def test_given_a_reaction_that_fails_twice_when_it_works_then_it_was_retried_with_growing_delays(
    world: World,
) -> None:
    tries: list[float] = []

    async def reaction(event: StoredEvent) -> None:
        tries.append(time.monotonic())
        if len(tries) < 3:
            raise OSError("away for now")

    async with world.service(world.reacting(reaction)):
        await world.notes("a")
        await count_until(lambda: len(tries), 3)
        await world.settled()

    assert tries[1] - tries[0] >= BACKOFF_SECONDS[0]
    assert tries[2] - tries[1] >= BACKOFF_SECONDS[1]
    assert len(tries) == 3
    assert await world.dead_letters() == []


@pytest.mark.usefixtures("impatient")
async def test_given_a_reaction_that_never_works_when_its_tries_are_used_up_then_it_is_a_dead_letter_and_others_go_on(
    world: World,
) -> None:
    tries: Counter[bytes] = Counter()

    async def reaction(event: StoredEvent) -> None:
        tries[event.data] += 1
        if b"poison" in event.data:
            raise ValueError("a customer's words")

    async with world.service(world.reacting(reaction)):
        poison, *_ = await world.notes("poison", "a", "b")
        await count_until(tries.total, MAX_TRIES + 2)
        await world.settled()

    (letter,) = await world.dead_letters()
    assert (letter["service"], letter["stream"], letter["state"]) == (SERVICE, poison.stream, "dead")
    assert (letter["error"], letter["tries"]) == ("ValueError", MAX_TRIES)
    assert sorted(tries.values()) == [1, 1, MAX_TRIES]


@pytest.mark.usefixtures("impatient")
async def test_given_a_dead_letter_when_an_operator_retries_it_then_it_is_done_once_it_works(world: World) -> None:
    cured, tries = asyncio.Event(), Counter[bool]()

    async def reaction(event: StoredEvent) -> None:
        tries[cured.is_set()] += 1
        if not cured.is_set():
            raise ValueError

    async def state() -> str:
        letters = await world.dead_letters()
        return letters[0]["state"] if letters else ""

    async def retry() -> None:
        assert await decide(await world.logs.pool("ops"), SERVICE, 1, "retry", "cured, they say")

    async with world.service(world.reacting(reaction)):
        await world.notes("a")
        await eventually(lambda: is_(state, "dead"))
        await retry()
        await count_until(lambda: tries[False], MAX_TRIES + 1)
        await eventually(lambda: is_(state, "dead"))
        cured.set()
        await retry()
        await eventually(lambda: is_(state, "done"))

    assert tries == {False: MAX_TRIES + 1, True: 1}


@pytest.mark.usefixtures("impatient")
async def test_given_a_service_that_says_so_when_it_gives_an_event_up_then_it_is_told_before_the_letter_is_kept(
    world: World,
) -> None:
    told: list[tuple[bytes, str, int]] = []

    async def reaction(_: StoredEvent) -> None:
        raise ValueError("a customer's words")

    async def say(event: StoredEvent, kind: str) -> None:
        told.append((event.data, kind, len(await world.dead_letters())))
        if b"poison" in event.data:
            raise OSError("cannot say it")

    parts = Parts(reactions={"note_written": reaction}, given_up={"note_written": say})
    async with world.service(lambda _: parts):
        await world.notes("poison")
        await eventually(lambda: _dead(world, 1))
        await world.notes("a")
        await eventually(lambda: _dead(world, 2))

    assert [(kind, letters) for _, kind, letters in told] == [("ValueError", 0), ("ValueError", 1)]
    assert all(b"text" in data for data, *_ in told)


async def _dead(world: World, count: int) -> bool:
    return len(await world.dead_letters()) == count


async def is_(actual: Callable[[], Awaitable[str]], wanted: str) -> bool:
    return await actual() == wanted


async def test_given_a_precondition_that_comes_late_when_it_fails_once_after_that_then_it_is_no_dead_letter(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Being early is no failure: only failures count against the tries."""
    monkeypatch.setattr(reactions_module, "NOT_YET_SECONDS", 0.01)
    deliveries = 0

    async def reaction(event: StoredEvent) -> None:
        nonlocal deliveries
        deliveries += 1
        if deliveries <= MAX_TRIES:
            raise NotYet
        if deliveries == MAX_TRIES + 1:
            raise OSError("away for now")

    async with world.service(world.reacting(reaction)):
        await world.notes("a")
        await count_until(lambda: deliveries, MAX_TRIES + 2)
        await world.settled()

    assert await world.dead_letters() == []


@pytest.mark.usefixtures("impatient")
async def test_given_a_precondition_that_never_comes_when_it_was_awaited_long_enough_then_it_is_a_dead_letter(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reactions_module, "NOT_YET_TRIES", 3)

    async def reaction(event: StoredEvent) -> None:
        raise NotYet

    async with world.service(world.reacting(reaction)):
        await world.notes("a")
        await eventually(lambda: has_letters(world))

    (letter,) = await world.dead_letters()
    assert letter["error"] == "not_yet"


async def has_letters(world: World) -> bool:
    return bool(await world.dead_letters())


@pytest.mark.usefixtures("impatient")
async def test_given_an_event_from_the_future_when_it_comes_then_it_waits_for_the_upgrade_and_is_never_acked_away(
    world: World,
) -> None:
    upgraded, seen = asyncio.Event(), Counter[bool]()

    async def reaction(event: StoredEvent) -> None:
        seen[upgraded.is_set()] += 1
        if not upgraded.is_set():
            raise FutureEventVersion(event.type, 2, 1)

    async with world.service(world.reacting(reaction)):
        await world.notes("a")
        await count_until(lambda: seen[False], MAX_TRIES + 2)
        upgraded.set()
        await count_until(lambda: seen[True], 1)

    assert await world.dead_letters() == []


@pytest.mark.usefixtures("impatient")
async def test_given_two_replicas_when_a_handler_takes_longer_than_the_ack_wait_then_it_runs_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (reactions_module, topology):
        monkeypatch.setattr(module, "ACK_WAIT_SECONDS", 4.0)
    runs = 0

    async def reaction(event: StoredEvent) -> None:
        nonlocal runs
        runs += 1
        await asyncio.sleep(5.0)

    async with world.service(world.reacting(reaction)), world.service(world.reacting(reaction)):
        await world.notes("a")
        await count_until(lambda: runs, 1)
        await world.settled()

    assert runs == 1


async def test_given_a_slow_reaction_when_others_come_then_they_do_not_wait_for_it(world: World) -> None:
    go_on, done = asyncio.Event(), Counter[bool]()

    async def reaction(event: StoredEvent) -> None:
        if b"slow" in event.data:
            await go_on.wait()
        done[b"slow" in event.data] += 1

    async with world.service(world.reacting(reaction)):
        await world.notes("slow", *map(str, range(40)))
        await count_until(lambda: done[False], 40)
        assert not done[True]
        go_on.set()
        await world.settled()

    assert done[True] == 1


@pytest.mark.usefixtures("impatient")
async def test_given_a_reaction_that_fails_after_its_effect_when_the_event_comes_again_then_it_is_quiet(
    world: World,
) -> None:
    runs = 0

    def build(runtime: Runtime) -> Parts:
        async def reaction(event: StoredEvent) -> None:
            nonlocal runs
            await keep_copy(runtime.log, event)
            runs += 1
            if runs == 1:
                raise OSError

        return Parts(reactions={"note_written": only_cases(reaction)})

    async with world.service(build):
        (event,) = await world.notes("a")
        await count_until(lambda: runs, 2)
        await world.settled()

    assert len(await (await world.logs.log("matching")).load(copy_of(event).name)) == 2


def only_cases(reaction: reactions_module.Reaction) -> reactions_module.Reaction:
    """Leaves out the notes that the reaction itself brings about."""

    async def filtered(event: StoredEvent) -> None:
        if event.category == "case":
            await reaction(event)

    return filtered


def copying(runs: Counter[str]) -> Callable[[Runtime], Parts]:
    """A service that keeps a copy of every note, and counts how often it did."""

    def build(runtime: Runtime) -> Parts:
        async def reaction(event: StoredEvent) -> None:
            await keep_copy(runtime.log, event)
            runs[event.stream] += 1

        return Parts(reactions={"note_written": only_cases(reaction)})

    return build


async def copies(world: World) -> int:
    pool = await world.logs.pool("verify")
    count: int = await pool.fetchval(
        "select count(*) from log.events where category = 'match' and type = 'note_written'"
    )
    return count


async def has_copies(world: World, wanted: int) -> bool:
    return await copies(world) == wanted


async def test_given_a_consumer_that_vanished_when_events_come_then_it_starts_again_behind_its_floor(
    world: World,
) -> None:
    runs: Counter[str] = Counter()
    async with world.service(copying(runs)):
        await world.notes(*"abcde")
        await eventually(lambda: has_copies(world, 5))
        await eventually(lambda: has_floor(world, 15))
        await world.operator.jetstream().delete_consumer(STREAM, SERVICE)
        await world.notes(*"fg")
        await eventually(lambda: has_copies(world, 7))

    assert max(runs.values()) == 1


async def has_floor(world: World, wanted: int) -> bool:
    return await world.floor() >= wanted


async def test_given_events_that_the_stream_has_dropped_when_the_service_comes_then_it_reads_them_from_the_log(
    world: World,
) -> None:
    await world.notes(*map(str, range(30)))
    js = world.operator.jetstream()

    async def all_there() -> bool:
        return (await js.streams_info())[0].state.last_seq == 30 if await js.streams_info() else False

    await eventually(all_there)
    await js.purge_stream(STREAM, seq=21)
    runs: Counter[str] = Counter()

    async with world.service(copying(runs)):
        await eventually(lambda: has_copies(world, 30))

    assert set(runs.values()) == {1}


async def dropped(world: World, *texts: str) -> None:
    """Events that the stream holds no more, and one after them that it does."""
    await world.notes(*texts, "kept")
    js = world.operator.jetstream()

    async def all_there() -> bool:
        infos = await js.streams_info()
        return bool(infos) and infos[0].state.last_seq == len(texts) + 1

    await eventually(all_there)
    await js.purge_stream(STREAM, seq=len(texts) + 1)


@pytest.mark.usefixtures("impatient")
async def test_given_events_that_the_stream_has_dropped_when_reactions_fail_once_then_none_is_given_up(
    world: World,
) -> None:
    tries = Counter[bytes]()

    async def reaction(event: StoredEvent) -> None:
        tries[event.data] += 1
        if tries[event.data] == 1:
            raise OSError("away for a moment")

    await dropped(world, "a", "b")
    async with world.service(world.reacting(reaction)):
        await count_until(tries.total, 6)
        await world.settled()

    assert sorted(tries.values()) == [2, 2, 2]
    assert await world.dead_letters() == []


@pytest.mark.usefixtures("impatient")
async def test_given_a_dropped_event_whose_reaction_never_works_when_its_tries_are_used_up_then_it_is_a_dead_letter(
    world: World,
) -> None:
    told: list[str] = []

    async def reaction(event: StoredEvent) -> None:
        if b"poison" in event.data:
            raise Unavailable("flow_library_away", "The part that does this is away.")

    async def say(_: StoredEvent, kind: str) -> None:
        told.append(kind)

    await dropped(world, "poison", "a")
    parts = Parts(reactions={"note_written": reaction}, given_up={"note_written": say})
    async with world.service(lambda _: parts):
        await eventually(lambda: _dead(world, 1))

    (letter,) = await world.dead_letters()
    assert (letter["error"], letter["tries"], letter["position"]) == ("flow_library_away", MAX_TRIES, 1)
    assert told == ["flow_library_away"]


async def test_given_a_service_at_work_when_the_broker_is_killed_and_its_store_wiped_then_every_event_has_one_effect(
    world: World, own_broker: BreakableBroker
) -> None:
    runs: Counter[str] = Counter()
    async with world.service(copying(runs)):
        await world.notes(*map(str, range(20)))
        await eventually(lambda: has_copies(world, 20))
        for wipe in (False, True):
            await own_broker.kill()
            if wipe:
                own_broker.wipe()
            await world.notes(*map(str, range(20)))
            await own_broker.start()
        await eventually(lambda: has_copies(world, 60))

    assert len(runs) == 60
    assert await world.dead_letters() == []


async def test_given_an_erased_case_when_its_event_comes_then_it_is_done_without_a_word(world: World) -> None:
    stream = notebook_stream()
    await write(await world.logs.log("intake"), stream, "a")
    await (await world.logs.pool("ops")).execute("update log.keys set wrapped = null where id = $1", stream.key_id)
    reached: list[StoredEvent] = []

    async def reaction(event: StoredEvent) -> None:
        reached.append(event)

    async with world.service(world.reacting(reaction)):
        await world.notes("b")
        await count_until(lambda: len(reached), 1)
        await world.settled()

    assert [event.position for event in reached] == [2]
    assert await world.dead_letters() == []
