"""`tickets`: tickets of the PSA, to start cases from."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from services.ops.cli.connection import HELP, connection_id
from services.ops.cli.options import DataDir
from services.ops.cli.session import sign_in
from services.ops.cli.terminal import AsJson, console, print_json, print_table

app = typer.Typer()

COLUMNS = ("ticket", "summary", "status", "company", "board")


@app.command()
def tickets(
    words: Annotated[list[str] | None, typer.Argument(help="Words of the summary, or a ticket's number.")] = None,
    connection: Annotated[str | None, typer.Option(help=HELP)] = None,
    board: Annotated[str | None, typer.Option(help="Only those of a board.")] = None,
    closed: Annotated[bool, typer.Option("--closed", help="Closed ones too.")] = False,
    page: Annotated[int, typer.Option(min=1, help="Counted from 1.")] = 1,
    email: Annotated[str | None, typer.Option("--as", help="Who signs in.")] = None,
    password: Annotated[str | None, typer.Option(help="Better in RESOLUTIONFLOW_PASSWORD.")] = None,
    url: Annotated[str | None, typer.Option(help="Where ResolutionFlow is (default: the one started here).")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """List tickets, the latest changed first. `resolutionflow session --ticket NUMBER` starts a case from one."""
    wanted = {"q": " ".join(words or ()) or None, "board": board, "open_only": not closed, "page": page}
    with sign_in(email, password, url, data_dir) as client:
        wanted["connection_id"] = connection_id(client, connection)
        found = client.get("/psa/tickets", **{name: value for name, value in wanted.items() if value is not None})
    if as_json:
        print_json(found)
        return
    if not found["tickets"]:
        console.print("No ticket was found." if closed else "No open ticket was found; --closed seeks the others too.")
        return
    print_table(COLUMNS, [_row(ticket) for ticket in found["tickets"]])
    if found["more"]:
        console.print(f"There are more: --page {page + 1}", markup=False)


def _row(ticket: Mapping[str, Any]) -> tuple[Any, ...]:
    return ticket["id"], ticket["summary"], ticket["status"], ticket["company"], ticket["board"]
