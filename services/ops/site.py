"""PostgreSQL as its superuser, for what goes over whole databases: in a data folder, or where the settings say."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from services.ops.embedded.broker import start_broker
from services.ops.embedded.folder import open_data_folder
from services.ops.embedded.postgres import SUPERUSER, binary, dsn, start_postgres
from services.ops.embedded.process import server_environment
from services.ops.installation import DATABASE, embedded_settings
from shared.errors import IllegalState, Unavailable
from shared.settings import CommonSettings


@dataclass(frozen=True, slots=True)
class Site:
    """An installation whose servers run. `superuser` is the URL of its database as the superuser."""

    settings: CommonSettings
    superuser: str

    @property
    def database(self) -> str:
        """The database's name."""
        return urlsplit(self.superuser).path.lstrip("/")

    def url(self, database: str) -> str:
        """Another database of the same server, as the superuser."""
        return urlunsplit(urlsplit(self.superuser)._replace(path=f"/{database}"))


@asynccontextmanager
async def running_site(folder: Path) -> AsyncIterator[Site]:
    """The installation of a data folder; its servers are started for the time, unless they run already."""
    async with AsyncExitStack() as stack:
        try:
            site = await stack.enter_async_context(stopped_site(folder))
        except IllegalState as error:
            if error.code != "data_folder_in_use":
                raise
            site = _served_site(folder)
        yield site


def _served_site(folder: Path) -> Site:
    path = folder.expanduser().resolve()
    port = (path / "nats" / "port").read_text()
    return Site(embedded_settings(path, f"nats://127.0.0.1:{port}"), dsn(path, DATABASE, SUPERUSER))


@asynccontextmanager
async def stopped_site(folder: Path) -> AsyncIterator[Site]:
    """The installation of a data folder in which no service runs, with its servers started for the time.

    Raises IllegalState while `up` runs on the folder.
    """
    with open_data_folder(folder) as path:
        postgres = await start_postgres(path)
        try:
            broker = await start_broker(path)
            try:
                yield Site(embedded_settings(path, broker.url), dsn(path, DATABASE, SUPERUSER))
            finally:
                await broker.stop()
        finally:
            await postgres.stop()


def external_site(superuser: str) -> Site:
    """The installation that the environment names. Raises IllegalState where it does not name the superuser."""
    if not superuser:
        detail = "Set RESOLUTIONFLOW_SUPERUSER_URL: this goes over the whole database, past every role's walls."
        raise IllegalState("superuser_needed", detail)
    return Site(CommonSettings(), superuser)


async def run_program(name: str, arguments: Sequence[str]) -> None:
    """Run one of PostgreSQL's programs. Raises Unavailable with what it said if it fails."""
    environment = server_environment() | {"PGPASSWORD": os.environ.get("PGPASSWORD", "")}
    process = await asyncio.create_subprocess_exec(
        binary(name), *arguments, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE, env=environment
    )
    _, said = await process.communicate()
    if process.returncode:
        raise Unavailable("program_failed", f"{name} failed.", log=said.decode(errors="replace")[-2000:])
