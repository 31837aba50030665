"""What is asked of a webhook endpoint."""

from datetime import datetime

from services.psa_sync.webhooks.events import DisableReason, EndpointContent
from shared.message import Actor, Command, Message


class EndpointChanges(Message):
    """What an endpoint shall read from now on; what is not set stays."""

    url: str = ""
    event_types: tuple[str, ...] = ()
    description: str | None = None


class _EndpointCommand(Command):
    actor: Actor
    at: datetime
    expected_version: int | None = None


class CreateEndpoint(_EndpointCommand):
    """Send the account's events to an address; quiet when exactly this one was created before."""

    endpoint: EndpointContent


class ChangeEndpoint(_EndpointCommand):
    """Send them elsewhere, or others."""

    changes: EndpointChanges


class RotateSecret(_EndpointCommand):
    """Sign with another secret."""


class EnableEndpoint(_EndpointCommand):
    """Send again."""


class DisableEndpoint(_EndpointCommand):
    """Send nothing for now."""


class RemoveEndpoint(_EndpointCommand):
    """Send nothing any more, and forget the secret and what was sent."""


class StopEndpoint(Command):
    """Nobody asks for it: the endpoint does not take what it is sent."""

    reason: DisableReason
    at: datetime


EndpointCommand = (
    CreateEndpoint | ChangeEndpoint | RotateSecret | EnableEndpoint | DisableEndpoint | RemoveEndpoint | StopEndpoint
)
