"""Sends deliveries that are due: a few at a time, each on its own, whatever becomes of the others.

Nothing is held while a request is under way: a turn is leased. A process that dies between sending and writing that
down leaves the turn to another, and the receiver gets the event again under the same id.
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.psa_sync.ports import Blocked, NoReply, NotConnected, Outbound, Reply
from services.psa_sync.webhooks.commands import EndpointCommand, StopEndpoint
from services.psa_sync.webhooks.deliveries import Deliveries, Delivery, Status, Try
from services.psa_sync.webhooks.domain import Subscribed, WebhookEndpoint
from services.psa_sync.webhooks.endpoint_table import EndpointTable
from services.psa_sync.webhooks.events import DisableReason, WebhookEvent
from services.psa_sync.webhooks.payload import Missing, Payloads
from services.psa_sync.webhooks.queue import Queue, Turn
from services.psa_sync.webhooks.schedule import retry_after, wait_after
from services.psa_sync.webhooks.secret_store import SecretStore
from services.psa_sync.webhooks.signing import signed_headers
from shared.cancellation import end_if_cancelled
from shared.clock import Clock
from shared.database import AWAY
from shared.envelope import Stream, begin
from shared.errors import Erased
from shared.handle import Handler
from shared.message import Actor
from shared.sealing import KeyDestroyed

logger = logging.getLogger(__name__)

SERVICE = "psa_sync"
AT_ONCE = 32
"""Deliveries of a process at a time, of all accounts together; of one account at most `queue.OF_ACCOUNT`."""
LEASE = timedelta(seconds=60)
"""So long a try may take before somebody else takes its turn; longer than the longest `webhook_timeout`."""
POLL_SECONDS = 0.5
TRIM_SECONDS = 60.0
GONE = 410


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A try; `asked` is how long the endpoint wants to be left alone."""

    tried: Try
    asked: timedelta | None = None

    @property
    def ok(self) -> bool:
        return self.tried.error is None

    @property
    def gone(self) -> bool:
        return self.tried.status == GONE


