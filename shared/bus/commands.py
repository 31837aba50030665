"""Commands and queries: request/reply with a deadline, typed refusals, resending under the same id."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

import orjson
from faststream import AckPolicy
from faststream.nats import NatsBroker, NatsMessage
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as BrokerError
from opentelemetry import trace
from pydantic import BaseModel, ConfigDict, ValidationError

from shared.bus.subjects import command_subject, query_subject
from shared.envelope import Origin, begin
from shared.errors import Erased, InvalidInput, Problem, TooLarge, Unavailable
from shared.log import CommandKey
from shared.message import Actor
from shared.metrics import COMMAND_SECONDS
from shared.sealing import KeyDestroyed
from shared.telemetry import current_traceparent, remote_span

logger = logging.getLogger(__name__)
tracer = trace.get_tracer(__name__)

WORKERS = 64
RESEND_AFTER_SECONDS = 2.0


class Request(BaseModel):
    """A command or query as it travels. `key` is None where the caller cannot repeat it (queries)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    actor: Actor
    body: dict[str, Any]
    route: str = ""
    key: str | None = None
    body_hmac: str = ""
    session: UUID | None = None
    expected_version: int | None = None
    traceparent: str | None = None

    @property
    def command_key(self) -> CommandKey | None:
        """What makes the command the same one when it is sent again."""
        if self.key is None:
            return None
        return CommandKey(self.actor.account_id, self.actor.label, self.route, self.key, bytes.fromhex(self.body_hmac))

    def origin(self, service: str) -> Origin:
        """The origin of the events that the command brings about."""
        return begin(self.actor, service, self.key, current_traceparent() or self.traceparent)


Answer = Mapping[str, Any]
Endpoint = Callable[[Request], Awaitable[Answer]]


def serve(broker: NatsBroker, service: str, commands: Mapping[str, Endpoint], queries: Mapping[str, Endpoint]) -> None:
    """Answer every command and query of a service, shared among its replicas."""
    for name, endpoint in commands.items():
        _subscribe(broker, command_subject(service, name), service, endpoint)
    for name, endpoint in queries.items():
        _subscribe(broker, query_subject(service, name), service, endpoint)


def _subscribe(broker: NatsBroker, subject: str, service: str, endpoint: Endpoint) -> None:
    @broker.subscriber(subject, queue=service, max_workers=WORKERS, ack_policy=AckPolicy.MANUAL, title=subject)
    async def answer(msg: NatsMessage) -> bytes:
        return await _answer(endpoint, subject, bytes(msg.raw_message.data))


async def _answer(endpoint: Endpoint, subject: str, data: bytes) -> bytes:
    began = time.perf_counter()
    answer = await _answered(endpoint, subject, data)
    outcome = "ok" if "ok" in answer else answer["refused"]["code"]
    COMMAND_SECONDS.labels(subject, outcome).observe(time.perf_counter() - began)
    return orjson.dumps(answer, default=str)


async def _answered(endpoint: Endpoint, subject: str, data: bytes) -> Answer:
    try:
        request = Request.model_validate_json(data)
        with remote_span(tracer, subject, request.traceparent):
            return {"ok": await endpoint(request)}
    except ValidationError as error:
        places = sorted({".".join(map(str, item["loc"])) or "body" for item in error.errors()})
        refusal: Problem = InvalidInput("invalid_command", f"Not acceptable: {', '.join(places)}.", fields=places)
    except Problem as problem:
        refusal = problem
    except KeyDestroyed:
        refusal = Erased("erased", "This case was erased; there is nothing to work on any more.")
    except Exception:  # the border of the process: the caller gets a typed answer, the operator the trace
        logger.exception("%s failed", subject)
        refusal = Unavailable("internal", "Something went wrong here; the same request may be sent again.")
    return {"refused": refusal.to_dict()}


@dataclass(frozen=True, slots=True)
class Caller:
    """Sends commands and queries. A lost reply is unknown: the same command is sent again until the deadline."""

    client: Client
    deadline: float = 10.0
    resend_after: float = RESEND_AFTER_SECONDS

    @classmethod
    def of(cls, client: Client) -> Self:
        """A caller with the default deadline."""
        return cls(client)

    async def command(self, service: str, name: str, request: Request) -> dict[str, Any]:
        """The answer of a command.

        Raises:
            Problem: the service refused, nobody answered in time (`Unavailable`), or the body is too large.
        """
        return await self._ask(command_subject(service, name), request)

    async def query(self, service: str, name: str, request: Request) -> dict[str, Any]:
        """The answer of a query; raises as `command` does."""
        return await self._ask(query_subject(service, name), request)

    async def _ask(self, subject: str, request: Request) -> dict[str, Any]:
        payload = request.model_copy(update={"traceparent": current_traceparent()}).model_dump_json().encode()
        limit = self.client.max_payload
        if len(payload) > limit:
            raise TooLarge("too_large_at_once", f"At most {limit} bytes can be taken at once; send parts.", limit=limit)
        try:
            async with asyncio.timeout(self.deadline):
                reply = await self._send(subject, payload)
        except (TimeoutError, BrokerError) as error:
            logger.warning("%s is away: %s", subject, type(error).__name__)
            raise Unavailable(
                "service_away",
                "The part that does this is away. Send the same request again with the same Idempotency-Key.",
                retry_after=2,
                idempotency_key=request.key,
            ) from None
        answer = orjson.loads(reply)
        if "refused" in answer:
            raise Problem.from_dict(answer["refused"])
        ok: dict[str, Any] = answer["ok"]
        return ok

    async def _send(self, subject: str, payload: bytes) -> bytes:
        """The first reply to any of the sendings: one that is still worked on may yet answer."""
        sent: set[asyncio.Task[Msg]] = set()
        try:
            while True:
                sent.add(asyncio.create_task(self.client.request(subject, payload, timeout=self.deadline)))
                done, _ = await asyncio.wait(sent, timeout=self.resend_after, return_when=asyncio.FIRST_COMPLETED)
                if done:
                    return done.pop().result().data
        finally:
            for task in sent:
                task.cancel()
