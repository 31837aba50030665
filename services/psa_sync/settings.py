"""Settings of psa_sync. Read from `RESOLUTIONFLOW_<NAME>`."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import NoDecode

from shared.settings import CommonSettings

Targets = Annotated[frozenset[str], NoDecode]
"""Written `host:port,host:port`."""


class PsaSyncSettings(CommonSettings):
    """How ticket systems are spoken to, and how webhooks are sent."""

    public_url: str | None = None
    """Where a PSA reaches this installation's gateway, for its callbacks; none: callbacks are not registered."""
    psa_private_targets: Targets = frozenset()
    """Addresses `host:port` inside the own network at which PSAs may be, as an operator decides. No wildcards."""
    psa_hosts: Targets = frozenset()
    """Host names outside of the vendors' own at which PSAs may be, for example of an on-premises ConnectWise."""
    psa_timeout: timedelta = timedelta(seconds=20)
    """How long one request to a PSA may take in all."""
    psa_reply_bytes: int = Field(default=8_388_608, ge=1024)
    """The longest reply of a PSA that is read."""
    ticket_timeout: timedelta = timedelta(seconds=10)
    """How long the context of a ticket is asked for."""
    ticket_notes: int = Field(default=20, ge=0, le=200)
    """Notes of a ticket that a case is given: the most recent."""
    push_commit_window: timedelta = timedelta(seconds=120)
    """W: after so long, a PSA that has not written a note that it was sent never will."""
    push_give_up: timedelta = timedelta(hours=24)
    """For so long a push is tried by itself: from its first try on, and anew once somebody asks or it may go on."""
    push_retry_first: timedelta = timedelta(seconds=30)
    """The wait after the first failure; it doubles, with jitter."""
    push_retry_longest: timedelta = timedelta(hours=2)
    """The longest wait between two tries."""
    callback_max_bytes: int = Field(default=262_144, ge=1024, le=393_216)
    """The longest callback that is taken."""
    callback_replay_window: timedelta = timedelta(minutes=10)
    """A callback that carries its own time is refused when that is further away than this."""
    webhook_private_targets: Targets = frozenset()
    """Addresses `host:port` inside the own network to which webhooks may be sent, as an operator decides."""
    webhook_ports: Annotated[frozenset[int], NoDecode] = frozenset({443, 8443})
    """Ports to which webhooks may be sent."""
    webhook_timeout: timedelta = Field(default=timedelta(seconds=15), le=timedelta(seconds=45))
    """How long an endpoint may take to answer a delivery."""
    webhook_disable_after: timedelta = timedelta(days=5)
    """An endpoint none of whose deliveries got through for so long is sent nothing more."""
    webhook_endpoints: int = Field(default=20, ge=1, le=200)
    """Endpoints of an account."""

    @field_validator("psa_private_targets", "psa_hosts", "webhook_private_targets", "webhook_ports", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """A list written with commas."""
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
