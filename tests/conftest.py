"""Fixtures that every suite may use: real servers, a fresh database and an empty broker for each test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from shared.bus.connection import connect
from shared.ids import new_id
from shared.migrate import migrate
from shared.settings import CommonSettings
from tests import servers

ROOT = Path(__file__).parents[1]
TEMPLATE = "resolutionflow_template"

hypothesis.register_profile(
    "busy machine", hypothesis.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("busy machine")


@dataclass(frozen=True, slots=True)
class Database:
    """One test's own database, migrated and empty."""

    name: str
    server: servers.PostgresServer

    @property
    def url(self) -> str:
        """For settings: each service names its own role."""
        return self.server.dsn(self.name, user="")

    def dsn(self, role: str) -> str:
        """Where `role` (`rf_intake`, ...) connects."""
        return self.server.dsn(self.name, user=role)


@pytest.fixture(scope="session")
async def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[servers.PostgresServer]:
    """PostgreSQL with pgvector, without databases of ours."""
    with servers.quick_folder(tmp_path_factory.mktemp("postgres")) as folder:
        async with servers.postgres_server(folder) as server:
            yield server


@pytest.fixture(scope="session")
async def nats_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[servers.NatsServer]:
    """NATS with JetStream and the product's users."""
    async with servers.nats_server(tmp_path_factory.mktemp("nats")) as server:
        yield server


@pytest.fixture(scope="session")
async def migrated_template(postgres_server: servers.PostgresServer) -> str:
    """The name of a database that has seen every migration, to be copied."""
    await _execute(postgres_server, f"create database {TEMPLATE}")
    await migrate(postgres_server.dsn(TEMPLATE), ROOT)
    return TEMPLATE


@pytest.fixture
async def database(postgres_server: servers.PostgresServer, migrated_template: str) -> AsyncIterator[Database]:
    """A migrated, empty database of this test's own."""
    async with _copy(postgres_server, migrated_template) as copy:
        yield copy


@pytest.fixture(scope="module")
async def module_database(postgres_server: servers.PostgresServer, migrated_template: str) -> AsyncIterator[Database]:
    """One database for a whole module, where its tests do not meet each other's rows."""
    async with _copy(postgres_server, migrated_template) as copy:
        yield copy


@pytest.fixture
async def broker(nats_server: servers.NatsServer) -> AsyncIterator[servers.NatsServer]:
    """The broker without any stream, before and after."""
    await _delete_streams(nats_server)
    yield nats_server
    await _delete_streams(nats_server)


@pytest.fixture
def settings(database: Database, broker: servers.NatsServer, tmp_path: Path) -> CommonSettings:
    """What a service is started with, on this test's database and the empty broker."""
    return CommonSettings(
        database_url=database.url,
        broker_url=broker.url,
        broker_seed_dir=broker.seed_dir,
        master_key_file=tmp_path / "master.key",
    )


@asynccontextmanager
async def _copy(server: servers.PostgresServer, template: str) -> AsyncIterator[Database]:
    name = f"test_{new_id().hex}"
    await _execute(server, f"create database {name} template {template} strategy file_copy")
    await _execute(server, f"grant create on database {name} to rf_owner, rf_projector")
    yield Database(name, server)
    await _execute(server, f"drop database {name} with (force)")


async def _execute(server: servers.PostgresServer, statement: str) -> None:
    connection = await asyncpg.connect(server.dsn())
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _delete_streams(server: servers.NatsServer) -> None:
    client = await connect(server.url, "ops", server.seed_dir)
    js = client.jetstream()
    for stream in await js.streams_info():
        await js.delete_stream(stream.config.name or "")
    await client.close()
