"""Fifty sealed events loaded into a state, beside round trips to the same server and beside the peer."""

import asyncio
from functools import partial

import pytest

from services.diagnosis.domain import SESSION
from services.diagnosis.events import SESSION_EVENTS
from services.diagnosis.state import Active
from shared.handle import Handler
from shared.log.registry import encode
from tests.bench.house import House
from tests.bench.kit import Line, a_second, rate, run_rounds, show
from tests.bench.peer import open_peer
from tests.bench.session import EVENTS, fifty_events, new_stream, origin

pytestmark = pytest.mark.timeout(300)

SECONDS = 1.0
ROUNDS = 9


async def test_load(house: House) -> None:
    peer = await open_peer(house, 1)
    async with house.pool("diagnosis", 1) as pool:
        log = house.log(pool)
        stream = new_stream()
        assert stream.session is not None
        events = fifty_events(stream.session)
        await log.append(stream, 0, events, origin())
        aggregate = await asyncio.to_thread(peer.make, [encode(event).decode() for event in events[1:]])
        handler = Handler(log, SESSION, SESSION_EVENTS)
        state, version = await handler.load(stream.name)
        assert isinstance(state, Active)
        assert version == EVENTS == peer.app.repository.get(aggregate).version
        variants = {
            "round trip": partial(rate, [partial(pool.fetchval, "select 1")], SECONDS),
            "rows": partial(rate, [partial(log.load, stream.name)], SECONDS),
            "load": partial(rate, [partial(handler.load, stream.name)], SECONDS),
            "pyeventsourcing": partial(asyncio.to_thread, peer.loads, aggregate, SECONDS),
        }
        rounds = await run_rounds(variants, ROUNDS, house.folder)
    peer.close()
    size = sum(map(len, map(encode, events)))
    lines = [
        Line("ceiling: `select 1` round trips, 1 reader", a_second(rounds.figure("round trip"))),
        Line(
            "opened events, not decoded ÷ round trips",
            a_second(rounds.figure("rows")),
            rounds.ratio("rows", "round trip"),
        ),
        Line("state ÷ round trips", a_second(rounds.figure("load")), rounds.ratio("load", "round trip"), "0.10"),
        Line(
            "state ÷ pyeventsourcing", a_second(rounds.figure("load")), rounds.ratio("load", "pyeventsourcing"), "2.00"
        ),
        Line("pyeventsourcing, the same with its cipher", a_second(rounds.figure("pyeventsourcing"))),
    ]
    show(f"load: {EVENTS} sealed events, {size:,} bytes of JSON, into the state of a session", lines, rounds.syncs)
