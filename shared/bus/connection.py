"""Connections to the broker, with defaults that notice a frozen one."""

import logging
from pathlib import Path
from typing import Any

import nats
from faststream.nats import NatsBroker
from faststream.nats.security import NatsNKey
from nats.aio.client import Client

logger = logging.getLogger(__name__)

# A frozen broker is noticed after PING_INTERVAL x MAX_PINGS_OUT seconds; the client's own defaults need minutes.
PING_INTERVAL = 2
MAX_PINGS_OUT = 2
RECONNECT_WAIT = 0.25


def inbox_prefix(name: str) -> bytes:
    """Where replies for one service arrive; its permissions name it."""
    return f"_INBOX_{name}".encode()


def _options(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "inbox_prefix": inbox_prefix(name),
        "ping_interval": PING_INTERVAL,
        "max_outstanding_pings": MAX_PINGS_OUT,
        "reconnect_time_wait": RECONNECT_WAIT,
        "max_reconnect_attempts": -1,
        "error_cb": _log_error,
    }


def seed(seed_dir: Path | None, name: str) -> str | None:
    """The nkey seed of a service; None where the broker asks for none."""
    return None if seed_dir is None else (seed_dir / f"{name}.nk").read_text(encoding="ascii").strip()


def make_broker(url: str, name: str, seed_dir: Path | None = None) -> NatsBroker:
    """A FastStream broker that signs in as `name` and reconnects for ever."""
    key = seed(seed_dir, name)
    security = NatsNKey.from_seed(key) if key else None
    return NatsBroker(url, security=security, graceful_timeout=10, logger=None, **_options(name))


async def connect(url: str, name: str, seed_dir: Path | None = None) -> Client:
    """A bare client that signs in as `name` and reconnects for ever."""
    return await nats.connect(url, nkeys_seed_str=seed(seed_dir, name), **_options(name))


async def flushed(client: Client) -> None:
    """Return when the broker has all that was sent. Twice, since the client's PING overtakes what waits to be sent."""
    await client.flush()
    await client.flush()


async def _log_error(error: Exception) -> None:
    # The client reports refused permissions only here.
    logger.warning("broker: %s", error)
