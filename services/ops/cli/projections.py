"""`projections`: the read models."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from services.ops import read_models
from services.ops.cli.options import DataDir, settings_of
from services.ops.cli.terminal import AsJson, console, errors, print_json, print_table
from services.ops.explorer import consumers, projections
from shared.database import open_pool
from shared.projection import rebuild_progress
from shared.settings import CommonSettings

app = typer.Typer(no_args_is_help=True, help="Read models: list and rebuild them.")


@app.command("list")
def list_(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """The read models, how far a rebuild that runs is, and how far each consumer of the log is."""
    found = asyncio.run(_list(settings_of(data_dir)))
    if as_json:
        print_json(found)
        return
    rows = found["projections"]
    print_table(
        ("projection", "version", "built at"), [(row["name"], row["version"], row["rebuilt_at"]) for row in rows]
    )
    if found["rebuilt"] is not None:
        console.print(f"A rebuild runs: {found['rebuilt']:.0%} of the log is folded.", markup=False)
    console.print()
    print_table(
        ("consumer", "at", "behind", "since"),
        [(row["service"], row["floor"], row["lag"], row["updated_at"]) for row in found["consumers"]],
    )


@app.command()
def rebuild(
    name: Annotated[str | None, typer.Argument(help="Which one (default: all).")] = None,
    session: Annotated[UUID | None, typer.Option(help="Only this case's document, which is stale.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Fold the log anew beside the live tables and swap them in; readers notice nothing."""
    settings = settings_of(data_dir)
    if session is not None:
        done: dict[str, Any] = {
            "session": session,
            "events": asyncio.run(read_models.rebuild_session(settings, session)),
        }
    else:
        done = {"rebuilt": _rebuild(settings, name)}
    if as_json:
        print_json(done)
    else:
        console.print(", ".join(f"{key}: {value}" for key, value in done.items()), markup=False)


def _rebuild(settings: CommonSettings, name: str | None) -> list[str]:
    columns = (TextColumn("Folding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        return list(asyncio.run(read_models.rebuild(settings, name, progress)))


async def _list(settings: CommonSettings) -> dict[str, Any]:
    async with open_pool(settings, "rf_ops", size=1) as pool:
        async with pool.acquire() as connection:
            rebuilt = await rebuild_progress(connection)
        return {"projections": await projections(pool), "rebuilt": rebuilt, "consumers": await consumers(pool)}
