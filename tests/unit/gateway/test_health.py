import asyncio

from fastapi import FastAPI
from httpx2 import AsyncClient

from services.gateway.routes import health
from tests.unit.gateway.edge_app import edge_client


def _client(**checks: health.Check) -> AsyncClient:
    app = FastAPI(telemetry={"tracing": False})
    app.state.checks = checks
    app.include_router(health.router)
    return edge_client(app)


async def _there() -> None: ...


async def _away() -> None:
    raise ConnectionError


async def _silent() -> None:
    await asyncio.Event().wait()


async def test_given_all_parts_when_asked_then_the_gateway_is_ready() -> None:
    async with _client(log=_there) as client:
        assert (await client.get("/readyz")).json() == {"log": "ok"}
        assert (await client.get("/healthz")).json() == {"status": "ok"}
        assert (await client.get("/version")).json()["version"]
        assert "python_info" in (await client.get("/metrics")).text


async def test_given_a_part_that_fails_or_is_silent_when_asked_then_503_names_it() -> None:
    async with _client(log=_there, bus=_away, projector=_silent) as client:
        answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"log": "ok", "bus": "away", "projector": "away"}
