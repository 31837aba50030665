"""A case read through the whole gateway, beside Starlette answering the same bytes from memory, layer by layer."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from uuid import UUID

import httpx2
import pytest

from services.gateway.auth.seed import DEMO_ACCOUNT
from services.gateway.projections.case import CaseProjection
from services.gateway.projector import PROJECTIONS
from services.ops.demo import ENGINEER, PASSWORD
from services.ops.demo.seeding import seed_users
from services.ops.installation import environment
from shared.envelope import StoredEvent, Stream
from shared.ids import new_id
from shared.projection import Connection, Runner
from tests.bench.house import House
from tests.bench.http_load import CONNECTIONS, requests_per_second
from tests.bench.kit import Line, Rounds, a_second, run_rounds, show
from tests.bench.product import UNLIMITED
from tests.bench.session import fifty_events, origin

pytestmark = pytest.mark.timeout(300)

EVENTS = 16
SECONDS = 1.5
ROUNDS = 5
CEILING = "Starlette, static"
WHOLE = "guard, request id, strict HTTP"
PACKED = "compressed, for whom takes that"


async def test_read(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**environment(house.settings), **UNLIMITED}.items():
        monkeypatch.setenv(name, value)
    await seed_users()
    session, size = await _case(house)
    path = f"/api/v1/ai-sessions/{session}"
    async with layers(session) as ports:
        token = await _token(ports[WHOLE])
        variants = {name: partial(requests_per_second, port, path, token, SECONDS) for name, port in ports.items()}
        variants[PACKED] = partial(variants[WHOLE], takes="gzip")
        rounds = await run_rounds(variants, ROUNDS, house.folder)
    _show(rounds, size)
    assert set(rounds.figures) == {*ports, PACKED}


async def _case(house: House) -> tuple[UUID, int]:
    """A session in the read model, and how long its document is."""
    session = new_id()
    async with house.pool("diagnosis", 1) as writer, house.pool("projector", 2) as projector:
        stream = Stream("session", str(session), DEMO_ACCOUNT, session)
        await house.log(writer).append(stream, 0, fifty_events(session)[:EVENTS], origin())
        log = house.log(projector)
        runner = Runner(projector, log, PROJECTIONS, _failed)
        await runner.prepare()
        async with projector.acquire() as connection:
            events = await house.log(writer).load(stream.name)
            await CaseProjection().apply(connection, "read", events, _failed)
            size: int = await connection.fetchval("select length(doc) from read.cases where session = $1", session)
    return session, size


async def _failed(_: Connection, event: StoredEvent, error: Exception) -> None:
    raise AssertionError(event.type) from error


@asynccontextmanager
async def layers(session: UUID) -> AsyncIterator[Mapping[str, int]]:
    """The stacks of layers, served by a process of their own; the port of each."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.read_server", str(session),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=dict(os.environ),
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield json.loads(await process.stdout.readline())
    finally:
        process.stdin.close()
        await process.wait()


async def _token(port: int) -> str:
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        answer = await http.post("/api/v1/auth/login", json={"email": ENGINEER, "password": PASSWORD})
    token: str = answer.json()["access_token"]
    return token


def _show(rounds: Rounds, size: int) -> None:
    lines, before = [Line(f"ceiling: {CEILING}", a_second(rounds.figure(CEILING)), 1.0)], 1 / rounds.figure(CEILING)
    for name in list(rounds.figures)[1:]:
        each = 1 / rounds.figure(name)
        cost = f"{a_second(rounds.figure(name))}  +{(each - before) * 1e6:,.0f} µs"
        lines.append(Line(f"+ {name}", cost, rounds.ratio(name, CEILING), "0.10 (aim 0.13)" if name == WHOLE else ""))
        before = each
    show(f"case read: a document of {size:,} bytes, {CONNECTIONS} connections, one process", lines, rounds.syncs)
