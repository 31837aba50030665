"""`bus`: the broker's stream."""

import asyncio
from dataclasses import asdict

import typer

from services.ops.bus_reset import reset_bus
from services.ops.cli.options import DataDir, Yes, confirm, settings_of
from services.ops.cli.terminal import AsJson, console, print_json

app = typer.Typer(no_args_is_help=True, help="The broker's stream.")


@app.callback()
def bus() -> None:
    """Keeps `reset` a subcommand."""


@app.command()
def reset(yes: Yes = False, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Delete the stream and its consumers, and have them made again from the log (a new epoch).

    Needed when the relay says that stream and log differ: after PostgreSQL was restored behind the broker.
    """
    settings = settings_of(data_dir)
    confirm("Delete the stream EVENTS and publish it again from the log?", yes)
    done = asyncio.run(reset_bus(settings))
    if as_json:
        print_json(asdict(done))
    else:
        console.print(f"Epoch {done.epoch}: the relay publishes positions {done.first} to {done.last} again.")
