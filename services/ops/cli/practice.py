"""`practice`: the demo's people work some cases."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Annotated

import typer

from services.ops.cli.options import DataDir
from services.ops.cli.session import sign_in
from services.ops.cli.terminal import console
from services.ops.client import Client
from services.ops.demo import ADMIN, COLLEAGUE, ENGINEER, LEAD
from services.ops.demo.practice import Practice, PracticeCase, practice_cases

app = typer.Typer()

PEOPLE = (ENGINEER, COLLEAGUE, LEAD, ADMIN)


@app.command()
def practice(
    cases: Annotated[int, typer.Option(min=1, max=1000, help="How many.")] = 40,
    url: Annotated[str | None, typer.Option(help="Where ResolutionFlow is (default: the one started here).")] = None,
    data_dir: DataDir = None,
) -> None:
    """Let the demo's people work cases, so that queues and figures have something to show.

    They keep to the limits that hold for everybody: five starts a minute each.
    """
    planned = list(practice_cases(cases))
    with ExitStack() as stack, ThreadPoolExecutor(len(PEOPLE)) as pool:
        clients = [stack.enter_context(sign_in(person, None, url, data_dir)) for person in PEOPLE]
        shares = [planned[number :: len(clients)] for number in range(len(clients))]
        list(pool.map(_work, clients, shares))
    console.print(f"{len(planned)} cases were worked. Look at Cases, Review queue, Knowledge gaps and Analytics.")


def _work(client: Client, cases: Sequence[PracticeCase]) -> None:
    for case in cases:
        console.print(f"{Practice(client).work(case)}  {case.ending:9}  {case.told[:80]}", markup=False)
