"""The demo's ticket system: served beside the product, and connected with the demo's account."""

import json
import logging
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from services.gateway.auth.seed import demo_id, demo_people
from services.ops.demo import DEMO_DOMAIN, TICKETS_FOLDER
from services.ops.demo.asking import RAFAEL, ask
from services.ops.demo.psa.app import Access
from services.ops.demo.psa.server import running_psa
from services.ops.embedded.folder import private_folder, write_private
from services.ops.embedded.ports import kept_port
from shared.bus.commands import Caller
from shared.bus.connection import connect
from shared.errors import Problem
from shared.settings import CommonSettings

logger = logging.getLogger(__name__)

COMPANY = "northwind"
NAME = "Northwind ConnectWise"
BOARDS = ("Monitoring",)
PUSH = {"note_kind": "internal", "time_entry": True, "status_on_resolve": "Resolved", "status_on_escalate": "Escalated"}
CLIENT_ID = "00000000-0000-4000-8000-00000000de30"
_TARGETS = "RESOLUTIONFLOW_PSA_PRIVATE_TARGETS"
_PUBLIC_URL = "RESOLUTIONFLOW_PUBLIC_URL"


@dataclass(frozen=True, slots=True)
class TicketSystem:
    """Where it is, and who may sign in there."""

    folder: Path
    url: str
    access: Access

    @property
    def connection(self) -> dict[str, Any]:
        """The connection of the demo's account with it."""
        return {
            "provider": "connectwise",
            "name": NAME,
            "base_url": self.url,
            "company": self.access.company,
            "credentials": {
                "public_key": self.access.public_key,
                "private_key": self.access.private_key,
                "client_id": CLIENT_ID,
            },
            "push": PUSH,
            "watched_boards": list(BOARDS),
        }


@asynccontextmanager
async def running_ticket_system(folder: Path, public_url: str) -> AsyncIterator[TicketSystem]:
    """Serve it until left, on the port of the last start where that is free, and let the services reach it."""
    home = private_folder(folder / TICKETS_FOLDER)
    access = _access(home / "keys.json")
    async with AsyncExitStack() as stack:
        port = stack.enter_context(kept_port(home / "port"))
        running = await stack.enter_async_context(running_psa(home / "tickets.db", access, port))
        allowed = [target for target in os.environ.get(_TARGETS, "").split(",") if target]
        os.environ[_TARGETS] = ",".join([*allowed, running.url.removeprefix("http://")])
        os.environ.setdefault(_PUBLIC_URL, public_url)
        yield TicketSystem(home, running.url, access)


async def connect_account(system: TicketSystem) -> None:
    """Connect the demo's account, or tell its connection that the system has moved; quiet where nothing has changed.

    A demo without its ticket system is one still: what goes wrong here is logged. Somebody may have removed the
    connection, and then it stays removed.
    """
    try:
        await _connect_account(system)
    except Problem as problem:
        logger.warning("the demo's ticket system is not connected: %s", problem.code)


async def _connect_account(system: TicketSystem) -> None:
    record = system.folder / "connection.json"
    told = [system.connection, os.environ[_PUBLIC_URL]]
    digest = sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    known: dict[str, str] = json.loads(record.read_text()) if record.exists() else {}
    if known.get("digest") == digest:
        return
    settings = CommonSettings()
    client = await connect(settings.broker_url, "ops", settings.broker_seed_dir)
    try:
        connection = await _connected(Caller(client), system, digest, known.get("connection_id"))
    finally:
        await client.close()
    write_private(record, json.dumps({"digest": digest, "connection_id": connection}))


async def _connected(caller: Caller, system: TicketSystem, digest: str, connection: str | None) -> str:
    """The connection's id."""
    if connection is None:
        added = await ask(caller, RAFAEL, "psa_sync", "add_connection", f"demo-psa/{digest}", system.connection)
        connection = str(added["connection_id"])
    else:
        moved = {key: value for key, value in system.connection.items() if key not in ("provider", "push", "name")}
        moved["connection_id"] = connection
        await ask(caller, RAFAEL, "psa_sync", "change_connection", f"demo-psa-moved/{digest}", moved)
    named = {"connection_id": connection}
    emails = [person.email for person in demo_people() if person.email.endswith(DEMO_DOMAIN)]
    people = [{"user_id": str(demo_id("demo", "user", email)), "email": email} for email in emails]
    await ask(caller, RAFAEL, "psa_sync", "test_connection", f"demo-psa-test/{digest}", named)
    await ask(caller, RAFAEL, "psa_sync", "match_members", f"demo-psa-members/{digest}", {**named, "users": people})
    await ask(caller, RAFAEL, "psa_sync", "register_callbacks", f"demo-psa-callbacks/{digest}", named)
    return connection


def _access(file: Path) -> Access:
    """The keys of the API member, made at the first start."""
    if not file.exists():
        write_private(file, json.dumps([secrets.token_urlsafe(12), secrets.token_urlsafe(24)]))
    public_key, private_key = json.loads(file.read_text())
    return Access(COMPANY, public_key, private_key)
