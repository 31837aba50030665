"""What commands print: tables and sentences for people, JSON for programs. No colour off a terminal."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.table import Table

from shared.errors import Problem

OK, REFUSED, USAGE, UNAVAILABLE = range(4)
"""Exit codes."""
PIPED_COLUMNS = 200

console = Console(width=None if sys.stdout.isatty() else PIPED_COLUMNS, highlight=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def _remember(context: typer.Context, value: bool) -> bool:
    context.find_root().obj = value
    return value


AsJson = Annotated[bool, typer.Option("--json", callback=_remember, help="Print JSON, for programs.")]


def print_json(value: Any) -> None:
    """A value as indented JSON on standard output."""
    sys.stdout.write(orjson.dumps(value, default=str, option=orjson.OPT_INDENT_2).decode() + "\n")


def print_lines(values: Iterable[Any]) -> None:
    """One JSON value a line, as they come."""
    for value in values:
        sys.stdout.write(orjson.dumps(value, default=str).decode() + "\n")
        sys.stdout.flush()


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows under their columns' names."""
    table = Table(*columns, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    console.print(table)


def print_facts(facts: Mapping[str, Any]) -> None:
    """Names and values, one a line."""
    table = Table.grid(padding=(0, 2))
    for name, value in facts.items():
        table.add_row(name, "" if value is None else str(value))
    console.print(table)


def print_problem(problem: Problem, as_json: bool) -> None:
    """What went wrong and what to do, on standard error; as JSON on standard output."""
    if as_json:
        print_json({"error": problem.to_dict()})
        return
    errors.print(f"[red]{problem.title}:[/red]", end=" ")
    errors.print(problem.detail, markup=False)
    if log := problem.facts.get("log"):
        errors.print(log, markup=False, style="dim")
