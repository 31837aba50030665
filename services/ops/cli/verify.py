"""`verify`: is the log what was written?"""

import asyncio
from dataclasses import asdict

import typer

from services.ops.cli.options import DataDir, settings_of
from services.ops.cli.terminal import REFUSED, AsJson, console, errors, print_json, print_table
from services.ops.integrity import Fault, Report, verify_log
from services.ops.read_models import compare_projections
from shared.settings import CommonSettings

app = typer.Typer()


@app.command()
def verify(
    projections: bool = typer.Option(False, "--projections", help="Also compare each read model with its rebuild."),
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Check hashes, versions, positions and seals of the whole log; exit code 1 if anything is wrong."""
    report = asyncio.run(_verify(settings_of(data_dir), projections))
    if as_json:
        print_json(asdict(report))
    else:
        _print(report)
    if report.faults:
        raise typer.Exit(REFUSED)


async def _verify(settings: CommonSettings, projections: bool) -> Report:
    with errors.status("Checking …") as status:
        report = await verify_log(settings, lambda what, done: status.update(f"Checking {what}: {done}"))
        if projections:
            found = await compare_projections(settings, lambda done, of: status.update(f"Rebuilding: {done} of {of}"))
            report.faults += [
                Fault("projection_differs", f"table read.{table}", f"{rows} rows are not what a rebuild gives")
                for table, rows in found.items()
                if rows
            ]
    return report


def _print(report: Report) -> None:
    console.print(
        f"{report.events} events in {report.streams} streams, {report.positions} positions,"
        f" {report.waiting} waiting for one, {report.erased} erased"
    )
    if report.faults:
        print_table(("fault", "where", "what"), [(fault.kind, fault.where, fault.detail) for fault in report.faults])
    else:
        console.print("[green]Everything is as it was written.[/green]")
