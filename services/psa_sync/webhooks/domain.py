"""The decider of a webhook endpoint; pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, assert_never
from uuid import UUID

from services.psa_sync.webhooks.catalogue import NAMES
from services.psa_sync.webhooks.commands import (
    ChangeEndpoint,
    CreateEndpoint,
    DisableEndpoint,
    EnableEndpoint,
    EndpointCommand,
    RemoveEndpoint,
    RotateSecret,
    StopEndpoint,
)
from services.psa_sync.webhooks.events import (
    EndpointChanged,
    EndpointContent,
    EndpointCreated,
    EndpointDisabled,
    EndpointEnabled,
    EndpointRemoved,
    SecretRotated,
    WebhookEvent,
)
from shared.decider import Decider
from shared.errors import Forbidden, IllegalState, InvalidInput, NotFound, RevisionMismatch
from shared.message import Actor

ADMIN = "account_admin"
"""Who decides what of an account is sent to whom."""


@dataclass(frozen=True, slots=True)
class Uncreated:
    """No endpoint yet."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Who made the present secret, and when; `rotation` counts from 0. The secret itself is kept apart."""

    rotation: int
    by: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Subscribed:
    """An endpoint. `since`: what happened before is not sent by itself. `version` is the stream's."""

    content: EndpointContent
    state: Literal["active", "disabled", "removed"]
    secret: Secret
    since: datetime
    version: int


WebhookEndpoint = Uncreated | Subscribed


def decide(command: EndpointCommand, endpoint: WebhookEndpoint) -> list[WebhookEvent]:
    """What the command brings about. Raises Forbidden, InvalidInput, NotFound, IllegalState, RevisionMismatch."""
    match command:
        case StopEndpoint():
            return _stop(command, endpoint)
        case CreateEndpoint():
            return _create(command, endpoint)
        case _:
            return _change(command, endpoint, require_admin(command.actor))


def evolve(endpoint: WebhookEndpoint, event: WebhookEvent) -> WebhookEndpoint:
    """The endpoint after one more event."""
    if isinstance(event, EndpointCreated):
        return Subscribed(event.endpoint, "active", Secret(0, event.by, event.at), event.at, 1)
    if isinstance(endpoint, Uncreated):
        return endpoint
    return _evolved(replace(endpoint, version=endpoint.version + 1), event)


ENDPOINT_DECIDER: Decider[WebhookEndpoint, EndpointCommand, WebhookEvent] = Decider(Uncreated(), decide, evolve)


def subscribed(endpoint: WebhookEndpoint) -> Subscribed:
    """The endpoint. Raises NotFound where there is none, or none any more."""
    if isinstance(endpoint, Uncreated) or endpoint.state == "removed":
        raise unknown_endpoint()
    return endpoint


def unknown_endpoint() -> NotFound:
    """What is said of an endpoint that is not there, any more, or in this account."""
    return NotFound("unknown_endpoint", "There is no such webhook endpoint.")


def sending(endpoint: WebhookEndpoint) -> Subscribed:
    """The endpoint, which is sent to. Raises NotFound, IllegalState."""
    known = subscribed(endpoint)
    if known.state != "active":
        raise IllegalState("endpoint_disabled", "Nothing is sent to this endpoint; enable it first.")
    return known


def require_admin(actor: Actor) -> UUID:
    """One of the account's administrators, who subscribe. Raises Forbidden."""
    if actor.role != ADMIN or actor.user_id is None:
        raise Forbidden("not_an_admin", "Webhooks are the account administrators' business; ask one of them.")
    return actor.user_id


Changes = ChangeEndpoint | RotateSecret | EnableEndpoint | DisableEndpoint | RemoveEndpoint
Later = EndpointChanged | SecretRotated | EndpointDisabled | EndpointEnabled | EndpointRemoved


def _evolved(endpoint: Subscribed, event: Later) -> Subscribed:
    match event:
        case EndpointChanged():
            return replace(endpoint, content=event.endpoint)
        case SecretRotated():
            return replace(endpoint, secret=Secret(endpoint.secret.rotation + 1, event.by, event.at))
        case EndpointEnabled():
            return replace(endpoint, state="active", since=event.at)
        case EndpointDisabled():
            return replace(endpoint, state="disabled")
        case EndpointRemoved():
            return replace(endpoint, state="removed")
        case _:
            assert_never(event)


def _create(command: CreateEndpoint, endpoint: WebhookEndpoint) -> list[WebhookEvent]:
    by = require_admin(command.actor)
    if isinstance(endpoint, Subscribed):
        if endpoint.content == command.endpoint:
            return []
        raise IllegalState("already_created", "This endpoint exists; change it instead.")
    _check_types(command.endpoint)
    return [EndpointCreated(endpoint=command.endpoint, by=by, at=command.at)]


def _change(command: Changes, endpoint: WebhookEndpoint, by: UUID) -> list[WebhookEvent]:
    known = subscribed(endpoint)
    if command.expected_version not in (None, known.version):
        raise RevisionMismatch("changed", "Somebody changed the endpoint; read it again.", version=known.version)
    match command:
        case ChangeEndpoint():
            return _rewrite(command, known, by)
        case RotateSecret():
            return [SecretRotated(by=by, at=command.at)]
        case EnableEndpoint():
            return [] if known.state == "active" else [EndpointEnabled(by=by, at=command.at)]
        case DisableEndpoint():
            stopped = EndpointDisabled(reason="asked", by=by, at=command.at)
            return [stopped] if known.state == "active" else []
        case RemoveEndpoint():
            return [EndpointRemoved(by=by, at=command.at)]
        case _:
            assert_never(command)


def _rewrite(command: ChangeEndpoint, known: Subscribed, by: UUID) -> list[WebhookEvent]:
    changes = {name: getattr(command.changes, name) for name in command.changes.model_fields_set}
    content = known.content.model_copy(update=changes)
    _check_types(content)
    return [] if content == known.content else [EndpointChanged(endpoint=content, by=by, at=command.at)]


def _stop(command: StopEndpoint, endpoint: WebhookEndpoint) -> list[WebhookEvent]:
    if isinstance(endpoint, Uncreated) or endpoint.state != "active":
        return []
    return [EndpointDisabled(reason=command.reason, by=None, at=command.at)]


def _check_types(content: EndpointContent) -> None:
    if unknown := sorted(set(content.event_types) - NAMES):
        raise InvalidInput(
            "unknown_event_type", "Some of these types of events are not offered; ask which are.", event_types=unknown
        )
