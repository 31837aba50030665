"""`up`: everything on this machine."""

from pathlib import Path
from typing import Annotated, Any

import typer
import uvloop
from rich.panel import Panel
from rich.table import Table

from services.ops.cli.terminal import console
from services.ops.demo import ENGINEER, PASSWORD
from services.ops.settings import UpSettings
from services.ops.stopping import until_stopped
from services.ops.up import up as run_everything

app = typer.Typer()


@app.command()
def up(
    data_dir: Annotated[Path | None, typer.Option(help="Where everything is kept (default: ./data).")] = None,
    host: Annotated[str | None, typer.Option(help="The address to serve HTTP on (default: 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="The port; 0 for any free one (default: 8000).")] = None,
    split: Annotated[bool | None, typer.Option("--split", help="Each service in a process of its own.")] = None,
    demo: Annotated[bool | None, typer.Option("--demo/--no-demo", help="Demo users and flows.")] = None,
) -> None:
    """Start PostgreSQL, NATS and every service on this machine, and stop them again on Ctrl-C."""
    given: dict[str, Any] = {"data_dir": data_dir, "http_host": host, "http_port": port, "split": split, "demo": demo}
    settings = UpSettings(**{name: value for name, value in given.items() if value is not None})

    def announce(url: str) -> None:
        console.print(banner(settings, url))

    console.print("Starting …")
    uvloop.run(until_stopped(run_everything(settings, announce)))
    console.print("Stopped.")


def banner(settings: UpSettings, url: str) -> Panel:
    """Where everything is, for somebody who sees it for the first time."""
    grid = Table.grid(padding=(0, 2))
    grid.add_row("Open", url, "the web app")
    grid.add_row("API", f"{url}/api/v1", f"described at {url}/api/v1/docs")
    if settings.demo:
        grid.add_row("Sign in", ENGINEER, f"password {PASSWORD} (viewer, engineer, engineer2, lead, admin, operator)")
    grid.add_row("Try it", "resolutionflow session", "work a case in this terminal's neighbour")
    grid.add_row("Data", str(settings.data_dir.resolve()), "stop with Ctrl-C; everything is kept")
    return Panel(grid, title="ResolutionFlow is running", title_align="left", expand=False)
