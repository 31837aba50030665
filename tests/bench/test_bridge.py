"""Callbacks of a PSA, taken at 200 a second by the whole product, while it follows up those that concern somebody."""

import asyncio
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest

from services.ops.demo import ADMIN, PASSWORD
from services.ops.demo.psa.callbacks import KEY_PATH
from tests.bench.callbacks import A_SECOND
from tests.bench.house import House
from tests.bench.kit import Line, a_second, ms, percentile, show, syncs_per_second
from tests.bench.product import running_product

pytestmark = pytest.mark.timeout(600)

SECONDS = float(os.environ.get("BRIDGE_SECONDS", "60"))
DRAIN_SECONDS = 60
BAR_SECONDS = 0.1
_WAITING = "select count(*) from psa_sync.ticket_reads where due_at is not null"


async def test_bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESOLUTIONFLOW_CALLBACK_LIMIT_PER_MINUTE", "6000000")
    async with running_product(tmp_path / "product") as product:
        async with httpx2.AsyncClient(base_url=f"{product.url}/api/v1", timeout=30.0) as http:
            connection = await connected(http)
            tickets = await tickets_of(http, connection["watched_boards"][0])
        key_url = f"{connection['base_url']}/{KEY_PATH}?id=1"
        syncs = [syncs_per_second(tmp_path)]
        told = await reported(connection["callbacks"]["url"], key_url, tickets)
        drained = await drain(product.house)
        syncs.append(syncs_per_second(tmp_path))
        figures = await counted(product.house)
    took = told["seconds"]
    lines = [
        Line("callbacks offered", f"{len(took):,} in {SECONDS:.0f} s, {a_second(A_SECOND)}"),
        Line("answers", ", ".join(f"{count:,} x {status}" for status, count in told["statuses"].items())),
        Line("answered in, half of them", ms(percentile(took, 0.5))),
        Line("answered in, 99 of 100", ms(percentile(took, 0.99)), bar=ms(BAR_SECONDS)),
        Line("answered in, the slowest", ms(max(took))),
        Line("different ones kept", f"{figures['callbacks']:,}"),
        Line("tickets that concerned somebody", f"{figures['reads']:,}"),
        Line("all of them followed up after", f"{drained:.1f} s"),
    ]
    show("bridge: callbacks of a PSA into the whole product", lines, syncs)
    assert told["statuses"] == {"204": len(took)}
    assert percentile(took, 0.99) < BAR_SECONDS


async def connected(http: httpx2.AsyncClient) -> dict[str, Any]:
    """The demo's connection, once its PSA reports to us."""
    answer = await http.post("/auth/login", json={"email": ADMIN, "password": PASSWORD})
    http.headers["authorization"] = f"Bearer {answer.json()['access_token']}"
    while True:
        found = (await http.get("/psa/connections")).json()
        if found and found[0]["callbacks"]["registered"]:
            connection: dict[str, Any] = found[0]
            return connection
        await asyncio.sleep(0.1)


async def tickets_of(http: httpx2.AsyncClient, board: str) -> dict[str, list[int]]:
    """Tickets that cases are about, and those of the watched board."""
    found = (await http.get("/psa/tickets")).json()["tickets"]
    new = [int(ticket["id"]) for ticket in (await http.get("/psa/tickets", params={"board": board})).json()["tickets"]]
    cases = [int(ticket["id"]) for ticket in found if int(ticket["id"]) not in new][:5]
    for ticket in cases:
        body = {
            "intake_type": "psa_ticket",
            "psa_ticket_id": str(ticket),
            "intake_content": {"text": "See the ticket."},
        }
        answer = await http.post("/ai-sessions", json=body)  # answered once its first step is there
        assert answer.is_success, answer.text
    return {"cases": cases, "new": new}


async def reported(address: str, key_url: str, tickets: dict[str, list[int]]) -> dict[str, Any]:
    """What the reporting process says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.callbacks", address, key_url, str(SECONDS),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, _ = await process.communicate(json.dumps(tickets).encode())
    assert process.returncode == 0
    told: dict[str, Any] = json.loads(out)
    return told


async def drain(house: House) -> float:
    """Seconds until nothing waits to be read any more."""
    database, began = await house.superuser(), time.perf_counter()
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            while await database.fetchval(_WAITING):  # noqa: ASYNC110 # another process's work
                await asyncio.sleep(0.1)
    finally:
        await database.close()
    return time.perf_counter() - began


async def counted(house: House) -> dict[str, int]:
    """What was kept."""
    database = await house.superuser()
    try:
        return {
            "callbacks": await database.fetchval("select count(*) from psa_sync.callbacks"),
            "reads": await database.fetchval("select count(*) from psa_sync.ticket_reads"),
        }
    finally:
        await database.close()
