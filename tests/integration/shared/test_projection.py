"""The projection runner: each position once and in order; a fold that fails harms one thing; a rebuild is the same."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO

import asyncpg
import orjson
import pytest

from shared.bus.relay import Numbering
from shared.envelope import StoredEvent, Stream
from shared.log.postgres import PostgresLog
from shared.projection import Connection, Failed, Runner
from shared.testing.notebook import notebook_stream, write
from tests.integration.shared.logs import Logs

POISON = "poison"
UPSERT = (
    "insert into {}.notebooks values ($1, $2, $3, $4, $5) on conflict (session) do update set text = excluded.text,"
    " revision = excluded.revision, stale_since = excluded.stale_since"
)


@dataclass(frozen=True)
class Notebooks:
    """All that is written in each notebook. A note that says so cannot be folded."""

    version: int = 1
    name: str = "notebooks"
    tables: Sequence[str] = ("notebooks",)

    def ddl(self, schema: str) -> str:
        columns = "session uuid primary key, account uuid, text text, revision int, stale_since bigint"
        return f"create table {schema}.notebooks ({columns})"

    async def apply(self, connection: Connection, schema: str, events: Sequence[StoredEvent], failed: Failed) -> None:
        for event in events:
            row = await connection.fetchrow(f"select * from {schema}.notebooks where session = $1", event.session)
            text, revision, stale = (row["text"], row["revision"], row["stale_since"]) if row else ("", 0, None)
            if stale is None:
                try:
                    text, revision = text + self.folded(event), revision + 1
                except ValueError as error:
                    stale = event.position
                    await failed(connection, event, error)
            await connection.execute(UPSERT.format(schema), event.session, event.account, text, revision, stale)

    def folded(self, event: StoredEvent) -> str:
        text = str(orjson.loads(event.data).get("text", ""))
        if text == POISON:
            raise ValueError
        return f"{text} " * self.version


@dataclass(slots=True)
class Bench:
    """A runner, the numbered events of the log, and what could not be folded."""

    logs: Logs
    log: PostgresLog
    numbering: Numbering
    relay: asyncpg.Connection
    failures: list[int | None] = field(default_factory=list)

    async def runner(self, version: int = 1) -> Runner:
        async def failed(_: Connection, event: StoredEvent, error: Exception) -> None:
            self.failures.append(event.position)

        pool = await self.logs.pool("projector")
        return Runner(pool, await self.logs.log("projector"), [Notebooks(version)], failed)

    async def write(self, *texts: str, stream: Stream | None = None, expected: int = 0) -> Stream:
        """Append and number notes, in a new notebook unless one is named."""
        stream = stream or notebook_stream()
        await write(self.log, stream, *texts, expected=expected)
        await self.numbering.number(self.relay)
        return stream

    async def events(self) -> list[StoredEvent]:
        """As the bus brings them."""
        return await (await self.logs.log("projector")).read_positions(0, 10_000)

    async def dump(self) -> str:
        """The digest of the live tables, byte for byte."""
        buffer = BytesIO()
        async with (await self.logs.pool("projector")).acquire() as connection:
            await connection.copy_from_query("select * from read.notebooks order by session", output=buffer)
        return sha256(buffer.getvalue()).hexdigest()

    async def row(self, stream: Stream) -> asyncpg.Record | None:
        pool = await self.logs.pool("projector")
        return await pool.fetchrow("select * from read.notebooks where session = $1", stream.session)


@pytest.fixture
async def bench(logs: Logs) -> Bench:
    relay = await logs.relay_connection()
    bench = Bench(logs, await logs.log("intake"), await Numbering.resume(relay), relay)
    await (await bench.runner()).prepare()
    return bench


def positions(events: Sequence[StoredEvent]) -> list[int | None]:
    return [event.position for event in events]


async def test_given_events_when_applied_in_order_then_the_checkpoint_follows_them(bench: Bench) -> None:
    stream = await bench.write("a", "b", "c")
    runner = await bench.runner()

    before, folded = await runner.apply((await bench.events())[:2])

    assert (before, positions(folded), await runner.checkpoint()) == (0, [1, 2], 2)
    assert (await bench.row(stream))["text"] == "a b "  # type: ignore[index] # it is there


async def test_given_an_event_ahead_of_the_checkpoint_when_applied_then_the_gap_is_filled_from_the_log(
    bench: Bench,
) -> None:
    stream = await bench.write("a", "b", "c", "d")
    runner = await bench.runner()

    _, folded = await runner.apply((await bench.events())[2:])

    assert positions(folded) == [1, 2, 3, 4]
    assert (await bench.row(stream))["text"] == "a b c d "  # type: ignore[index] # it is there


async def test_given_a_gap_inside_a_batch_when_applied_then_nothing_behind_it_is_taken_for_the_next(
    bench: Bench,
) -> None:
    stream = await bench.write("a", "b", "c", "d")
    runner, events = await bench.runner(), await bench.events()

    await runner.apply([events[0], events[3], events[1]])

    assert (await bench.row(stream))["text"] == "a b c d "  # type: ignore[index] # it is there


async def test_given_an_event_behind_the_checkpoint_when_it_comes_again_then_nothing_happens(bench: Bench) -> None:
    await bench.write("a", "b")
    runner, events = await bench.runner(), await bench.events()
    await runner.apply(events)
    before = await bench.dump()

    assert await runner.apply(events[:1]) == (2, [])
    assert await bench.dump() == before


@pytest.mark.parametrize("seed", range(8))
async def test_given_a_delivery_that_is_shuffled_doubled_and_thinned_when_applied_then_the_tables_are_the_same(
    bench: Bench, seed: int
) -> None:
    choice = random.Random(seed)
    streams = [await bench.write("0") for _ in range(6)]
    for number in range(1, 12):
        for stream in streams:
            await bench.write(str(number), stream=stream, expected=number)
    events, runner = await bench.events(), await bench.runner()
    delivered = [event for event in events if choice.random() > 0.1]
    delivered += choice.sample(events, 20)
    choice.shuffle(delivered)

    while delivered:
        size = choice.randint(1, 9)
        await runner.apply(delivered[:size])
        delivered = delivered[size:]
    while (await runner.catch_up())[1]:
        pass

    live = await bench.dump()
    assert await runner.checkpoint() == len(events)
    for stream in streams:
        assert (await bench.row(stream))["revision"] == 12  # type: ignore[index] # it is there
    await runner.rebuild(runner.projections)
    assert await bench.dump() == live


async def test_given_two_projectors_when_they_fold_the_same_events_at_once_then_each_position_counts_once(
    bench: Bench,
) -> None:
    stream = await bench.write(*map(str, range(50)))
    events, runners = await bench.events(), [await bench.runner() for _ in range(3)]

    for start in range(0, 50, 5):
        await asyncio.gather(*(runner.apply(events[start : start + 5]) for runner in runners))

    assert (await bench.row(stream))["revision"] == 50  # type: ignore[index] # it is there


async def test_given_an_event_that_cannot_be_folded_when_applied_then_its_thing_is_stale_since_and_others_go_on(
    bench: Bench,
) -> None:
    ill = await bench.write("a", POISON, "c")
    well = await bench.write("x", "y")
    runner = await bench.runner()

    await runner.apply(await bench.events())

    assert tuple(await bench.row(ill) or ())[2:] == ("a ", 1, 2)
    assert tuple(await bench.row(well) or ())[2:] == ("x y ", 2, None)
    assert bench.failures == [2]
    live = await bench.dump()
    await runner.rebuild(runner.projections)
    assert await bench.dump() == live


async def test_given_an_event_whose_seal_is_broken_when_applied_then_only_its_thing_is_stale(bench: Bench) -> None:
    ill, well = await bench.write("a", "b"), await bench.write("x")
    superuser = await bench.logs.superuser()
    await superuser.execute("update log.events set data = '\\x00' where stream = $1 and version = 2", ill.name)
    runner = await bench.runner()

    await runner.apply(await bench.events())

    assert tuple(await bench.row(ill) or ())[2:] == ("a ", 1, 2)
    assert tuple(await bench.row(well) or ())[2:] == ("x ", 1, None)
    assert bench.failures == [2]


async def test_given_a_fold_that_breaks_off_when_applied_then_tables_and_checkpoint_stay_as_they_were(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bench.write("a", "b")
    runner, calls = await bench.runner(), 0

    def dies_at_the_second(self: Notebooks, event: StoredEvent) -> str:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError
        return "a "

    with monkeypatch.context() as patch:
        patch.setattr(Notebooks, "folded", dies_at_the_second)
        with pytest.raises(OSError):  # noqa: PT011 - it has no text
            await runner.apply(await bench.events())

    assert await runner.checkpoint() == 0
    await runner.apply(await bench.events())
    assert await runner.checkpoint() == 2


async def test_given_events_that_keep_coming_when_rebuilt_then_the_tables_are_those_of_a_rebuild_in_peace(
    bench: Bench,
) -> None:
    runner, done = await bench.runner(), asyncio.Event()
    for _ in range(20):
        await bench.write(*map(str, range(20)))
    while (await runner.catch_up())[1]:
        pass

    async def go_on() -> None:
        for _ in range(40):
            await bench.write("more", "and more")
            await runner.catch_up()
        done.set()

    steps: list[tuple[int, int]] = []
    going_on = asyncio.create_task(go_on())
    while not done.is_set():
        await runner.rebuild(runner.projections, lambda *step: steps.append(step))
    await going_on

    live = await bench.dump()
    await runner.rebuild(runner.projections)
    assert await bench.dump() == live
    assert steps[0][0] < steps[0][1]
    assert await runner.checkpoint() == 480


async def test_given_readers_when_the_tables_are_rebuilt_then_none_ever_sees_less_than_before(bench: Bench) -> None:
    runner, done = await bench.runner(), asyncio.Event()
    for _ in range(30):
        await bench.write("a", "b")
    while (await runner.catch_up())[1]:
        pass

    async def read() -> set[int]:
        seen = set()
        while not done.is_set():
            async with (await bench.logs.pool("projector")).acquire() as connection:
                seen.add(await connection.fetchval("select count(*) from read.notebooks"))
        return seen

    readers = [asyncio.create_task(read()) for _ in range(3)]
    for _ in range(5):
        await runner.rebuild(runner.projections)
    done.set()

    assert set().union(*await asyncio.gather(*readers)) == {30}


async def test_given_another_version_of_the_fold_when_the_projector_starts_behind_the_log_s_end_then_it_rebuilds_once(
    bench: Bench,
) -> None:
    """The rebuild must stop at the checkpoint: what is behind it will be folded by the projector itself."""
    stream = await bench.write("a", "b")
    await (await bench.runner()).apply(await bench.events())
    await bench.write("c", stream=stream, expected=2)

    runner = await bench.runner(version=2)
    await runner.prepare()
    assert (await bench.row(stream))["text"] == "a a b b "  # type: ignore[index] # it is there
    await runner.catch_up()

    assert (await bench.row(stream))["text"] == "a a b b c c "  # type: ignore[index] # it is there
    assert (await bench.row(stream))["revision"] == 3  # type: ignore[index] # it is there
    pool = await bench.logs.pool("projector")
    rebuilt_at = await pool.fetchval("select rebuilt_at from read.projections")
    await (await bench.runner(version=2)).prepare()
    assert await pool.fetchval("select rebuilt_at from read.projections") == rebuilt_at


async def test_given_a_case_that_is_erased_while_its_key_is_in_memory_when_applied_then_nothing_of_it_is_folded(
    bench: Bench,
) -> None:
    stream = await bench.write("a")
    runner = await bench.runner()
    await runner.catch_up()
    await bench.write("b", stream=stream, expected=1)
    await (await bench.logs.pool("ops")).execute("update log.keys set wrapped = null where id = $1", stream.session)

    await runner.catch_up()

    assert (await bench.row(stream))["text"] == "a "  # type: ignore[index] # it is there
    assert await runner.checkpoint() == 2


async def test_given_an_erased_case_when_rebuilt_then_its_events_are_left_out(bench: Bench) -> None:
    erased, kept = await bench.write("a"), await bench.write("b")
    await (await bench.logs.pool("ops")).execute("update log.keys set wrapped = null where id = $1", erased.session)
    runner = await bench.runner()

    await runner.apply(await bench.events())

    assert await bench.row(erased) is None
    assert await bench.row(kept) is not None
    assert await runner.checkpoint() == 2
