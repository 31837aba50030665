"""What happened to a subscription of an account: the streams `webhook-<endpoint>`. Its secret is kept apart, sealed."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.log import Registry
from shared.message import Event, Message

DisableReason = Literal["failing", "gone", "asked"]


class EndpointContent(Message):
    """Where events go, and which; no types: every type that is offered."""

    url: str
    event_types: tuple[str, ...]
    description: str | None = None


class EndpointCreated(Event):
    """The account's events of these types are sent to the address."""

    endpoint: EndpointContent
    by: UUID
    at: datetime


class EndpointChanged(Event):
    """The subscription reads otherwise now."""

    endpoint: EndpointContent
    by: UUID
    at: datetime


class SecretRotated(Event):
    """Deliveries are signed with another secret; for a while with the old one as well."""

    by: UUID
    at: datetime


class EndpointDisabled(Event):
    """Nothing is sent any more. `by` is None where deliveries failed for days, or the endpoint said that it is gone."""

    reason: DisableReason
    by: UUID | None
    at: datetime


class EndpointEnabled(Event):
    """Events are sent again, from now on."""

    by: UUID
    at: datetime


class EndpointRemoved(Event):
    """The subscription is gone, its secret with it."""

    by: UUID
    at: datetime


WebhookEvent = EndpointCreated | EndpointChanged | SecretRotated | EndpointDisabled | EndpointEnabled | EndpointRemoved

WEBHOOK_EVENTS: Registry[WebhookEvent] = Registry(
    EndpointCreated, EndpointChanged, SecretRotated, EndpointDisabled, EndpointEnabled, EndpointRemoved
)
