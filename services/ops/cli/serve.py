"""`serve`: one part alone."""

from typing import Annotated

import typer
import uvloop

from services.ops.serving import serve_part

app = typer.Typer()


@app.command()
def serve(
    part: Annotated[str, typer.Argument(help="relay, intake, matching, diagnosis, documentation, projector or gateway")],
    until_eof: Annotated[bool, typer.Option("--until-eof", hidden=True)] = False,
) -> None:
    """Run one part of the product until it is stopped; its settings come from the environment."""
    uvloop.run(serve_part(part, until_eof))
