"""A case read, with every layer of the gateway and without, each on a port of its own: `... read_server FOLDER`.

One process and one loop, like the gateway's. Prints the ports, then serves until its input ends.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from uuid import UUID

import uvicorn
import uvloop
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.telemetry._asgi import NativeTelemetry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Scope

from services.gateway.app import open_app
from services.gateway.auth.access import Require
from services.gateway.auth.principal import Principal
from services.gateway.auth.seed import DEMO_ACCOUNT, demo_id
from services.gateway.compression import Compression
from services.gateway.guard import Guard
from services.gateway.http_protocol import StrictHttpProtocol
from services.gateway.limits import Limited
from services.gateway.problems import ProblemBoundary
from services.gateway.projections.case import get_case
from services.gateway.settings import GatewaySettings
from services.ops.demo import ENGINEER
from shared.database import open_pool, walled
from shared.telemetry import set_up_tracing

PATH = "/api/v1/ai-sessions/{session}"
UNTRACED = NativeTelemetry(FastAPI(telemetry={"tracing": False, "metrics": False, "logs": False})._telemetry)
ANYBODY = Principal(demo_id("demo", "user", ENGINEER), DEMO_ACCOUNT, None, "engineer", "Anna", "token")


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The process ends with its input."""
        yield


async def serve(stack: AsyncExitStack, app: ASGIApp, **options: type) -> int:
    """Serve on any free port, set up as the gateway is; the port."""
    config = uvicorn.Config(
        app,
        port=0,
        access_log=False,
        log_config=None,
        server_header=False,
        lifespan="off",
        **options,  # type: ignore[arg-type] # a protocol class
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn tells nobody
        await asyncio.sleep(0.01)
    stack.push_async_callback(_stop, server, serving)
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port


async def _stop(server: uvicorn.Server, serving: asyncio.Task[None]) -> None:
    server.force_exit = server.should_exit = True
    await serving


def bare(answer: Callable[[UUID], Awaitable[bytes]]) -> Starlette:
    """One route of Starlette's."""

    async def read(request: Request) -> Response:
        return Response(await answer(request.path_params["session"]), media_type="application/json")

    return Starlette(routes=[Route(PATH.replace("}", ":uuid}"), read)])


def peel(app: FastAPI, *, sign_in: bool, limiter: bool, spans: bool) -> None:
    """Take layers off the gateway's application."""
    if not spans:
        app._native_telemetry = UNTRACED
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute) and route.path == PATH:
            for call in _calls(route.dependant):
                if isinstance(call, Limited) and not limiter:
                    app.dependency_overrides[call] = _nothing
                if isinstance(call, Require) and not sign_in:
                    app.dependency_overrides[call] = _anybody


def _calls(dependant: Dependant) -> Iterator[Callable[..., object] | None]:
    for dependency in dependant.dependencies:
        yield dependency.call
        yield from _calls(dependency)


async def _nothing() -> None:
    """No limit."""


async def _anybody() -> Principal:
    return ANYBODY


async def open_layers(stack: AsyncExitStack, session: UUID) -> Mapping[str, int]:
    """Each stack of layers by the layer that it has more than the one before."""
    settings = GatewaySettings()
    everything = await stack.enter_async_context(open_pool(settings, "rf_projector"))
    gateway = await stack.enter_async_context(open_pool(settings, "rf_gateway"))
    async with everything.acquire() as connection:
        row = await get_case(connection, session)
    assert row is not None
    document = row.document

    async def static(_: UUID) -> bytes:
        return document

    async def queried(wanted: UUID) -> bytes:
        async with everything.acquire() as connection:
            found = await get_case(connection, wanted)
        return found.document if found else b""

    async def behind_wall(wanted: UUID) -> bytes:
        async with walled(gateway, DEMO_ACCOUNT) as connection:
            found = await get_case(connection, wanted)
        return found.document if found else b""

    layers = {
        "Starlette, static": await serve(stack, bare(static)),
        "the query": await serve(stack, bare(queried)),
        "tenant wall": await serve(stack, bare(behind_wall)),
    }
    for name, parts in (
        ("FastAPI route", {"sign_in": False, "limiter": False, "spans": False}),
        ("sign-in", {"sign_in": True, "limiter": False, "spans": False}),
        ("limiter", {"sign_in": True, "limiter": True, "spans": False}),
        ("spans", {"sign_in": True, "limiter": True, "spans": True}),
    ):
        app = await stack.enter_async_context(open_app(settings))
        peel(app, **parts)
        layers[name] = await serve(stack, app)
    whole = await stack.enter_async_context(open_app(settings))
    layers["guard, request id, strict HTTP"] = await serve(stack, _whole(whole), http=StrictHttpProtocol)
    return layers


def _whole(app: FastAPI) -> ASGIApp:
    """As `serve_http` puts it together."""

    async def admit(scope: Scope) -> object:
        return await app.state.identity.authenticator.admit(scope)

    return ProblemBoundary(Guard(Compression(app), admit))


async def main(session: UUID) -> None:
    """Serve every stack until the input ends."""
    set_up_tracing("gateway", None)
    async with AsyncExitStack() as stack:
        print(json.dumps(await open_layers(stack, session)), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    uvloop.run(main(UUID(sys.argv[1])))
