"""An endpoint as it comes from outside: tidied, and of the right shape."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from services.psa_sync.webhooks.commands import EndpointChanges
from services.psa_sync.webhooks.deliveries import Status
from services.psa_sync.webhooks.events import EndpointContent
from shared.errors import InvalidInput

LONGEST_RANGE = timedelta(days=366)
_PLAIN = r"^[^\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]*$"

Address = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[\x21-\x7e]+$")]
EventTypes = Annotated[
    tuple[Annotated[str, StringConstraints(min_length=1, max_length=100)], ...],
    Field(max_length=50),
    AfterValidator(lambda names: tuple(sorted(set(names)))),
]
Description = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=_PLAIN)]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewEndpoint(_Body):
    """Where events shall go, and which; no types: every type that is offered."""

    url: Address
    event_types: EventTypes = ()
    description: Description | None = None


class ChangedEndpoint(_Body):
    """What an endpoint shall read from now on; what is not set stays."""

    url: Address = "-"
    event_types: EventTypes = ()
    description: Description | None = None


class EndpointReference(_Body):
    """Names an endpoint."""

    endpoint_id: UUID


class DeliveryReference(_Body):
    """Names a delivery of an endpoint."""

    endpoint_id: UUID
    delivery_id: UUID


class Range(_Body):
    """The time whose events are meant: from `since`, before `until`."""

    endpoint_id: UUID
    since: AwareDatetime
    until: AwareDatetime

    @property
    def times(self) -> tuple[datetime, datetime]:
        """The two ends. Raises InvalidInput for a time that is none, or too long."""
        if not timedelta(0) < self.until - self.since <= LONGEST_RANGE:
            raise InvalidInput("bad_range", "Name a time that ends after it begins, and within a year.")
        return self.since, self.until


class DeliveriesQuery(_Body):
    """Which deliveries: of a status, and those before a delivery that was shown."""

    endpoint_id: UUID
    status: Status | None = None
    before: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


def read_endpoint(body: Mapping[str, Any]) -> EndpointContent:
    """A whole endpoint. Raises InvalidInput."""
    try:
        return EndpointContent.model_validate(NewEndpoint.model_validate(_tidy(body)).model_dump())
    except ValidationError as error:
        raise _refusal(error) from None


def read_changes(body: Mapping[str, Any]) -> EndpointChanges:
    """A part of an endpoint. Raises InvalidInput."""
    try:
        return EndpointChanges.model_validate(
            ChangedEndpoint.model_validate(_tidy(body)).model_dump(exclude_unset=True)
        )
    except ValidationError as error:
        raise _refusal(error) from None


def _tidy(body: Mapping[str, Any]) -> dict[str, Any]:
    url = body.get("url")
    return {**body, "url": url.strip()} if isinstance(url, str) else dict(body)


def _refusal(error: ValidationError) -> InvalidInput:
    places = sorted({".".join(map(str, item["loc"])) or "body" for item in error.errors(include_input=False)})
    return InvalidInput("endpoint_invalid", f"Not acceptable: {', '.join(places)}.", fields=places)
