"""The projector: folds the stream into the read models, in order, and tells the gateways.

A thin fetch loop of our own: FastStream's batch timeout would cost every step 12 ms. Whatever the stream does not
give - a gap, a wiped broker, an old position - comes from the log.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress

import orjson
from nats.errors import Error as BrokerError
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import NotFoundError

from services.gateway.projections.case import CaseProjection
from services.gateway.projections.feed import FeedProjection
from services.gateway.projections.flow import FlowProjection
from shared.bus.cloudevents import from_message
from shared.bus.dead_letters import DeadLetters
from shared.bus.subjects import NOTICES, STREAM
from shared.envelope import StoredEvent
from shared.projection import BATCH, Connection, Runner
from shared.service import Parts, Runtime

logger = logging.getLogger(__name__)

NAME = "projector"
FETCH_SECONDS = 1.0
RETRY_SECONDS = 0.2
PROJECTIONS = (CaseProjection(), FlowProjection(), FeedProjection())


def make_runner(runtime: Runtime) -> Runner:
    """The runner over every projection of the gateway."""
    dead_letters = DeadLetters(runtime.pool, NAME)

    async def failed(_: Connection, event: StoredEvent, error: Exception) -> None:
        logger.error("projector cannot fold %s at %s: %s", event.type, event.position, type(error).__name__)
        await dead_letters.put(event, type(error).__name__, 1)

    return Runner(runtime.pool, runtime.log, PROJECTIONS, failed)


class Projector:
    """Fetches, folds, acknowledges, announces."""

    def __init__(self, runtime: Runtime, runner: Runner) -> None:
        self._runtime = runtime
        self._runner = runner

    async def run(self) -> None:
        """Work for ever; while the broker is away, read the log every second."""
        await self._runner.prepare()
        while True:
            try:
                await self._follow()
            except (BrokerError, TimeoutError) as error:
                logger.info("projector: the stream is away (%s)", type(error).__name__)
                await self._catch_up()
            await asyncio.sleep(RETRY_SECONDS)

    async def _follow(self) -> None:
        js = JetStreamContext(self._runtime.client)
        await self._declare(js)
        subscription = await js.pull_subscribe_bind(NAME, STREAM)
        while True:
            try:
                messages = await subscription.fetch(BATCH, timeout=FETCH_SECONDS)
            except TimeoutError:
                await self._catch_up()
                continue
            await self._fold([from_message(message.headers or {}, message.data) for message in messages])
            await messages[-1].ack()

    async def _declare(self, js: JetStreamContext) -> None:
        try:
            await js.consumer_info(STREAM, NAME)
        except NotFoundError:
            await js.add_consumer(
                STREAM,
                ConsumerConfig(
                    durable_name=NAME,
                    ack_policy=AckPolicy.ALL,
                    deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
                    opt_start_seq=await self._runner.checkpoint() + 1,
                    max_ack_pending=10 * BATCH,
                ),
            )

    async def _fold(self, events: Sequence[StoredEvent]) -> None:
        last = events[-1].position or 0
        before, folded = await self._runner.apply(events)
        await self._announce(before, folded)
        while folded and (folded[-1].position or 0) < last:
            before, folded = await self._runner.apply(events)
            await self._announce(before, folded)

    async def _catch_up(self) -> None:
        while True:
            before, folded = await self._runner.catch_up()
            if not folded:
                return
            await self._announce(before, folded)

    async def _announce(self, before: int, folded: Sequence[StoredEvent]) -> None:
        if not folded:
            return
        sessions = {str(event.session) for event in folded if event.session}
        flows = {event.stream_id for event in folded if event.category == "flow"}
        notice = {"from": before, "to": folded[-1].position, "things": sorted(sessions | flows)}
        with suppress(BrokerError):  # only a hint: the gateways poll besides
            await self._runtime.client.publish(NOTICES, orjson.dumps(notice))


async def build(runtime: Runtime) -> Parts:
    """The projector's parts."""
    projector = Projector(runtime, make_runner(runtime))
    return Parts(background=(projector.run,))
