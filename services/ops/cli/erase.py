"""`erase`: a case, for ever."""

import asyncio
import getpass
from dataclasses import asdict
from typing import Annotated
from uuid import UUID

import typer

from services.ops.cli.options import DataDir, Reason, Yes, confirm, settings_of
from services.ops.cli.terminal import AsJson, console, print_json
from services.ops.derived import Derived
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
        for line in to_decide(done.derived):
            console.print(line)


def to_decide(derived: Derived) -> list[str]:
    """What was written from the case and is reviewed, or spoken for by others: a person looks whether it may stay."""
    flow = "has, or had, a text that came of this case: look at it, edit or archive it."
    proposal = "was written from this case and is spoken for by others: look at it, reject it or publish it edited."
    kept = "is from before proposals had keys: nobody is shown it any more, but what it said stays, sealed, in the log."
    return [
        *(f"Flow {id_} {flow}" for id_ in derived.flows),
        *(f"Proposal {id_} {proposal}" for id_ in derived.proposals),
        *(f"Proposal {id_} {kept}" for id_ in derived.kept),
    ]
