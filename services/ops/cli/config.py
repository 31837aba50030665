"""`config`: every setting and what it is now."""

from dataclasses import asdict
from itertools import groupby

import typer

from services.ops.cli.terminal import AsJson, console, print_json, print_table
from services.ops.settings_table import all_settings

app = typer.Typer(no_args_is_help=True, help="Settings.")


@app.callback()
def config() -> None:
    """Keeps `show` a subcommand."""


@app.command()
def show(
    as_json: AsJson = False,
) -> None:
    """Every setting with its environment variable, its value here, and what it means; secrets are masked."""
    settings = list(all_settings())
    if as_json:
        print_json([asdict(setting) for setting in settings])
    else:
        for group, members in groupby(settings, key=lambda setting: setting.group):
            console.print(f"\n[bold]{group}[/bold]")
            print_table(("variable", "value", "meaning"), [(one.variable, one.value, one.meaning) for one in members])
