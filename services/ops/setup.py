"""Prepares an installation whose servers run elsewhere (`docker compose`, Kubernetes): keys, rights, schema.

Run it before every start; what is there already is kept.
"""

import asyncio
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from services.ops.embedded.configuration import write_for_container
from shared.migrate import migrate
from shared.sealing import MasterKey

ROOT = Path(__file__).parents[2]


class SetupSettings(BaseSettings):
    """Where things are. Each is read from `RESOLUTIONFLOW_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="RESOLUTIONFLOW_", use_attribute_docstrings=True)

    superuser_url: str
    """PostgreSQL, as a role that may create roles and extensions."""
    broker_folder: Path
    """Where the broker's configuration and its users' seeds go."""
    master_key_file: Path
    """The installation's master key."""


async def setup(settings: SetupSettings) -> None:
    """Make the keys that are missing, the broker's configuration, and bring the schema up to date."""
    MasterKey.from_file(settings.master_key_file)
    write_for_container(settings.broker_folder)
    await migrate(settings.superuser_url, ROOT)


if __name__ == "__main__":
    asyncio.run(setup(SetupSettings()))
