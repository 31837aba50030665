"""Puts the demo into an installation, or takes it out of use. What is there already is left alone."""

import asyncio
import json
import logging
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from services.gateway.auth.database import open_engine
from services.gateway.auth.passwords import Passwords
from services.gateway.auth.seed import DEMO_ACCOUNT, demo_id, retire_demo, seed_demo
from services.ops.demo import PASSWORD
from services.ops.embedded.folder import write_private
from shared.bus.commands import Caller, Request
from shared.bus.connection import connect
from shared.errors import Unavailable
from shared.message import Actor
from shared.settings import CommonSettings

logger = logging.getLogger(__name__)

FLOWS = Path(__file__).parent / "flows"
RECORD = "demo.json"
"""In the data folder: which file became which flow, so that a second start has nothing to do."""
RETRY_SECONDS = 1.0
LEAD = Actor(
    account_id=DEMO_ACCOUNT,
    user_id=demo_id("demo", "user", "lead@demo.example"),
    name="Ingrid Solheim",
    role="team_admin",
)


@dataclass(frozen=True, slots=True)
class DemoFlow:
    """A flow's file. `digest` changes with its content."""

    name: str
    text: str

    @property
    def digest(self) -> str:
        """What tells this content from another one."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def document(self) -> str:
        """The flow as the only one of an import."""
        return f"flows:\n  -\n{textwrap.indent(self.text, '    ')}"


def demo_flows() -> Iterator[DemoFlow]:
    """Every flow of the demo, by name."""
    for file in sorted(FLOWS.glob("*.yaml")):
        yield DemoFlow(file.stem, file.read_text(encoding="utf-8"))


async def seed_users() -> None:
    """Make sure that the demo's people can sign in."""
    async with open_engine(CommonSettings(), size=1) as engine:
        await seed_demo(engine, Passwords(), PASSWORD)


async def retire() -> None:
    """Make sure that they cannot."""
    async with open_engine(CommonSettings(), size=1) as engine:
        await retire_demo(engine)


async def seed_flows(folder: Path) -> None:
    """Import the flows that are new, and archive those whose file has another content now."""
    record = folder / RECORD
    known: dict[str, dict[str, str]] = json.loads(record.read_text()) if record.exists() else {}
    wanted = [flow for flow in demo_flows() if known.get(flow.name, {}).get("digest") != flow.digest]
    if not wanted:
        return
    settings = CommonSettings()
    client = await connect(settings.broker_url, "ops", settings.broker_seed_dir)
    try:
        for flow in wanted:
            flow_id = await _import(Caller(client), flow)
            if flow.name in known:
                await _ask(Caller(client), "archive_flow", f"demo-archive/{flow.digest}", {"flow_id": known[flow.name]["flow"]})
            known[flow.name] = {"digest": flow.digest, "flow": flow_id}
            write_private(record, json.dumps(known))
    finally:
        await client.close()
    logger.info("%d demo flows were imported", len(wanted))


async def _import(caller: Caller, flow: DemoFlow) -> str:
    body = {"document": flow.document, "format": "yaml"}
    answer = await _ask(caller, "import_flows", f"demo/{flow.name}/{flow.digest}", body)
    return str(answer["flows"][0]["flow_id"])


async def _ask(caller: Caller, command: str, key: str, body: dict[str, Any]) -> dict[str, Any]:
    """Send a command to matching as the demo's lead, again while it is away."""
    digest = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    request = Request(actor=LEAD, body=body, route=command, key=key, body_hmac=digest)
    while True:
        try:
            return await caller.command("matching", command, request)
        except Unavailable:
            await asyncio.sleep(RETRY_SECONDS)
