"""The relay: gives each committed event its position and publishes in that order.

One relay works at a time (an advisory lock on its own connection). It keeps no cursor but the stream's own last
sequence, and each publish names the sequence it must follow, so a second relay, a late ack or a wiped broker cannot
reorder or lose anything.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

import asyncpg
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as BrokerError
from nats.js import JetStreamContext
from nats.js.api import PubAck
from nats.js.errors import NotFoundError

from shared.bus.cloudevents import to_headers
from shared.bus.subjects import POKE, STREAM, event_subject
from shared.bus.topology import ensure_stream
from shared.cancellation import end_if_cancelled
from shared.database import AWAY
from shared.envelope import StoredEvent
from shared.log.integrity import GENESIS, chain
from shared.log.postgres import stored
from shared.metrics import LAST_POSITION, PUBLISHED, RELAY_DISAGREES

logger = logging.getLogger(__name__)

LOCK = 0x52454C59
BATCH = 1000
WINDOW = 256
POLL_SECONDS = 0.25
PUBLISH_TIMEOUT_SECONDS = 5.0
RETRY_SECONDS = 0.5
CHECK_SECONDS = 1.0  # a broker that was wiped while nothing happened is found out by looking

_UNNUMBERED = "select u.seq, e.hash from log.unnumbered u join log.events e using (seq) order by u.seq limit $1"
_NUMBER = (
    "with gone as (delete from log.unnumbered where seq = any($2::bigint[]))"
    " insert into log.positions (position, seq, chain) select * from unnest($1::bigint[], $2::bigint[], $3::bytea[])"
)
_PUBLISHABLE = (
    "select e.id, e.stream, e.version, e.category, e.type, e.schema_version, e.account, e.session, e.client, e.data,"
    " e.meta, e.recorded_at, e.hash, p.position, p.chain from log.positions p join log.events e using (seq)"
    " where p.position > $1 order by p.position limit $2"
)


class BrokerDisagrees(Exception):
    """The stream's last message is not what the log holds at that position: a restored backup, or a wrong broker.

    Only `resolutionflow bus reset` goes on from here.
    """


class Relay:
    """Numbers and publishes until cancelled. `connect` opens the relay's own PostgreSQL connection."""

    def __init__(self, connect: Callable[[], Awaitable[asyncpg.Connection]], client: Client) -> None:
        self._connect = connect
        self._client = client
        self._js: JetStreamContext = client.jetstream(timeout=PUBLISH_TIMEOUT_SECONDS)
        self._poked = asyncio.Event()
        self._stream_last: int | None = None
        self._check_at = 0.0
        self.disagrees: str | None = None

    async def run(self) -> None:
        """Work for ever; after any failure read the stream's end again and go on from there."""
        await self._client.subscribe(POKE, cb=self._on_poke)
        while True:
            try:
                await self._lead()
            except AWAY as error:
                logger.warning("relay: the log is away (%s)", type(error).__name__)
            except BrokerDisagrees as error:
                if self.disagrees is None:
                    logger.critical("relay stopped: %s", error)
                self.disagrees = str(error)
                RELAY_DISAGREES.set(1)
            await asyncio.sleep(RETRY_SECONDS)

    async def _on_poke(self, _: Msg) -> None:
        self._poked.set()

    async def _lead(self) -> None:
        connection = await self._connect()
        self._stream_last = None  # the log behind the connection may be a restored one
        try:
            # Polled, so that a relay that waits for its turn can be cancelled and hears of a lost connection.
            while not await connection.fetchval("select pg_try_advisory_lock($1)", LOCK):  # noqa: ASYNC110
                await asyncio.sleep(POLL_SECONDS)
            numbering = await Numbering.resume(connection)
            while True:
                end_if_cancelled()
                await self._round(connection, numbering)
        finally:
            connection.terminate()

    async def _round(self, connection: asyncpg.Connection, numbering: "Numbering") -> None:
        due = self._stream_last is None or time.monotonic() >= self._check_at
        if due and not await self._open_stream(connection):
            await asyncio.sleep(RETRY_SECONDS)
            return
        self._poked.clear()
        numbered = await numbering.number(connection)
        published = await self._publish(connection)
        if numbered < BATCH and published < BATCH:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._poked.wait(), POLL_SECONDS)

    async def _open_stream(self, connection: asyncpg.Connection) -> bool:
        """Find the stream's end and check it against the log; False while the broker is away."""
        first = await connection.fetchval("select coalesce(min(floor), 0) + 1 from bus.floors")
        try:
            last = await ensure_stream(self._js, first)
            await self._check(connection, last)
        except (BrokerError, TimeoutError, OSError) as error:
            logger.warning("relay: the broker is away (%s)", type(error).__name__)
            return False
        self._stream_last = last
        self._check_at = time.monotonic() + CHECK_SECONDS
        self.disagrees = None
        RELAY_DISAGREES.set(0)
        return True

    async def _check(self, connection: asyncpg.Connection, last: int) -> None:
        known = await connection.fetchval("select coalesce(max(position), 0) from log.positions")
        if last > known:
            raise BrokerDisagrees(f"the stream ends at {last}, the log at {known}; run: resolutionflow bus reset")
        if last == 0:
            return
        with suppress(NotFoundError):  # nothing published yet, or all of it has aged out
            message = await self._js.get_msg(STREAM, last)
            mine = await connection.fetchval("select chain from log.positions where position = $1", last)
            theirs = (message.headers or {}).get("ce-chain")
            if mine is None or theirs != mine.hex():
                raise BrokerDisagrees(f"at {last} stream and log differ; run: resolutionflow bus reset")

    async def _publish(self, connection: asyncpg.Connection) -> int:
        """Publish what the stream does not hold yet; how many were sent."""
        if self._stream_last is None:
            return 0
        rows = await connection.fetch(_PUBLISHABLE, self._stream_last, BATCH)
        for start in range(0, len(rows), WINDOW):
            window = rows[start : start + WINDOW]
            if failure := await self._send(window):
                logger.warning("relay: publish refused (%s), reading the stream again", type(failure).__name__)
                self._stream_last = None
                return 0
            self._stream_last = window[-1]["position"]
            PUBLISHED.inc(len(window))
        return len(rows)

    async def _send(self, window: Sequence[asyncpg.Record]) -> BaseException | None:
        """Publish a window and wait for its acknowledgements; the first failure, if any."""
        try:
            async with asyncio.timeout(PUBLISH_TIMEOUT_SECONDS):
                acknowledged = [await self._publish_one(row) for row in window]
                results = await asyncio.gather(*acknowledged, return_exceptions=True)
        except (BrokerError, TimeoutError, OSError) as error:
            return error
        return next((result for result in results if isinstance(result, BaseException)), None)

    async def _publish_one(self, row: asyncpg.Record) -> asyncio.Future[PubAck]:
        """Publish one event behind the one before it; what comes back is answered later."""
        event: StoredEvent = stored(row, row["data"], row["position"])
        headers = to_headers(event, row["chain"])
        headers["Nats-Expected-Last-Sequence"] = str(row["position"] - 1)
        return await self._js.publish_async(event_subject(event), event.data, stream=STREAM, headers=headers)


class Numbering:
    """Gives positions; only the holder of the relay's lock may, so the end can be kept in memory."""

    def __init__(self, position: int, end: bytes) -> None:
        self._position = position
        self._chain = end

    @classmethod
    async def resume(cls, connection: asyncpg.Connection) -> "Numbering":
        """Go on from the highest position in the log."""
        row = await connection.fetchrow("select position, chain from log.positions order by position desc limit 1")
        return cls(row["position"], row["chain"]) if row else cls(0, GENESIS)

    async def number(self, connection: asyncpg.Connection) -> int:
        """Number up to `BATCH` committed events; how many there were."""
        rows = await connection.fetch(_UNNUMBERED, BATCH)
        if not rows:
            return 0
        chains = self._chains([row["hash"] for row in rows])
        positions = list(range(self._position + 1, self._position + 1 + len(rows)))
        await connection.execute(_NUMBER, positions, [row["seq"] for row in rows], chains)
        self._position, self._chain = positions[-1], chains[-1]
        LAST_POSITION.set(self._position)
        return len(rows)

    def _chains(self, hashes: Sequence[bytes]) -> list[bytes]:
        chains, current = [], self._chain
        for hash_ in hashes:
            current = chain(current, hash_)
            chains.append(current)
        return chains