@dataclass(frozen=True, slots=True)
class Sender:
    """The worker. `chance` gives 0-1; `disable_after` is how long nothing may get through to an endpoint."""

    endpoints: Handler[WebhookEndpoint, EndpointCommand, WebhookEvent]
    table: EndpointTable
    deliveries: Deliveries
    queue: Queue
    secrets: SecretStore
    payloads: Payloads
    outbound: Outbound
    clock: Clock
    disable_after: timedelta
    chance: Callable[[], float] = random.random

    async def run(self) -> None:
        """Send for ever."""
        working: dict[asyncio.Task[None], Turn] = {}
        async with asyncio.TaskGroup() as group:
            while True:
                end_if_cancelled()
                for turn in await self._claim(working.values()):
                    working[group.create_task(self._take(turn))] = turn
                await self._wait(working)

    async def trim(self) -> None:
        """Forget, for ever, deliveries that are too old to be kept."""
        while True:
            end_if_cancelled()
            try:
                await self.trim_once()
            except AWAY as error:
                logger.warning("old deliveries not trimmed: %s", type(error).__name__)
            await asyncio.sleep(TRIM_SECONDS)

    async def trim_once(self) -> None:
        """Forget what is too old now, of the endpoints whose turn it is."""
        now = self.clock()
        for account, endpoint in await self.queue.to_trim(now):
            await self.deliveries.trim(account, endpoint, now)

    async def send_due(self) -> int:
        """Try what is due now, as far as there is room for it, and wait for the outcomes; how many there were."""
        turns = await self._claim(())
        await asyncio.gather(*(self._take(turn) for turn in turns))
        return len(turns)

    async def _claim(self, busy: Collection[Turn]) -> Sequence[Turn]:
        free = AT_ONCE - len(busy)
        if not free:
            return ()
        try:
            return await self.queue.claim(self.clock(), LEASE, busy, free)
        except AWAY as error:
            logger.warning("webhooks: the database is away (%s)", type(error).__name__)
            return ()

    async def _wait(self, working: dict[asyncio.Task[None], Turn]) -> None:
        """Until a try is over, or it is time to look again."""
        if not working:
            await asyncio.sleep(POLL_SECONDS)
            return
        done, _ = await asyncio.wait(working, timeout=POLL_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            del working[task]

    async def _take(self, turn: Turn) -> None:
        try:
            await self._send(turn)
        except AWAY as error:
            logger.warning("a delivery waits for the database: %s", type(error).__name__)
        except Exception:  # one that fails here must not stop the others, nor come up for ever
            logger.exception("delivery %s failed", turn.delivery)
            await self._count_as_tried(turn)

    async def _count_as_tried(self, turn: Turn) -> None:
        """Write down that a try came to nothing here; the endpoint is not to blame."""
        try:
            delivery = await self.deliveries.get(turn.account, turn.delivery)
            if delivery is not None:
                await self._put_off(delivery, _Outcome(Try(None, "internal", 0, self.clock())))
        except Exception:  # its turn comes again
            logger.exception("a try of delivery %s could not be written down", turn.delivery)

    async def _send(self, turn: Turn) -> None:
        delivery = await self.deliveries.get(turn.account, turn.delivery)
        if delivery is None or delivery.status in ("delivered", "abandoned"):
            await self.queue.drop(turn.delivery)
            return
        try:
            known, _ = await self.endpoints.load(f"webhook-{turn.endpoint}")
            body = await self.payloads.body(delivery.account, delivery.told)
        except (KeyDestroyed, Erased):
            await self.deliveries.abandon(delivery, "erased", self.clock())
        except Missing:
            await self.deliveries.abandon(delivery, "missing", self.clock())
        else:
            await self._send_to(known, delivery, body)

    async def _send_to(self, known: WebhookEndpoint, delivery: Delivery, body: bytes) -> None:
        if not isinstance(known, Subscribed) or known.state != "active":
            await self.deliveries.abandon(delivery, "disabled", self.clock())
            return
        await self._record(delivery, await self._try(known.content.url, delivery, body))

    async def _try(self, url: str, delivery: Delivery, body: bytes) -> _Outcome:
        began, at = time.perf_counter(), self.clock()
        secrets = await self.secrets.signing(delivery.account, delivery.endpoint, at)
        if not secrets:
            return _Outcome(Try(None, "no_secret", 0, at))
        headers = {
            "content-type": "application/json",
            "user-agent": "ResolutionFlow-Webhooks",
            **signed_headers(str(delivery.told.event), at, body, secrets),
        }
        outcome = await self._post(url, headers, body, at)
        return replace(outcome, tried=replace(outcome.tried, ms=round((time.perf_counter() - began) * 1000)))

    async def _post(self, url: str, headers: dict[str, str], body: bytes, at: datetime) -> _Outcome:
        try:
            reply = await self.outbound.send("POST", url, headers=headers, content=body)
        except Blocked as blocked:
            return _Outcome(Try(None, f"blocked_{blocked.code}", 0, at))
        except NotConnected:
            return _Outcome(Try(None, "not_connected", 0, at))
        except NoReply:
            return _Outcome(Try(None, "no_reply", 0, at))
        return _Outcome(Try(reply.status, _error(reply), 0, at), retry_after(reply.headers, at))

    async def _record(self, delivery: Delivery, outcome: _Outcome) -> None:
        if outcome.ok:
            await self.deliveries.record(delivery, outcome.tried, "delivered", None)
            await self.queue.succeeded(delivery.endpoint)
            return
        await self._put_off(delivery, outcome)
        now = self.clock()
        failing = now - await self.queue.failed(delivery.endpoint, now, outcome.asked)
        if outcome.gone or failing >= self.disable_after:
            await self._stop(delivery, "gone" if outcome.gone else "failing")

    async def _put_off(self, delivery: Delivery, outcome: _Outcome) -> None:
        wait = None if outcome.gone else wait_after(delivery.step, self.chance(), outcome.asked)
        status: Status = "failed" if wait else "abandoned"
        await self.deliveries.record(delivery, outcome.tried, status, self.clock() + wait if wait else None)

    async def _stop(self, delivery: Delivery, reason: DisableReason) -> None:
        """Disable the endpoint. The event is the notice."""
        stream, now = Stream("webhook", str(delivery.endpoint), delivery.account), self.clock()
        origin = begin(Actor(account_id=delivery.account), SERVICE)
        handled = await self.endpoints.handle(stream, StopEndpoint(reason=reason, at=now), origin)
        if isinstance(handled.state, Subscribed):
            await self.table.put(delivery.account, delivery.endpoint, handled.state, now)


def _error(reply: Reply) -> str | None:
    """A word for what was wrong with a reply. Only 2xx says that the event was taken."""
    if 200 <= reply.status < 300:
        return None
    if 300 <= reply.status < 400:
        return "redirect"
    return {GONE: "gone", 429: "too_many_requests"}.get(reply.status, "http_error")
