"""Append and load with ten thousand and with a million events in the log, over ceilings of the same round."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import count

import pytest

from services.diagnosis.domain import SESSION
from services.diagnosis.events import SESSION_EVENTS
from shared.handle import Handler
from shared.log.registry import encode
from tests.bench.fill import NUMBERED, fill
from tests.bench.house import ACCOUNT, House
from tests.bench.kit import Line, Rounds, Variant, a_second, rate, run_rounds, show
from tests.bench.session import answered, command_key, fifty_events, new_stream, origin

pytestmark = pytest.mark.timeout(600)

SMALL, LARGE = 10_000, 1_000_000
SECONDS = 1.5
ROUNDS = 9
STREAMS = 50
EVENT = answered(new_stream().account, 0)


@asynccontextmanager
async def grown(house: House, events: int) -> AsyncIterator[dict[str, Variant]]:
    """A database with that many events: appending to its new streams, loading its old ones."""
    connection = await house.superuser()
    async with house.pool("diagnosis", 1) as pool:
        log = house.log(pool)
        old = [new_stream() for _ in range(STREAMS)]
        for stream in old:
            assert stream.session is not None
            await log.append(stream, 0, fifty_events(stream.session)[:20], origin())
        await fill(connection, NUMBERED, events, bytes(29) + encode(EVENT), origin().to_json(), ACCOUNT)
        await connection.close()
        handler = Handler(log, SESSION, SESSION_EVENTS)
        turn, stream, version = count(), new_stream(), count()

        async def append() -> None:
            await log.append(stream, next(version), [EVENT], origin(), command_key(stream))

        async def load() -> None:
            await handler.load(old[next(turn) % STREAMS].name)

        yield {
            f"append {events}": partial(rate, [append], SECONDS),
            f"load {events}": partial(rate, [load], SECONDS),
            f"round trip {events}": partial(rate, [partial(pool.fetchval, "select 1")], SECONDS),
        }


async def test_growth(house: House) -> None:
    other = await house.copy()
    async with grown(house, SMALL) as small, grown(other, LARGE) as large:
        rounds = await run_rounds(_interleaved(small, large), ROUNDS, house.folder)
    _show(rounds)
    assert set(rounds.figures) == {*small, *large}


def _interleaved(small: dict[str, Variant], large: dict[str, Variant]) -> dict[str, Variant]:
    """The same work on one and at once on the other: the disk changes its mood within seconds."""
    pairs = zip(small.items(), large.items(), strict=True)
    return {name: variant for pair in pairs for name, variant in pair}


def _show(rounds: Rounds) -> None:
    lines = [
        Line(f"{work}, {events:,} events", a_second(rounds.figure(f"{work} {events}")))
        for work in ("round trip", "append", "load")
        for events in (SMALL, LARGE)
    ]
    lines += [
        Line(
            f"{work}: {LARGE:,} ÷ {SMALL:,} events", "", rounds.ratio(f"{work} {LARGE}", f"{work} {SMALL}"), "0.80-1.20"
        )
        for work in ("append", "load")
    ]
    show("growth: one writer, one reader, side by side", lines, rounds.syncs)
