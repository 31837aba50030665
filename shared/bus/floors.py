"""How far each service has seen every event, kept in PostgreSQL, so that a wiped broker can be rebuilt from there."""

import asyncio
import logging

import asyncpg
from nats.errors import Error as BrokerError
from nats.js import JetStreamContext
from nats.js.api import ConsumerInfo
from nats.js.errors import NotFoundError

from shared.bus.subjects import STREAM
from shared.cancellation import end_if_cancelled
from shared.metrics import FLOOR

logger = logging.getLogger(__name__)

EVERY_SECONDS = 1.0


class ConsumerGone(Exception):
    """The service's durable is not there any more (a wiped broker, a reset); start again."""


async def read_floor(pool: asyncpg.Pool, service: str) -> int:
    """The service's stored floor; 0 for a new one."""
    return await pool.fetchval("select floor from bus.floors where service = $1", service) or 0


async def store_floor(pool: asyncpg.Pool, service: str, floor: int) -> None:
    """Raise the service's floor; it never falls, and never passes the log's end.

    It would behind a restored log, while the broker still has the events of the lost one: after `bus reset` the
    service would then miss what is written again under the same positions.
    """
    await pool.execute(
        "insert into bus.floors (service, floor)"
        " select $1::text, $2::bigint where $2 <= (select coalesce(max(position), 0) from log.positions)"
        " on conflict (service) do update"
        " set floor = excluded.floor, updated_at = clock_timestamp() where bus.floors.floor < excluded.floor",
        service,
        floor,
    )


async def keep_floor(pool: asyncpg.Pool, js: JetStreamContext, service: str) -> None:
    """Store the contiguous ack floor every second, for ever.

    Raises:
        ConsumerGone: the durable has vanished.
    """
    stored = -1
    while True:
        end_if_cancelled()
        await asyncio.sleep(EVERY_SECONDS)
        try:
            last = (await js.stream_info(STREAM)).state.last_seq
            floor = _floor(await js.consumer_info(STREAM, service), last)
        except NotFoundError:
            raise ConsumerGone(service) from None
        except (BrokerError, TimeoutError, OSError) as error:
            logger.info("floor of %s not read: %s", service, type(error).__name__)
            continue
        if floor > stored:
            await store_floor(pool, service, floor)
            stored = floor
            FLOOR.labels(service).set(floor)


def _floor(info: ConsumerInfo, last_before: int) -> int:
    """The floor over all positions, not only those that match the filter.

    With nothing waiting and nothing in work, everything up to the stream's end, read before, has been seen.
    """
    if info.num_pending == 0 and info.num_ack_pending == 0:
        return max(last_before, info.ack_floor.stream_seq if info.ack_floor else 0)
    return info.ack_floor.stream_seq if info.ack_floor else 0
