"""Commands of the demo's people to the services."""

import asyncio
import json
import time
from hashlib import sha256
from typing import Any

from services.gateway.auth.seed import DEMO_ACCOUNT, demo_id
from services.ops.demo import ADMIN, LEAD
from shared.bus.commands import Caller, Request
from shared.errors import Unavailable
from shared.message import Actor

RETRY_SECONDS = 1.0
PATIENCE_SECONDS = 120.0


def demo_user(email: str, name: str, role: str) -> Actor:
    """Somebody of the demo, as who a command is sent."""
    return Actor(account_id=DEMO_ACCOUNT, user_id=demo_id("demo", "user", email), name=name, role=role)


INGRID = demo_user(LEAD, "Ingrid Solheim", "team_admin")
RAFAEL = demo_user(ADMIN, "Rafael Duarte", "account_admin")


async def ask(
    caller: Caller, actor: Actor, service: str, command: str, key: str, body: dict[str, Any]
) -> dict[str, Any]:
    """Send a command, again while its service is away. Raises Problem where it is refused, or stays away."""
    digest = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    request = Request(actor=actor, body=body, route=command, key=key, body_hmac=digest)
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return await caller.command(service, command, request)
        except Unavailable:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(RETRY_SECONDS)
