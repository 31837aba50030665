"""`backup`: everything that has to be kept, in two files."""

import asyncio
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from services.ops.backup import Backup
from services.ops.backup import backup as write_backup
from services.ops.cli.options import DataDir, is_external, settings_of, superuser_of
from services.ops.cli.terminal import AsJson, console, errors, print_json
from services.ops.settings import UpSettings
from services.ops.site import Site, external_site, running_site

app = typer.Typer()


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; the master key goes beside it.")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Back up the database, while everything goes on, and the master key, in a file of its own.

    Keep the two apart: who has both can read every case. The list of erasures stays in the data folder.
    """
    with errors.status("Dumping …"):
        done = asyncio.run(_backup(file, data_dir))
    if as_json:
        print_json(asdict(done))
    else:
        console.print(f"{done.file}: {done.bytes} bytes, the log up to position {done.position}", markup=False)
        console.print(f"{done.key_file}: the master key. Keep it elsewhere.", markup=False)


async def _backup(file: Path, data_dir: Path | None) -> Backup:
    site: AbstractAsyncContextManager[Site]
    if is_external(data_dir):
        site = nullcontext(external_site(superuser_of(data_dir)))
    else:
        settings_of(data_dir)  # refuses a folder without an installation, before servers are started in it
        site = running_site(data_dir or UpSettings().data_dir)
    async with site as found:
        return await write_backup(found, file)
