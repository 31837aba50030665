"""The servers that tests run against: containers where a Docker engine answers, else those of `make run`."""

import gc
import shutil
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import docker
from docker.errors import DockerException
from psutil import virtual_memory
from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from services.ops.embedded.broker import start_broker
from services.ops.embedded.configuration import CONTAINER_PORT, write_for_container
from services.ops.embedded.postgres import SUPERUSER, start_postgres

POSTGRES_IMAGE = "pgvector/pgvector:pg18"
NATS_IMAGE = "nats:2.15"
NATS_FOLDER = "/etc/resolutionflow"
TESTS_ONLY = {"fsync": "off", "max_wal_size": "128MB"}  # nobody cuts the power; the faults suite has its own servers
MEMORY = Path("/dev/shm")
GIB = 2**30
ROOM_BYTES = 2 * GIB
"""What the databases of one process take at most, and as much again."""


class PostgresServer(Protocol):
    """A server on which databases are made."""

    def dsn(self, database: str = SUPERUSER, user: str = SUPERUSER) -> str:
        """Where `user` connects to `database`; with an empty user the caller names one."""
        ...


@dataclass(frozen=True, slots=True)
class NatsServer:
    """A broker with the product's users and permissions."""

    url: str
    seed_dir: Path


@dataclass(frozen=True, slots=True)
class PostgresInContainer:
    """A server in a container, which trusts everybody."""

    address: str

    def dsn(self, database: str = SUPERUSER, user: str = SUPERUSER) -> str:
        """See `PostgresServer.dsn`."""
        return f"postgresql://{user}@{self.address}/{database}" if user else f"postgresql://{self.address}/{database}"


@cache
def docker_answers() -> bool:
    """Whether there is an engine: a client without one is common."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # a client that finds no engine forgets its socket
        try:
            client = docker.from_env()
            client.close()
        except DockerException:
            return False
        finally:
            gc.collect()
    return True


@contextmanager
def quick_folder(otherwise: Path) -> Iterator[Path]:
    """A folder in memory, where there is plenty, or the other one.

    A test's database is 800 files that are made and removed again; after some hundred of these ext4 takes a third of a
    second for each, since it passes over every inode that was freed in the last minutes.
    """
    if (
        not MEMORY.is_dir()
        or shutil.disk_usage(MEMORY).free < ROOM_BYTES
        or virtual_memory().available < 4 * ROOM_BYTES
    ):
        yield otherwise
        return
    with TemporaryDirectory(prefix="resolutionflow-", dir=MEMORY) as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL does not run as root, and finds its own folder in it
        yield folder


@asynccontextmanager
async def postgres_server(folder: Path) -> AsyncIterator[PostgresServer]:
    """A PostgreSQL server that is gone afterwards."""
    if docker_answers():
        with _postgres_container() as server:
            yield server
        return
    embedded = await start_postgres(folder, TESTS_ONLY)
    try:
        yield embedded
    finally:
        await embedded.stop()


@asynccontextmanager
async def nats_server(folder: Path) -> AsyncIterator[NatsServer]:
    """A NATS server that is gone afterwards."""
    if docker_answers():
        with _nats_container(folder) as server:
            yield server
        return
    embedded = await start_broker(folder)
    try:
        yield NatsServer(embedded.url, embedded.seed_dir)
    finally:
        await embedded.stop()


@contextmanager
def _postgres_container() -> Iterator[PostgresServer]:
    container = PostgresContainer(POSTGRES_IMAGE, username=SUPERUSER, dbname=SUPERUSER, driver=None)
    with container.with_env("POSTGRES_HOST_AUTH_METHOD", "trust") as postgres:
        yield PostgresInContainer(f"{postgres.get_container_host_ip()}:{postgres.get_exposed_port(5432)}")


@contextmanager
def _nats_container(folder: Path) -> Iterator[NatsServer]:
    seed_dir = write_for_container(folder)
    container = (
        DockerContainer(NATS_IMAGE)
        .with_volume_mapping(str(folder), NATS_FOLDER, "ro")
        .with_command(f"-c {NATS_FOLDER}/nats.conf")
        .with_exposed_ports(CONTAINER_PORT)
        .waiting_for(LogMessageWaitStrategy("Server is ready"))
    )
    with container as nats:
        url = f"nats://{nats.get_container_host_ip()}:{nats.get_exposed_port(CONTAINER_PORT)}"
        yield NatsServer(url, seed_dir)
