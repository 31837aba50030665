"""Event → a delivery for each endpoint that wants it. Only ids are written: what is sent is made when it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from services.psa_sync.webhooks.catalogue import BY_SOURCE
from services.psa_sync.webhooks.commands import EndpointCommand
from services.psa_sync.webhooks.deliveries import KEPT, Deliveries
from services.psa_sync.webhooks.domain import Subscribed, WebhookEndpoint
from services.psa_sync.webhooks.endpoint_table import EndpointTable
from services.psa_sync.webhooks.events import WebhookEvent
from services.psa_sync.webhooks.source import told_of
from shared.clock import Clock
from shared.envelope import StoredEvent
from shared.handle import Handler


@dataclass(frozen=True, slots=True)
class WebhookReactions:
    """The reactions and what they work with. `forget` drops a case's key that this process still holds."""

    endpoints: Handler[WebhookEndpoint, EndpointCommand, WebhookEvent]
    table: EndpointTable
    deliveries: Deliveries
    forget: Callable[[UUID], None]
    clock: Clock

    async def on_event(self, event: StoredEvent) -> None:
        """Queue the event for whoever wants it, once. One that is older than deliveries are kept is nobody's news."""
        now = self.clock()
        if event.recorded_at < now - KEPT:
            return
        told = told_of(event.id, event.type, event.recorded_at, event.stream, event.version, event.session)
        endpoints = await self.table.subscribed(event.account, BY_SOURCE[event.type].name, event.recorded_at)
        if endpoints:
            await self.deliveries.add(event.account, endpoints, told, now)

    async def on_case_erased(self, event: StoredEvent) -> None:
        """Send nothing more of the case, but tell those who may have heard of it."""
        session = UUID(event.stream_id)
        self.forget(session)
        await self.deliveries.abandon_session(event.account, session, self.clock())
        await self.on_event(event)

    async def on_endpoint_changed(self, event: StoredEvent) -> None:
        """List the endpoint as it reads by now, where who changed it did not come to that."""
        known, _ = await self.endpoints.load(event.stream)
        if isinstance(known, Subscribed):
            await self.table.put(event.account, UUID(event.stream_id), known, self.clock())
