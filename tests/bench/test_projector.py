"""A rebuild of the read models from a long log, while somebody reads: how fast, and whether it comes out the same."""

import asyncio
import time

import pytest

from services.gateway.projector import PROJECTIONS
from shared.envelope import StoredEvent
from shared.ids import new_id
from shared.log.registry import encode
from shared.projection import BATCH, Connection, Runner
from tests.bench.house import ACCOUNT, House
from tests.bench.kit import Line, a_second, show, syncs_per_second
from tests.bench.session import NOW, fifty_events, origin

pytestmark = pytest.mark.timeout(600)

EVENTS = 100_000
SESSION_EVENTS = 20
SESSIONS = EVENTS // SESSION_EVENTS
READ_SECONDS = 0.02
_COLUMNS = (
    "id", "stream", "version", "category", "type", "schema_version", "account", "session", "data", "meta",
    "recorded_at", "hash",
)  # fmt: skip


async def test_rebuild(house: House) -> None:
    other = await house.copy()
    await write_sessions(other)
    async with other.pool("projector", 4) as pool:
        runner = Runner(pool, other.log(pool), PROJECTIONS, _failed)
        await runner.prepare()
        folded = await _timed_catch_up(runner)
        rebuilt, told, fewest = await _timed_rebuild(runner, other)
        ceiling = await _opened(runner)
        differences = sum((await runner.compare(PROJECTIONS)).values())
    lines = [
        Line(f"ceiling: events read and opened, {BATCH} at a time", a_second(ceiling)),
        Line("folded into the live tables", a_second(folded), folded / ceiling),
        Line("rebuilt beside them", a_second(rebuilt), rebuilt / ceiling),
        Line("told of its progress", f"{told:,} times"),
        Line("fewest sessions that a reader saw meanwhile", f"{fewest:,}", bar=f"{SESSIONS:,}"),
        Line("rows that differ from a further rebuild", str(differences), bar="0"),
    ]
    show(f"projector: {EVENTS:,} events of {SESSIONS:,} sessions", lines, [syncs_per_second(house.folder)])
    assert (differences, fewest) == (0, SESSIONS)


async def _timed_catch_up(runner: Runner) -> float:
    began = time.perf_counter()
    while (await runner.catch_up())[1]:
        pass
    return EVENTS / (time.perf_counter() - began)


async def _timed_rebuild(runner: Runner, house: House) -> tuple[float, int, int]:
    """Events a second, how often it told of its progress, and the fewest sessions that were there to be read."""
    told: list[int] = []
    reader = await house.superuser()
    began = time.perf_counter()
    rebuild = asyncio.create_task(runner.rebuild(PROJECTIONS, lambda done, _: told.append(done)))
    fewest = SESSIONS
    while not rebuild.done():
        fewest = min(fewest, await reader.fetchval("select count(*) from read.cases"))
        await asyncio.sleep(READ_SECONDS)
    await rebuild
    await reader.close()
    return EVENTS / (time.perf_counter() - began), len(told), fewest


async def _opened(runner: Runner) -> float:
    """Events a second, if they were only read and opened."""
    began, position = time.perf_counter(), 0
    while events := await runner.log.read_positions(position, BATCH):
        for event in events:
            await runner.log.open(event)
        position = events[-1].position or 0
    return EVENTS / (time.perf_counter() - began)


async def write_sessions(house: House) -> None:
    """Sealed sessions, numbered one after the other, written past the writers."""
    connection = await house.superuser()
    async with house.pool("diagnosis", 1) as pool:
        keyring = house.keyring(pool)
        records: list[tuple[object, ...]] = []
        for _ in range(SESSIONS):
            session = new_id()
            key = await keyring.key_or_new(session, ACCOUNT)
            for version, event in enumerate(fifty_events(session)[:SESSION_EVENTS], start=1):
                id_ = new_id()
                records.append((
                    id_, f"session-{session}", version, "session", event.type, 1, ACCOUNT, session,
                    key.seal(encode(event), id_.bytes), origin().to_json(), NOW, bytes(32),
                ))  # fmt: skip
    await connection.copy_records_to_table("events", schema_name="log", columns=_COLUMNS, records=records)
    await connection.execute(
        "insert into log.positions (position, seq, chain)"
        " select row_number() over (order by seq), seq, hash from log.events"
    )
    await connection.execute("vacuum analyze log.events, log.positions")
    await connection.close()


async def _failed(_: Connection, event: StoredEvent, error: Exception) -> None:
    raise AssertionError(event.type) from error
