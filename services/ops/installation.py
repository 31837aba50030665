"""How the parts of an installation are reached: in a data folder of this machine, or wherever the settings say."""

import os
from pathlib import Path

import asyncpg

from services.ops.embedded.postgres import SUPERUSER, dsn
from shared.errors import NotFound
from shared.migrate import migrate
from shared.settings import CommonSettings

ROOT = Path(__file__).parents[2]
DATABASE = "resolutionflow"
MASTER_KEY = "master.key"
DATABASE_VARIABLE = "RESOLUTIONFLOW_DATABASE_URL"


def embedded_settings(folder: Path, broker_url: str) -> CommonSettings:
    """The settings by which services reach the servers of a data folder."""
    return CommonSettings(
        database_url=dsn(folder, DATABASE),
        broker_url=broker_url,
        broker_seed_dir=folder / "nats" / "keys",
        master_key_file=folder / MASTER_KEY,
    )


def environment(settings: CommonSettings) -> dict[str, str]:
    """The same as environment variables, for the services of this process and its children."""
    return {
        DATABASE_VARIABLE: settings.database_url,
        "RESOLUTIONFLOW_BROKER_URL": settings.broker_url,
        "RESOLUTIONFLOW_BROKER_SEED_DIR": str(settings.broker_seed_dir),
        "RESOLUTIONFLOW_MASTER_KEY_FILE": str(settings.master_key_file),
    }


def find_installation(data_dir: Path | None, default_dir: Path) -> tuple[CommonSettings, str]:
    """The settings that an operator's command works with, and the URL of PostgreSQL's superuser.

    A data folder that was named counts; else a database that the environment names; else the default folder.

    Raises:
        NotFound: there is no installation in that folder.
    """
    if data_dir is None and DATABASE_VARIABLE in os.environ:
        return CommonSettings(), os.environ.get("RESOLUTIONFLOW_SUPERUSER_URL", "")
    folder = (data_dir or default_dir).expanduser().resolve()
    port = folder / "nats" / "port"
    if not port.exists():
        detail = f"There is no installation in {folder}. Start one with `resolutionflow up`, or name its --data-dir."
        raise NotFound("no_installation", detail)
    return embedded_settings(folder, f"nats://127.0.0.1:{port.read_text()}"), dsn(folder, DATABASE, SUPERUSER)


async def prepare_database(folder: Path) -> list[str]:
    """Create the installation's database where it is missing and migrate it; the migrations applied now."""
    server = await asyncpg.connect(dsn(folder, SUPERUSER, SUPERUSER))
    try:
        if not await server.fetchval("select true from pg_database where datname = $1", DATABASE):
            await server.execute(f"create database {DATABASE}")
    finally:
        await server.close()
    return await migrate(dsn(folder, DATABASE, SUPERUSER), ROOT)
