"""The projector: folds the stream into the read models, in order, and tells the gateways.

A thin fetch loop of our own: FastStream's batch timeout would cost every step 12 ms. Whatever the stream does not
give - a gap, a wiped broker, an old position - comes from the log.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

import orjson
from nats.errors import Error as BrokerError
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import NotFoundError

from services.gateway.projections.analytics_flows import AnalyticsFlows
from services.gateway.projections.analytics_pushes import AnalyticsPushes
from services.gateway.projections.analytics_sessions import AnalyticsSessions
from services.gateway.projections.case import CaseProjection
from services.gateway.projections.case_parts import DRAFT_EVENTS, OF_NO_CASE, case_of
from services.gateway.projections.escalation import EscalationProjection
from services.gateway.projections.feed import FeedProjection
from services.gateway.projections.fix import FixProjection
from services.gateway.projections.flow import FlowProjection
from services.gateway.projections.gap import GapProjection
from services.gateway.projections.notification import NotificationProjection
from services.gateway.projections.proposal import ProposalProjection
from services.gateway.projections.psa_connection import PSA_CONNECTIONS
from services.gateway.projections.push import PushProjection
from services.gateway.projections.script_template import ScriptTemplateProjection
from services.gateway.projections.script_use import ScriptUseProjection
from services.gateway.projections.ticket_draft import TicketDraftProjection
from services.gateway.projections.webhook_endpoint import WEBHOOK_ENDPOINTS
from shared.bus.cloudevents import from_message
from shared.bus.dead_letters import DeadLetters
from shared.bus.subjects import NOTICES, STREAM
from shared.cancellation import end_if_cancelled
from shared.envelope import StoredEvent
from shared.errors import IllegalState
from shared.projection import BATCH, Connection, PerSession, Projection, Runner
from shared.service import Parts, Runtime

logger = logging.getLogger(__name__)

NAME = "projector"
FETCH_SECONDS = 1.0
RETRY_SECONDS = 0.2
RETRY_POLL_SECONDS = 1.0
OF_SESSIONS: tuple[PerSession, ...] = (
    CaseProjection(), EscalationProjection(), FixProjection(), ScriptUseProjection(), PushProjection(),
    AnalyticsSessions(), AnalyticsPushes(),
)  # fmt: skip
OF_ACCOUNTS: tuple[Projection, ...] = (
    FlowProjection(), ScriptTemplateProjection(), PSA_CONNECTIONS, TicketDraftProjection(),
    WEBHOOK_ENDPOINTS, ProposalProjection(), GapProjection(), NotificationProjection(),
    AnalyticsFlows(),
)  # fmt: skip
PROJECTIONS: tuple[Projection, ...] = (*OF_SESSIONS, *OF_ACCOUNTS, FeedProjection())


def make_runner(runtime: Runtime) -> Runner:
    """The runner over every projection of the gateway."""
    dead_letters = DeadLetters(runtime.pool, NAME)

    async def failed(_: Connection, event: StoredEvent, error: Exception) -> None:
        logger.error("projector cannot fold %s at %s: %s", event.type, event.position, type(error).__name__)
        await dead_letters.put(event, type(error).__name__, 1)

    return Runner(runtime.pool, runtime.log, PROJECTIONS, failed)


async def heal(runner: Runner, session: UUID) -> int:
    """Fold one case anew; how many events it has. Its dead letters are done with, unless a fold failed again."""
    failures, events = 0, 0

    async def failed(connection: Connection, event: StoredEvent, error: Exception) -> None:
        nonlocal failures
        failures += 1
        await runner.failed(connection, event, error)

    for projection in OF_SESSIONS:
        events = await replace(runner, failed=failed).rebuild_session(projection, session)
    if not failures:
        await runner.pool.execute(
            "update bus.dead_letters d set state = 'done', decided_at = clock_timestamp() from log.positions p"
            " join log.events e using (seq) where d.service = $1 and d.position = p.position and e.session = $2"
            " and e.category <> all($3) and e.type <> all($4)",
            NAME, session, OF_NO_CASE, tuple(DRAFT_EVENTS),
        )  # fmt: skip
    return events


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

    async def retry_dead_letters(self) -> None:
        """Fold anew, for ever, what an operator wants tried again: a case, or all that is nobody's case."""
        while True:
            await self.retry_once()
            await asyncio.sleep(RETRY_POLL_SECONDS)

    async def retry_once(self) -> None:
        """Fold anew what is wanted now: each case once, and once all that is nobody's."""
        dead_letters = DeadLetters(self._runtime.pool, NAME)
        letters: dict[UUID | None, list[int]] = {}
        for position in await dead_letters.take_retries():
            (event,) = await self._runtime.log.read_positions(position - 1, 1)
            letters.setdefault(case_of(event), []).append(position)
        for case, positions in letters.items():
            with suppress(IllegalState):  # another rebuild is at work: look again when it is done
                await self._fold_anew(case)
                for position in positions:
                    await dead_letters.done(position)

    async def _fold_anew(self, case: UUID | None) -> None:
        if case is None:
            await self._runner.rebuild(OF_ACCOUNTS)
        else:
            await heal(self._runner, case)

    async def _follow(self) -> None:
        js = JetStreamContext(self._runtime.client)
        await self._declare(js)
        subscription = await js.pull_subscribe_bind(NAME, STREAM)
        try:
            await self._fetch(subscription)
        finally:  # a connection that drains waits for messages which a cancelled fetch has taken
            await subscription.unsubscribe()

    async def _fetch(self, subscription: JetStreamContext.PullSubscription) -> None:
        while True:
            end_if_cancelled()
            try:
                messages = await subscription.fetch(BATCH, timeout=FETCH_SECONDS)
            except TimeoutError:
                await self._catch_up()
                continue
            if not messages:  # the consumer went while we waited on it
                raise NotFoundError
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
        others = {event.stream_id for event in folded if case_of(event) is None}
        notice = {"from": before, "to": folded[-1].position, "things": sorted(sessions | others)}
        with suppress(BrokerError):  # only a hint: the gateways poll besides
            await self._runtime.client.publish(NOTICES, orjson.dumps(notice))


async def build(runtime: Runtime) -> Parts:
    """The projector's parts."""
    projector = Projector(runtime, make_runner(runtime))
    return Parts(background=(projector.run, projector.retry_dead_letters))
