"""The relay: a backlog numbered and published beside bare publishing; and how soon it wakes."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from uuid import UUID

import asyncpg
import pytest
from nats.js import JetStreamContext

from shared.bus.cloudevents import to_headers
from shared.bus.relay import WINDOW, Relay
from shared.bus.subjects import POKE, STREAM, event_subject
from shared.bus.topology import ensure_stream
from shared.envelope import StoredEvent
from shared.ids import new_id
from shared.log.registry import encode
from tests.bench.fill import UNNUMBERED, fill
from tests.bench.hop import measure_hops
from tests.bench.house import ACCOUNT, House
from tests.bench.kit import Line, a_second, ms, percentile, run_rounds, show, syncs_per_second
from tests.bench.session import answered, new_stream, origin

pytestmark = pytest.mark.timeout(300)

BACKLOG = 20_000
ROUNDS = 5
APPENDS = 300
PAUSE_SECONDS = 0.03
SETTLE_SECONDS = 1.0
EVENT = answered(UUID(int=1), 0)
SEALED = bytes(29) + encode(EVENT)
SAMPLE = StoredEvent(
    new_id(), new_stream().name, 1, "session", EVENT.type, 1, ACCOUNT, new_id(), None, SEALED, origin().to_json(),
    EVENT.answered_at, bytes(32), 1,
)  # fmt: skip
SUBJECT = event_subject(SAMPLE)


@asynccontextmanager
async def relaying(house: House) -> AsyncIterator[None]:
    """A relay at work on this loop."""
    client = await house.client("relay")
    work = asyncio.create_task(Relay(partial(connection_of, house), client).run())
    try:
        yield
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
        await client.close()


async def connection_of(house: House) -> asyncpg.Connection:
    """The relay's own."""
    return await asyncpg.connect(house.settings.database_url, user="rf_relay")


class Backlog:
    """Publishes a backlog of events, bare or by the relay, into a stream that is empty each time."""

    def __init__(self, house: House, operator: JetStreamContext) -> None:
        self._house = house
        self._operator = operator

    async def bare(self) -> float:
        """Messages a second: a window of publishes with Msg-Id and nothing else."""
        return await self._published(lambda: {"Nats-Msg-Id": str(new_id())})

    async def same(self) -> float:
        """The same with all the headers of an event."""
        headers = to_headers(SAMPLE, bytes(32))
        return await self._published(lambda: headers | {"Nats-Msg-Id": str(new_id())})

    async def _published(self, make_headers: Callable[[], dict[str, str]]) -> float:
        await self._empty()
        await ensure_stream(self._operator, 1)
        client = await self._house.client("relay")
        js = client.jetstream(timeout=5)
        began, sent = time.perf_counter(), 0
        while sent < BACKLOG:
            window = [await js.publish_async(SUBJECT, SEALED, headers=make_headers()) for _ in range(WINDOW)]
            await asyncio.gather(*window)
            sent += WINDOW
        seconds = time.perf_counter() - began
        await client.close()
        return sent / seconds

    async def relayed(self) -> float:
        """Events a second, from the log to the end of the stream: numbering included."""
        await self.start_over()
        connection = await self._house.superuser()
        await fill(connection, UNNUMBERED, BACKLOG, SEALED, origin().to_json(), ACCOUNT)
        await connection.close()
        began = time.perf_counter()
        async with relaying(self._house):
            await self._until_published()
            return BACKLOG / (time.perf_counter() - began)

    async def _until_published(self) -> None:
        while True:
            with suppress(Exception):  # the stream is not there yet
                if (await self._operator.stream_info(STREAM)).state.last_seq == BACKLOG:
                    return
            await asyncio.sleep(0.01)

    async def start_over(self) -> None:
        """No event in the log, no stream."""
        connection = await self._house.superuser()
        await connection.execute("truncate log.unnumbered, log.positions, log.events, log.commands")
        await connection.close()
        await self._empty()

    async def _empty(self) -> None:
        with suppress(Exception):  # there may be none
            await self._operator.delete_stream(STREAM)


async def test_relay_backlog(house: House) -> None:
    client = await house.client("ops")
    backlog = Backlog(house, client.jetstream())
    variants = {"bare": backlog.bare, "same": backlog.same, "relayed": backlog.relayed}
    rounds = await run_rounds(variants, ROUNDS, house.folder)
    await backlog.start_over()
    await client.close()
    bare, relayed = rounds.figure("bare"), rounds.figure("relayed")
    lines = [
        Line(f"ceiling: publish, window {WINDOW}, Msg-Id, {len(SEALED)} bytes", a_second(bare)),
        Line(
            "ceiling: the same with an event's headers", a_second(rounds.figure("same")), rounds.ratio("same", "bare")
        ),
        Line(
            "log to stream, numbering included ÷ the latter", a_second(relayed), rounds.ratio("relayed", "same"), "0.60"
        ),
        Line("log to stream ÷ the former", "", rounds.ratio("relayed", "bare")),
    ]
    show(f"relay: a backlog of {BACKLOG:,} events", lines, rounds.syncs)
    assert relayed > 0


async def test_relay_wakes(house: House) -> None:
    clients = [await house.client(name) for name in ("diagnosis", "ops")]
    writer, operator = clients
    async with house.pool("diagnosis", 1) as pool, relaying(house):
        log, js = house.log(pool, partial(writer.publish, POKE, b"")), operator.jetstream()
        await log.append(new_stream(), 0, [EVENT], origin())
        await asyncio.sleep(SETTLE_SECONDS)
        hops = await measure_hops(log, js, new_stream(), EVENT, APPENDS, PAUSE_SECONDS)
    for client in clients:
        await client.close()
    lines = [
        Line("append, p50", ms(percentile(hops.appends, 0.5))),
        Line("committed to delivered by a consumer, p50", ms(percentile(hops.waits, 0.5)), bar="5 ms"),
        Line("the same, p99", ms(percentile(hops.waits, 0.99))),
    ]
    show(f"relay: {APPENDS} single appends, 30 a second", lines, [syncs_per_second(house.folder)])
    assert len(hops.waits) == APPENDS
