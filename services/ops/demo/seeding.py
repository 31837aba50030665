"""Puts the demo into an installation, or takes it out of use. What is there already is left alone."""

import asyncio
import json
import logging
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from services.documentation.scripts.starter import starter_set
from services.gateway.auth.database import open_engine
from services.gateway.auth.passwords import Passwords
from services.gateway.auth.seed import retire_demo, seed_demo
from services.ops.demo import PASSWORD, RECORD, TEMPLATES_RECORD
from services.ops.demo.asking import INGRID, ask
from services.ops.embedded.folder import write_private
from shared.bus.commands import Caller, Request
from shared.bus.connection import connect
from shared.settings import CommonSettings

logger = logging.getLogger(__name__)

FLOWS = Path(__file__).parent / "flows"
POLL_SECONDS = 0.1
INDEXED_SECONDS = 120.0


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
    """Import the flows that are new, archive those whose file has another content now, and wait until all are found."""
    record = folder / RECORD
    known: dict[str, dict[str, str]] = json.loads(record.read_text()) if record.exists() else {}
    wanted = [flow for flow in demo_flows() if known.get(flow.name, {}).get("digest") != flow.digest]
    if not wanted:
        return
    settings = CommonSettings()
    client = await connect(settings.broker_url, "ops", settings.broker_seed_dir)
    try:
        imports = []
        for flow in wanted:
            import_id, flow_id = await _import(Caller(client), flow)
            imports.append(import_id)
            if flow.name in known:
                archived = {"flow_id": known[flow.name]["flow"]}
                await ask(Caller(client), INGRID, "matching", "archive_flow", f"demo-archive/{flow.digest}", archived)
            known[flow.name] = {"digest": flow.digest, "flow": flow_id}
            write_private(record, json.dumps(known))
        for import_id in imports:
            await _indexed(Caller(client), import_id)
    finally:
        await client.close()
    logger.info("%d demo flows were imported", len(wanted))


async def seed_templates(folder: Path) -> None:
    """Add the starter set of script templates where it is new or has changed; templates that are there stay."""
    record = folder / TEMPLATES_RECORD
    content = "".join(template.model_dump_json() for template in starter_set())
    digest = sha256(content.encode()).hexdigest()
    if record.exists() and record.read_text() == digest:
        return
    settings = CommonSettings()
    client = await connect(settings.broker_url, "ops", settings.broker_seed_dir)
    try:
        key = f"demo-templates/{digest}"
        answer = await ask(Caller(client), INGRID, "documentation", "add_starter_templates", key, {})
    finally:
        await client.close()
    write_private(record, digest)
    added = sum(template["status"] == "added" for template in answer["templates"])
    logger.info("%d script templates were added", added)


async def _import(caller: Caller, flow: DemoFlow) -> tuple[str, str]:
    """The ids of the import and of the flow."""
    body = {"document": flow.document, "format": "yaml"}
    answer = await ask(caller, INGRID, "matching", "import_flows", f"demo/{flow.name}/{flow.digest}", body)
    return answer["id"], answer["flows"][0]["flow_id"]


async def _indexed(caller: Caller, import_id: str) -> None:
    """Wait until the flows of an import can be found; it takes a fraction of a second each."""
    question = Request(actor=INGRID, body={"import_id": import_id})
    async with asyncio.timeout(INDEXED_SECONDS):
        while (await caller.query("matching", "import_status", question))["status"] == "running":  # noqa: ASYNC110 # another process works
            await asyncio.sleep(POLL_SECONDS)
