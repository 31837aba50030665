"""The gateway's identity over a real database, without the rest of the gateway."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy.ext.asyncio import AsyncEngine

from services.gateway.auth.audit import AuditEntry
from services.gateway.auth.database import open_engine
from services.gateway.auth.identity import Identity, make_identity
from services.gateway.auth.passwords import Passwords
from services.gateway.auth.seed import seed_demo
from services.gateway.auth.settings import AuthSettings
from services.gateway.guard import Guard
from services.gateway.limits import DEFAULTS, Limiter
from services.gateway.problems import ProblemBoundary, install
from services.gateway.routes import api_keys, auth, clients, health, teams, users
from shared.settings import CommonSettings

PASSWORD = "correct horse battery"
PASSWORDS = Passwords(memory_kib=1024, passes=1, lanes=1)
SETTINGS = AuthSettings(signing_key=b"k" * 32, secure_cookies=False)


@dataclass
class KeptAudit:
    """Where audit entries go; `broken` as when the log is away."""

    entries: list[AuditEntry] = field(default_factory=list)
    broken: bool = False

    async def record(self, entry: AuditEntry) -> None:
        if self.broken:
            raise ConnectionError
        self.entries.append(entry)

    @property
    def types(self) -> list[str]:
        return [entry.event.type for entry in self.entries]


@dataclass
class Gateway:
    """One replica with the demo's accounts in it."""

    app: FastAPI
    identity: Identity
    audit: KeptAudit
    told: list[UUID]
    engine: AsyncEngine

    def client(self, **headers: str) -> AsyncClient:
        transport = ASGITransport(self.app, raise_app_exceptions=False)
        return AsyncClient(transport=transport, base_url="http://test/api/v1", headers=headers)

    async def signed_in(self, email: str) -> AsyncClient:
        async with self.client() as client:
            answer = await client.post("/auth/login", json={"email": email, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return self.client(authorization=f"Bearer {answer.json()['access_token']}")


@asynccontextmanager
async def open_gateway(
    url: str, settings: AuthSettings = SETTINGS, per_minute: dict[str, int] | None = None
) -> AsyncIterator[Gateway]:
    async with open_engine(CommonSettings(database_url=url)) as engine:
        audit, told = KeptAudit(), list[UUID]()

        async def tell(user_id: UUID) -> None:
            told.append(user_id)

        identity = make_identity(engine, settings, PASSWORDS, audit, tell)
        await seed_demo(engine, PASSWORDS, PASSWORD)
        app = FastAPI(telemetry={"tracing": False})
        app.state.identity = identity
        app.state.limiter = Limiter(engine, {**DEFAULTS, "sign_in": 1000, **(per_minute or {})})
        app.state.checks = {}
        for routes in (api_keys, auth, clients, teams, users):
            app.include_router(routes.router, prefix="/api/v1")
        app.include_router(health.router)
        install(app)
        app.add_middleware(Guard, admit=identity.authenticator.admit)
        app.add_middleware(ProblemBoundary)
        yield Gateway(app, identity, audit, told, engine)
