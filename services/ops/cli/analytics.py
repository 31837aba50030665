"""`analytics`: the figures of a period at the terminal, or a table as CSV."""

import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from services.ops.cli.options import DataDir
from services.ops.cli.session import sign_in
from services.ops.cli.terminal import AsJson, console, print_json, print_table

app = typer.Typer()


class TableName(StrEnum):
    """The tables that there are as CSV."""

    SUMMARY = "summary"
    BREAKDOWN = "breakdown"
    TREND = "trend"
    TIERS = "tiers"
    PUSHES = "pushes"
    FLYWHEEL = "flywheel"
    MODELS = "models"
    SESSIONS = "sessions"


@app.command()
def analytics(
    since: Annotated[str | None, typer.Option(help="The first day, as 2026-03-01 (default: 30 days).")] = None,
    until: Annotated[str | None, typer.Option(help="The last day (default: today). Days are UTC.")] = None,
    held_days: Annotated[int, typer.Option(help="Days without reopening for a resolution to count: 1, 7, 30.")] = 7,
    team: Annotated[str | None, typer.Option(help="Only a team's sessions, by its id.")] = None,
    client: Annotated[str | None, typer.Option(help="Only a client's sessions, by its id.")] = None,
    domain: Annotated[str | None, typer.Option(help="Only sessions of a problem domain.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print --table as CSV.")] = False,
    table: Annotated[TableName, typer.Option(help="Which table, as CSV.")] = TableName.SUMMARY,
    by: Annotated[str | None, typer.Option(help="What a breakdown is by: status, tier, domain, team, client.")] = None,
    email: Annotated[str | None, typer.Option("--as", help="Who signs in.")] = None,
    password: Annotated[str | None, typer.Option(help="Better in RESOLUTIONFLOW_PASSWORD.")] = None,
    url: Annotated[str | None, typer.Option(help="Where ResolutionFlow is (default: the one started here).")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Show how sessions went in a period, beside the period before."""
    named = {"since": since, "until": until, "team_id": team, "client_id": client, "domain": domain, "by": by}
    asked = {name: value for name, value in named.items() if value is not None} | {"held_days": held_days}
    with sign_in(email, password, url, data_dir) as signed_in:
        if as_csv:
            sys.stdout.write(signed_in.text("/analytics/export.csv", table=table.value, **asked))
            return
        found = signed_in.get("/analytics/summary", **asked)
    if as_json:
        print_json(found)
    else:
        _show(found)


def _show(found: Mapping[str, Any]) -> None:
    period, before = found["period"], found["previous_period"]
    console.print(f"{period['since']} to {period['until']}, before: {before['since']} to {before['until']}; resolved"
                  f" counts if not reopened within {found['held_days']} days", markup=False)  # fmt: skip
    console.print()
    print_table(("figure", "value", "95 %", "of", "before", "of"), [_row(figure) for figure in found["figures"]])


def _row(figure: Mapping[str, Any]) -> tuple[Any, ...]:
    show = _SHOWN[figure["unit"]]
    sure = "" if figure["low"] is None else f"{_share(figure['low'])}-{_share(figure['high'])}"
    now, before = (None if figure[name] is None else show(figure[name]) for name in ("value", "previous"))
    return figure["key"].replace("_", " "), now, sure, figure["count"], before, figure["previous_count"]


def _share(value: float) -> str:
    return f"{value * 100:.1f} %"


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes}m"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}h {minutes}m" if hours < 48 else f"{hours // 24}d {hours % 24}h"


_SHOWN: Mapping[str, Callable[[float], str]] = {
    "count": lambda value: f"{value:,.0f}",
    "share": _share,
    "seconds": _duration,
    "steps": lambda value: f"{value:g}",
    "rating": lambda value: f"{value:.2f}",
    "usd": lambda value: f"${value:,.4f}",
}
