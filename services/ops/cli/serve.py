"""`serve`: one part alone."""

from typing import Annotated

import typer
import uvloop

from services.ops.parts import PARTS
from services.ops.serving import serve_part

app = typer.Typer()


@app.command()
def serve(
    part: Annotated[str, typer.Argument(help=f"One of: {', '.join(PARTS)}")],
) -> None:
    """Run one part of the product until it is stopped; its settings come from the environment."""
    uvloop.run(serve_part(part, as_child=False))
