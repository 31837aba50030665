"""A new epoch of the bus: when the broker holds what the log does not know, its stream is made anew from the log."""

from dataclasses import dataclass

from nats.js.errors import NotFoundError

from shared.bus.connection import connect
from shared.bus.subjects import STREAM
from shared.database import open_pool
from shared.settings import CommonSettings


@dataclass(frozen=True, slots=True)
class Reset:
    """`epoch` is the new one; the relay publishes again from `first` to `last`, the log's end."""

    epoch: int
    first: int
    last: int


async def reset_bus(settings: CommonSettings, least_epoch: int = 0) -> Reset:
    """Delete the stream with its consumers. The relay makes it again and publishes from the lowest floor on; each
    service declares its consumer again, and what the stream does not hold it reads from the log.

    The epoch goes up first, at least to `least_epoch`: ids that clients of the live feed hold are void with it.
    """
    async with open_pool(settings, "rf_ops", size=1) as pool:
        epoch = await pool.fetchval("update bus.epoch set epoch = greatest(epoch + 1, $1) returning epoch", least_epoch)
        client = await connect(settings.broker_url, "ops", settings.broker_seed_dir)
        try:
            await client.jetstream().delete_stream(STREAM)
        except NotFoundError:
            pass
        finally:
            await client.close()
        floor = await pool.fetchval("select coalesce(min(floor), 0) from bus.floors")
        last = await pool.fetchval("select coalesce(max(position), 0) from log.positions")
        return Reset(epoch, floor + 1, last)
