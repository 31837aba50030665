"""Options that many commands have."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from services.ops.installation import DATABASE_VARIABLE, find_installation
from services.ops.settings import UpSettings
from shared.settings import CommonSettings

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="The installation's folder (default: RESOLUTIONFLOW_DATA_DIR, or ./data)."),
]
Reason = Annotated[str, typer.Option("--reason", help="Why; it is written down.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def settings_of(data_dir: Path | None) -> CommonSettings:
    """How the installation is reached. Raises NotFound where there is none."""
    return find_installation(data_dir, UpSettings().data_dir)[0]


def is_external(data_dir: Path | None) -> bool:
    """Whether the environment names the servers, and no data folder was named."""
    return data_dir is None and DATABASE_VARIABLE in os.environ


def superuser_of(data_dir: Path | None) -> str:
    """The URL under which roles and databases can be made; empty where the environment does not name it."""
    return find_installation(data_dir, UpSettings().data_dir)[1]


def moment(value: datetime | None) -> datetime | None:
    """A time from the command line, in UTC unless it says otherwise."""
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def confirm(question: str, yes: bool) -> None:
    """Ask before something that cannot be taken back."""
    if not yes:
        typer.confirm(question, abort=True)
