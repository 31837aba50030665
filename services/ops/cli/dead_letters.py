"""`dead-letters`: events whose handling failed for good."""

import asyncio
from typing import Annotated, Any

import typer

from services.ops.cli.options import DataDir, Reason, settings_of
from services.ops.cli.terminal import REFUSED, AsJson, console, print_facts, print_json, print_table
from services.ops.explorer import find_event
from services.ops.letters import decide_letter, get_letter
from shared.bus.dead_letters import list_dead
from shared.database import open_pool
from shared.settings import CommonSettings

app = typer.Typer(no_args_is_help=True, help="Dead letters: events whose handling failed for good.")

Service = Annotated[str, typer.Argument(help="The service that failed, such as diagnosis.")]
Position = Annotated[int, typer.Argument(help="The event's position.")]
COLUMNS = ("service", "position", "event_type", "stream", "error", "tries", "state", "failed_at")


@app.command("list")
def list_(
    all_: Annotated[bool, typer.Option("--all", help="Also those that were retried or discarded.")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Newest first; exit code 1 while any waits for a decision."""
    states = ("dead", "retry", "done", "discarded") if all_ else ("dead", "retry")
    found = asyncio.run(_list(settings_of(data_dir), states))
    if as_json:
        print_json(found)
    elif found:
        print_table(COLUMNS, [[letter[column] for column in COLUMNS] for letter in found])
    else:
        console.print("There are none.")
    if any(letter["state"] == "dead" for letter in found):
        raise typer.Exit(REFUSED)


@app.command()
def show(service: Service, position: Position, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """One dead letter with its event's envelope; the content: `events show POSITION --open --reason ...`."""
    found = asyncio.run(_show(settings_of(data_dir), service, position))
    if as_json:
        print_json(found)
    else:
        print_facts(found)


@app.command()
def retry(
    service: Service, position: Position, reason: Reason, data_dir: DataDir = None, as_json: AsJson = False
) -> None:
    """Have the service try again, within a second or two; the projector folds that case anew at once."""
    _decide(data_dir, as_json, service, position, "retry", reason)


@app.command()
def discard(
    service: Service, position: Position, reason: Reason, data_dir: DataDir = None, as_json: AsJson = False
) -> None:
    """Give the event up for this service."""
    _decide(data_dir, as_json, service, position, "discarded", reason)


def _decide(data_dir: Any, as_json: bool, service: str, position: int, state: str, reason: str) -> None:
    found = asyncio.run(decide_letter(settings_of(data_dir), service, position, state, reason))
    if as_json:
        print_json(found)
    else:
        console.print(f"{service} at {position}: {found['state']}")


async def _list(settings: CommonSettings, states: tuple[str, ...]) -> list[dict[str, Any]]:
    async with open_pool(settings, "rf_ops", size=1) as pool:
        return await list_dead(pool, states)


async def _show(settings: CommonSettings, service: str, position: int) -> dict[str, Any]:
    async with open_pool(settings, "rf_ops", size=1) as pool:
        letter = await get_letter(pool, service, position)
        event = await find_event(pool, position)
    return {**letter, "event_id": event.id, "version": event.version, "session": event.session, **event.meta}
