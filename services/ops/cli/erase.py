"""`erase`: a case, for ever."""

import asyncio
import getpass
from dataclasses import asdict
from typing import Annotated
from uuid import UUID

import typer

from services.ops.cli.options import DataDir, Reason, Yes, confirm, settings_of
from services.ops.cli.terminal import AsJson, console, print_json
from services.ops.erasure import erase as erase_case

app = typer.Typer()


@app.command()
def erase(
    session: Annotated[UUID, typer.Argument(help="The case's id.")],
    reason: Reason,
    yes: Yes = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Destroy the key of a case: nobody can read it any more, in the log, on the bus or in any backup."""
    settings = settings_of(data_dir)
    confirm(f"Erase {session}? Nothing can bring it back.", yes)
    done = asyncio.run(erase_case(settings, session, getpass.getuser(), reason))
    if as_json:
        print_json(asdict(done))
    else:
        console.print(f"{session} is erased. Running services forget its key within a minute.")
