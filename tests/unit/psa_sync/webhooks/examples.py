"""Named examples that the tests of webhooks share."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.psa_sync.webhooks.events import EndpointContent, EndpointCreated
from shared.message import Actor

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ACCOUNT = UUID(int=1)
ADA, OTTO = UUID(int=10), UUID(int=11)
ADMIN = Actor(account_id=ACCOUNT, user_id=ADA, name="Ada", role="account_admin")
OTHER_ADMIN = Actor(account_id=ACCOUNT, user_id=OTTO, name="Otto", role="account_admin")
LEAD = Actor(account_id=ACCOUNT, user_id=UUID(int=12), name="Ingrid", role="team_admin")


def content(**changes: Any) -> EndpointContent:
    """An endpoint that wants every type."""
    return EndpointContent(**{"url": "https://hooks.msp.example/in", "event_types": (), **changes})


def created(**changes: Any) -> EndpointCreated:
    """There is an endpoint."""
    return EndpointCreated(endpoint=content(**changes), by=ADA, at=NOW)
