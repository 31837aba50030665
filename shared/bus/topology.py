"""The stream and its consumers, declared in one place; FastStream binds to what stands here."""

from collections.abc import Sequence
from dataclasses import dataclass

from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, StorageType, StreamConfig
from nats.js.errors import NotFoundError

from shared.bus.subjects import EVENT_SUBJECTS, STREAM, event_filter

RETENTION_SECONDS = 7 * 24 * 3600
DUPLICATE_WINDOW_SECONDS = 120
ACK_WAIT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Consumer:
    """What one service wants to hear, and how many events it works on at once."""

    service: str
    event_types: Sequence[str]
    workers: int = 32

    @property
    def filters(self) -> list[str]:
        """The subjects of these events."""
        return [event_filter(type_) for type_ in self.event_types]


async def ensure_stream(js: JetStreamContext, first_position: int) -> int:
    """Create EVENTS if it is missing, so that its next sequence is `first_position`; answer its last sequence.

    An existing stream is left as it is: its numbers are positions, it is never purged or updated blindly.
    """
    try:
        info = await js.stream_info(STREAM)
    except NotFoundError:
        info = await js.add_stream(
            StreamConfig(
                name=STREAM,
                subjects=[EVENT_SUBJECTS],
                storage=StorageType.FILE,
                max_age=RETENTION_SECONDS,
                duplicate_window=DUPLICATE_WINDOW_SECONDS,
                first_seq=first_position,
                allow_direct=True,
            )
        )
    return info.state.last_seq


async def ensure_consumer(js: JetStreamContext, consumer: Consumer, floor: int) -> None:
    """Create or update the durable of a service; a new one starts behind what the service has seen.

    Raises:
        nats.js.errors.NotFoundError: there is no stream yet; the relay makes it.
    """
    await js.add_consumer(
        STREAM,
        ConsumerConfig(
            durable_name=consumer.service,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=ACK_WAIT_SECONDS,
            max_deliver=-1,  # our own count decides, see `shared.bus.reactions`
            # In work, fetched ahead by FastStream, and waiting for a delayed retry: as many of each.
            max_ack_pending=3 * consumer.workers,
            filter_subjects=consumer.filters,
            deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
            opt_start_seq=await _start(js, consumer.service, floor),
        ),
    )


async def _start(js: JetStreamContext, service: str, floor: int) -> int:
    """Where a durable starts. It cannot be changed later: an existing one is declared with what it has."""
    try:
        return (await js.consumer_info(STREAM, service)).config.opt_start_seq or floor + 1
    except NotFoundError:
        return floor + 1
