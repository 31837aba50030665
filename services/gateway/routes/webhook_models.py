"""Webhook endpoints and what was sent to them, as they are sent and answered. A secret is answered once."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from services.gateway.params import RequestBody

Address = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
EventType = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}(\.[a-z_]{1,40}){0,2}$")]
EventTypes = Annotated[list[EventType], Field(max_length=50)]
Description = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
DeliveryStatus = Literal["pending", "delivered", "failed", "abandoned"]


class NewWebhookEndpoint(RequestBody):
    """Where events shall go, and which; no types: every type that is offered."""

    url: Address
    event_types: EventTypes = Field(default_factory=list)
    description: Description | None = None


class WebhookEndpointChanges(RequestBody):
    """What shall read otherwise; what is left out stays."""

    url: Address = ""
    event_types: EventTypes = Field(default_factory=list)
    description: Description | None = None


class WebhookEndpoint(BaseModel):
    """A subscription. `disabled_reason` is `failing` where deliveries failed for days,
    `gone` where the endpoint said that it is no more. `version` is what If-Match takes.
    """

    id: UUID
    url: str
    event_types: list[str]
    description: str | None
    state: Literal["enabled", "disabled"]
    disabled_reason: Literal["failing", "gone", "asked"] | None
    disabled_at: datetime | None
    secret_rotated_at: datetime
    created_at: datetime
    updated_at: datetime
    version: int


class CreatedWebhookEndpoint(WebhookEndpoint):
    """A new subscription with its secret; null in the answer to a request that is repeated after ten minutes."""

    secret: str | None


class NewSecret(BaseModel):
    """What deliveries are signed with from now on; for a day with the one before as well. It is null in the answer to
    a request that is repeated after ten minutes.
    """

    secret: str | None


class TestSent(BaseModel):
    """A delivery of an event that means nothing."""

    delivery_id: UUID


class Resent(BaseModel):
    """A delivery that is sent anew."""

    delivery_id: UUID


class Replay(RequestBody):
    """Which of the endpoint's events are sent anew: those of this time."""

    since: AwareDatetime
    until: AwareDatetime


class Replayed(BaseModel):
    """How many are sent anew; `next_since` is from where to go on where those were not all."""

    count: int
    next_since: datetime | None


class DeliveryTry(BaseModel):
    """How sending it once went; `status` is what the endpoint answered, if it did, after `ms`."""

    status: int | None
    error: str | None
    ms: int
    at: datetime


class Delivery(BaseModel):
    """An event on its way to an endpoint; `tries` are the last ones."""

    id: UUID
    event_type: str
    event_id: UUID
    session_id: UUID | None
    status: DeliveryStatus
    attempts: int
    last_status: int | None
    last_error: str | None
    tries: list[DeliveryTry]
    next_at: datetime | None
    created_at: datetime
    delivered_at: datetime | None


class Deliveries(BaseModel):
    """The newest first; `next` is what `before` takes for those that follow."""

    deliveries: list[Delivery]
    next: UUID | None


class WebhookEventType(BaseModel):
    """A type of event that can be subscribed to."""

    name: str
    description: str


class WebhookEventTypes(BaseModel):
    """All of them."""

    event_types: list[WebhookEventType]


def changes(body: WebhookEndpointChanges) -> dict[str, Any]:
    """Only what was sent."""
    return body.model_dump(mode="json", exclude_unset=True)
