"""`cmd.psa_sync.*` about webhook endpoints and their deliveries.

A secret is shown to who made it, in the answer. Its answer lost, the same command sent again within `SHOWN_AGAIN`
answers the same secret; later it answers none, and the secret has to be rotated.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from services.psa_sync.ports import Blocked, CheckAddress
from services.psa_sync.webhooks.catalogue import TEST, sources
from services.psa_sync.webhooks.commands import (
    ChangeEndpoint,
    CreateEndpoint,
    DisableEndpoint,
    EnableEndpoint,
    EndpointCommand,
    RemoveEndpoint,
    RotateSecret,
)
from services.psa_sync.webhooks.deliveries import Deliveries, Told
from services.psa_sync.webhooks.domain import (
    Subscribed,
    WebhookEndpoint,
    require_admin,
    sending,
    unknown_endpoint,
)
from services.psa_sync.webhooks.endpoint_table import EndpointTable
from services.psa_sync.webhooks.events import WebhookEvent
from services.psa_sync.webhooks.payload import Payloads
from services.psa_sync.webhooks.reading import (
    DeliveryReference,
    EndpointReference,
    Range,
    read_changes,
    read_endpoint,
)
from services.psa_sync.webhooks.resends import Resent
from services.psa_sync.webhooks.secret_store import SecretStore
from services.psa_sync.webhooks.signing import shown
from services.psa_sync.webhooks.source import EventSource
from shared.bus.commands import Answer, Endpoint, Request
from shared.clock import Clock
from shared.envelope import Stream
from shared.errors import IllegalState, InvalidInput, NotFound
from shared.handle import Handled, Handler
from shared.ids import new_id

SERVICE = "psa_sync"
SHOWN_AGAIN = timedelta(minutes=10)
MOST_REPLAYED = 1000
"""Events of one replay; a longer one is asked for in parts."""

Done = Handled[WebhookEndpoint, WebhookEvent]


@dataclass(frozen=True, slots=True)
class WebhookApi:
    """What changes endpoints, and sends again. `most` is how many endpoints an account may have.

    `replaying`: one replay of a process at a time looks through the log.
    """

    endpoints: Handler[WebhookEndpoint, EndpointCommand, WebhookEvent]
    table: EndpointTable
    deliveries: Deliveries
    secrets: SecretStore
    source: EventSource
    payloads: Payloads
    check_url: CheckAddress
    clock: Clock
    most: int
    replaying: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def commands(self) -> Mapping[str, Endpoint]:
        """The commands by name."""
        return {
            "create_endpoint": self.create,
            "change_endpoint": self.change,
            "rotate_endpoint_secret": self.rotate,
            "enable_endpoint": self.enable,
            "disable_endpoint": self.disable,
            "remove_endpoint": self.remove,
            "send_test": self.send_test,
            "resend_delivery": self.resend,
            "replay_deliveries": self.replay,
        }

    async def create(self, request: Request) -> Answer:
        """Send the account's events to an address from now on; answers the secret."""
        require_admin(request.actor)
        content = read_endpoint(request.body)
        self._check(content.url)
        endpoint = uuid5(request.actor.account_id, f"webhook {request.actor.label} {request.key or new_id()}")
        await self._require_room(request)
        command = CreateEndpoint(**self._asked(request), endpoint=content)
        return await self._with_secret(request, await self._do(request, endpoint, command))

    async def change(self, request: Request) -> Answer:
        """Send elsewhere, or others: `endpoint_id` and whatever shall read otherwise."""
        changes = read_changes({key: value for key, value in request.body.items() if key != "endpoint_id"})
        if "url" in changes.model_fields_set:
            self._check(changes.url)
        return await self._change(request, ChangeEndpoint(**self._asked(request), changes=changes))

    async def rotate(self, request: Request) -> Answer:
        """Sign with another secret; for a day with the one before as well. Answers the secret."""
        command = RotateSecret(**self._asked(request))
        return await self._with_secret(request, await self._do(request, _named(request), command))

    async def enable(self, request: Request) -> Answer:
        """Send again, from now on."""
        return await self._change(request, EnableEndpoint(**self._asked(request)))

    async def disable(self, request: Request) -> Answer:
        """Send nothing for now; what waits is abandoned."""
        return await self._change(request, DisableEndpoint(**self._asked(request)))

    async def remove(self, request: Request) -> Answer:
        """Send nothing any more."""
        return await self._change(request, RemoveEndpoint(**self._asked(request)))

    async def send_test(self, request: Request) -> Answer:
        """Send an event that means nothing. The same command sent again is the same event."""
        endpoint, version = await self._sending(request)
        account, now = request.actor.account_id, self.clock()
        event = uuid5(endpoint, f"test {request.actor.label} {request.key or new_id()}")
        await self.deliveries.add(account, [endpoint], Told(event, TEST, now), now)
        delivery = await self.deliveries.of_event(account, endpoint, event)
        if delivery is None:
            raise unknown_endpoint()
        return {"delivery_id": delivery, "stream": f"webhook-{endpoint}", "version": version}

    async def resend(self, request: Request) -> Answer:
        """Send a delivery again, whatever became of it, under the same id. Raises KeyDestroyed: it was erased."""
        require_admin(request.actor)
        named, account = DeliveryReference.model_validate(request.body), request.actor.account_id
        delivery = await self.deliveries.get(account, named.delivery_id)
        if delivery is None or delivery.endpoint != named.endpoint_id:
            raise NotFound("unknown_delivery", "There is no such delivery; after thirty days they are forgotten.")
        known, version = await self._load(account, delivery.endpoint)
        if await self.deliveries.resent(account, request.command_key) is None:
            sending(known)
            await self.payloads.body(account, delivery.told)
            told = [delivery.told]
            await self.deliveries.send_again(account, delivery.endpoint, told, self.clock(), request.command_key)
        return {"delivery_id": delivery.id, "stream": f"webhook-{delivery.endpoint}", "version": version}

    async def replay(self, request: Request) -> Answer:
        """Send an endpoint all events of a time that it subscribes to, those it has had and those before it existed.

        At most `MOST_REPLAYED`, the oldest, of as much of the log as is looked through at once; `next_since` says from
        where to go on.
        """
        require_admin(request.actor)
        wanted, account = Range.model_validate(request.body), request.actor.account_id
        since, until = wanted.times
        known, version = await self._load(account, wanted.endpoint_id)
        async with self.replaying:
            resent = await self.deliveries.resent(account, request.command_key)
            if resent is None:
                resent = await self._replay(request, wanted.endpoint_id, known, since, until)
        return {
            "count": resent.count,
            "next_since": resent.next_since,
            "stream": f"webhook-{wanted.endpoint_id}",
            "version": version,
        }

    async def _replay(
        self, request: Request, endpoint: UUID, known: WebhookEndpoint, since: datetime, until: datetime
    ) -> Resent:
        account, types = request.actor.account_id, sources(sending(known).content.event_types)
        told, rest = await self.source.between(account, types, since, until, MOST_REPLAYED)
        return await self.deliveries.send_again(account, endpoint, told, self.clock(), request.command_key, rest)

    async def _change(self, request: Request, command: EndpointCommand) -> Answer:
        return _answer(await self._do(request, _named(request), command))

    async def _do(self, request: Request, endpoint: UUID, command: EndpointCommand) -> Done:
        stream = Stream("webhook", str(endpoint), request.actor.account_id)
        known = await self._load(stream.account, endpoint)
        handled = await self.endpoints.handle(stream, command, request.origin(SERVICE), request.command_key, known)
        if isinstance(handled.state, Subscribed):
            await self.table.put(stream.account, endpoint, handled.state, self.clock())
        return handled

    async def _with_secret(self, request: Request, handled: Done) -> Answer:
        return {**_answer(handled), "secret": await self._secret(request, handled)}

    async def _secret(self, request: Request, handled: Done) -> str | None:
        known, now = handled.state, self.clock()
        if not isinstance(known, Subscribed) or known.state == "removed":
            return None
        made = known.secret
        if handled.repeated and (made.by != request.actor.user_id or now - made.at > SHOWN_AGAIN):
            return None
        secret = await self.secrets.ensure(request.actor.account_id, _id(handled), made.rotation, now)
        return shown(secret) if secret else None

    async def _sending(self, request: Request) -> tuple[UUID, int]:
        require_admin(request.actor)
        endpoint = _named(request)
        known, version = await self._load(request.actor.account_id, endpoint)
        sending(known)
        return endpoint, version

    async def _load(self, account: UUID, endpoint: UUID) -> tuple[WebhookEndpoint, int]:
        """The endpoint as it stands. Another account's is answered as one that does not exist."""
        events = await self.endpoints.log.load(f"webhook-{endpoint}")
        if events and events[0].account != account:
            raise unknown_endpoint()
        return self.endpoints.decider.fold(self.endpoints.registry.decode_all(events)), len(events)

    async def _require_room(self, request: Request) -> None:
        key = request.command_key
        if key is not None and await self.endpoints.log.find_command(key):
            return
        if await self.table.count(request.actor.account_id) >= self.most:
            raise IllegalState("too_many_endpoints", f"At most {self.most} endpoints; remove one first.")

    def _check(self, url: str) -> None:
        try:
            self.check_url(url)
        except Blocked as blocked:
            raise InvalidInput(
                "address_refused",
                "Webhooks are sent to public https addresses, without a user or password in them.",
                reason=blocked.code,
            ) from None

    def _asked(self, request: Request) -> dict[str, Any]:
        return {"actor": request.actor, "at": self.clock(), "expected_version": request.expected_version}


def _named(request: Request) -> UUID:
    return EndpointReference.model_validate({"endpoint_id": request.body.get("endpoint_id")}).endpoint_id


def _id(handled: Done) -> UUID:
    return UUID(handled.stream.removeprefix("webhook-"))


def _answer(handled: Done) -> dict[str, Any]:
    state = handled.state.state if isinstance(handled.state, Subscribed) else None
    return {"endpoint_id": _id(handled), "state": state, "stream": handled.stream, "version": handled.version}
