"""The composition root of the gateway: sign-in, API, live feed."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from uuid import UUID

import uvicorn
from fastapi import APIRouter, FastAPI
from nats.aio.client import Client
from nats.aio.msg import Msg
from starlette.types import Scope

from services.gateway import api_pages, callback_address
from services.gateway.account_things import PSA_SECONDS
from services.gateway.analytics.reading import Analytics
from services.gateway.audit_log import AuditLog
from services.gateway.auth.database import open_engine
from services.gateway.auth.identity import Identity, make_identity
from services.gateway.auth.passwords import Passwords
from services.gateway.auth.settings import AuthSettings
from services.gateway.callback_address import CallbackAddresses
from services.gateway.cases import Cases
from services.gateway.compression import Compression
from services.gateway.guard import Admit, Guard, rules
from services.gateway.history import History
from services.gateway.housekeeping import keep_house
from services.gateway.http_protocol import StrictHttpProtocol
from services.gateway.intake import Intakes
from services.gateway.limits import Limiter
from services.gateway.live import LiveFeed
from services.gateway.notices import Notices
from services.gateway.openapi import describe
from services.gateway.printing.printer import Printer
from services.gateway.problems import ProblemBoundary, install
from services.gateway.routes import (
    admin,
    analytics,
    api_keys,
    auth,
    bridge,
    case_documents,
    case_material,
    case_scripts,
    cases,
    cases_read,
    clients,
    demo,
    documentation,
    escalations,
    flow_proposals,
    flows,
    health,
    knowledge_gaps,
    live,
    notifications,
    psa_connections,
    psa_members,
    psa_tickets,
    pushes,
    script_templates,
    teams,
    ticket_drafts,
    uploads,
    users,
    webhook_deliveries,
    webhook_endpoints,
)
from services.gateway.settings import GatewaySettings
from services.gateway.web import serve_web
from services.gateway.whispers import Whispers
from shared.blobs import Blobs
from shared.bus.commands import Caller
from shared.bus.connection import connect
from shared.bus.subjects import IDENTITY_CHANGED
from shared.clock import utc_now
from shared.service import Runtime, open_runtime

logger = logging.getLogger(__name__)

API = "/api/v1"
DESCRIPTION = "Troubleshooting for managed service providers: cases, flows, documentation."
SHUTDOWN_SECONDS = 2
KEEP_ALIVE_SECONDS = 75
"""Longer than proxies and clients keep a connection that rests: none sends into one that we are just closing."""
_API = (
    auth, demo, cases_read, cases, case_material, case_scripts, case_documents, documentation, escalations, uploads,
    flows, flow_proposals, knowledge_gaps, script_templates, psa_connections, psa_members, psa_tickets, ticket_drafts,
    pushes, webhook_endpoints, webhook_deliveries, notifications, analytics, live, users, teams, clients, api_keys,
    admin,
)  # fmt: skip


def create_app() -> FastAPI:
    """The routes, without anything behind them; what they use is put into `app.state` by `wire`."""
    app = FastAPI(
        title="ResolutionFlow",
        version="1",
        description=DESCRIPTION,
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # One span a request, not one for each dependency besides; its logs would quote what was sent.
        telemetry={"operation_spans": False, "logs": False},
    )
    install(app)
    app.include_router(bridge.router)  # before the others, which are many: it is asked hundreds of times a second
    api = APIRouter(prefix=API)
    for module in _API:
        api.include_router(module.router)
    app.include_router(api)
    app.include_router(health.router)
    app.include_router(api_pages.router)
    describe(app)
    serve_web(app)
    return app


async def wire(app: FastAPI, settings: GatewaySettings, runtime: Runtime, client: Client, identity: Identity) -> None:
    """Put what the routes use into the app."""
    caller = Caller.of(client)
    notices = Notices()
    await notices.listen(client)
    whispers = Whispers(client)
    await whispers.listen()
    app.state.whispers = whispers
    blobs = Blobs(runtime.pool, runtime.keyring)
    app.state.settings = settings
    app.state.identity = identity
    app.state.blobs = blobs
    app.state.cases = Cases(runtime.pool, caller, notices, runtime.master.derive("commands"))
    patient = Caller(client, deadline=PSA_SECONDS, resend_after=PSA_SECONDS)
    app.state.psa = replace(app.state.cases, caller=patient)
    app.state.callback_addresses = CallbackAddresses(
        settings.public_url, runtime.master.derive(callback_address.PURPOSE)
    )
    app.state.intakes = Intakes(app.state.cases, identity.clients, blobs, settings.upload_max_bytes)
    app.state.history = History(runtime.pool, runtime.keyring)
    app.state.printer = Printer(runtime.pool, utc_now)
    app.state.analytics = Analytics(runtime.pool, utc_now)
    app.state.live = LiveFeed(runtime.pool, notices, whispers)
    app.state.checks = {
        "log": lambda: runtime.pool.fetchval("select 1"),
        "bus": lambda: client.flush(timeout=1),
    }

    async def forget(message: Msg) -> None:
        identity.authenticator.forget(UUID(message.data.decode()))

    await client.subscribe(IDENTITY_CHANGED, cb=forget)


@asynccontextmanager
async def open_app(settings: GatewaySettings) -> AsyncIterator[FastAPI]:
    """The gateway over its own connections."""
    async with open_runtime("gateway", settings) as runtime, open_engine(settings) as engine:
        client = await connect(settings.broker_url, "gateway", settings.broker_seed_dir)

        async def tell_others(user: UUID) -> None:
            await client.publish(IDENTITY_CHANGED, str(user).encode())

        identity = make_identity(
            engine,
            AuthSettings(signing_key=runtime.master.derive("access-tokens"), secure_cookies=settings.secure_cookies),
            Passwords(),
            AuditLog(runtime.log),
            tell_others,
        )
        app = create_app()
        app.state.limiter = Limiter(engine, settings.limits)
        await wire(app, settings, runtime, client, identity)
        keeping_house = asyncio.create_task(keep_house(identity, app.state.limiter))
        try:
            yield app
        finally:
            keeping_house.cancel()
            await asyncio.wait([keeping_house])
            await client.close()


async def serve_http(settings: GatewaySettings, ready: asyncio.Event | None = None) -> None:
    """Serve HTTP until cancelled. `ready` is set once connections are taken."""
    async with open_app(settings) as app:
        identity: Identity = app.state.identity

        async def admit(scope: Scope) -> object:
            return await identity.authenticator.admit(scope)

        config = uvicorn.Config(
            ProblemBoundary(_guarded(app, admit, settings)),
            http=StrictHttpProtocol,
            host=settings.http_host,
            port=settings.http_port,
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            server_header=False,
        )
        server = _Server(config, ready)
        serving = asyncio.create_task(server.serve())
        try:
            await asyncio.shield(serving)
        finally:
            server.should_exit = True
            await asyncio.wait([serving], timeout=SHUTDOWN_SECONDS + 1)


def _guarded(app: FastAPI, admit: Admit, settings: GatewaySettings) -> Guard:
    """The app behind the limits on what is sent to it."""
    special = rules(
        settings.start_max_bytes, settings.import_max_bytes, settings.upload_max_bytes, settings.callback_max_bytes
    )  # fmt: skip
    return Guard(Compression(app), admit, special, json_bytes=settings.json_max_bytes)


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers, which are the process's own business; it tells when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: asyncio.Event | None) -> None:
        super().__init__(config)
        self._ready = ready

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        if self._ready is not None:
            self._ready.set()
