"""`restore`: a backup, in the place of what is there."""

import asyncio
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from services.ops.backup import Restored, key_file_of
from services.ops.backup import restore as restore_backup
from services.ops.cli.options import DataDir, Yes, confirm, is_external, superuser_of
from services.ops.cli.terminal import AsJson, console, errors, print_json
from services.ops.demo import RECORD
from services.ops.erasure import LIST_FILE, Erasure, read_list
from services.ops.settings import UpSettings
from services.ops.site import external_site, stopped_site
from shared.errors import InvalidInput

app = typer.Typer()


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The backup.", exists=True, dir_okay=False)],
    key: Annotated[Path | None, typer.Option(help="Its master key (default: FILE.master.key).")] = None,
    erasures: Annotated[Path | None, typer.Option(help="The list of erasures (default: the data folder's).")] = None,
    no_erasures: Annotated[bool, typer.Option("--no-erasures", help="Nothing was ever erased.")] = False,
    yes: Yes = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Put a backup in the place of the installation, which must be stopped; cases erased since are erased again."""
    key = key or key_file_of(file)
    if not key.exists():
        raise InvalidInput("no_master_key", f"{key} does not exist. Name the backup's master key: --key.")
    confirm("Replace the whole installation by the backup?", yes)
    with errors.status("Restoring …"):
        done = asyncio.run(_restore(file, key, erasures, no_erasures, data_dir))
    if as_json:
        print_json(asdict(done))
    else:
        console.print(
            f"The log is restored up to position {done.position}; {done.erased_again} cases were erased again."
        )
        console.print(f"The bus is at epoch {done.bus.epoch}. Start with `resolutionflow up`, check with `verify`.")


async def _restore(file: Path, key: Path, erasures: Path | None, no_erasures: bool, data_dir: Path | None) -> Restored:
    external = is_external(data_dir)
    folder = (data_dir or UpSettings().data_dir).expanduser()
    site = nullcontext(external_site(superuser_of(data_dir))) if external else stopped_site(folder)
    async with site as found:
        if not external:
            (folder / RECORD).unlink(missing_ok=True)
        known = _erasures(erasures or found.settings.master_key_file.parent / LIST_FILE, no_erasures)
        return await restore_backup(found, file, key, known)


def _erasures(file: Path, none_at_all: bool) -> list[Erasure]:
    """The erasures to apply again. Raises InvalidInput where nobody can say whether there were any."""
    if not file.exists() and not none_at_all:
        detail = f"There is no list of erasures at {file}. Name it with --erasures, or say --no-erasures."
        raise InvalidInput("no_erasure_list", detail)
    return read_list(file)
