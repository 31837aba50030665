"""`events`: what stands in the log. Envelopes; content only for who may see it, and with a reason."""

import asyncio
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import typer

from services.ops.cli.options import DataDir, moment, settings_of
from services.ops.cli.session import password_of
from services.ops.cli.terminal import AsJson, console, print_facts, print_json, print_lines, print_table
from services.ops.demo import ADMIN
from services.ops.explorer import EventFilter, find_event, find_events
from services.ops.opening import open_content
from services.ops.settings import ClientSettings
from shared.database import open_pool
from shared.errors import InvalidInput
from shared.settings import CommonSettings

app = typer.Typer(no_args_is_help=True, help="Events: list, show and follow what stands in the log.")

POLL_SECONDS = 0.5
COLUMNS = ("position", "recorded at", "stream", "version", "type", "actor")

Session = Annotated[UUID | None, typer.Option(help="Of this session.")]
Account = Annotated[UUID | None, typer.Option(help="Of this account.")]
Type = Annotated[str | None, typer.Option("--type", help="Of this type, such as step_answered.")]
Who = Annotated[str | None, typer.Option("--actor", help="By this user's id, or `system`.")]
Correlation = Annotated[UUID | None, typer.Option(help="That follow from the same beginning.")]


@app.command("list")
def list_(
    session: Session = None,
    account: Account = None,
    type_: Type = None,
    actor: Who = None,
    correlation: Correlation = None,
    since: Annotated[datetime | None, typer.Option(help="Recorded from this time on (UTC).")] = None,
    until: Annotated[datetime | None, typer.Option(help="Recorded before this time (UTC).")] = None,
    limit: Annotated[int, typer.Option(min=1, max=500)] = 50,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Envelopes, newest first."""
    wanted = EventFilter(account, session, type_, actor, correlation, moment(since), moment(until), None, limit)
    found = asyncio.run(_find(settings_of(data_dir), wanted))
    if as_json:
        print_json(found)
    else:
        print_table(COLUMNS, map(_row, found))


@app.command()
def tail(
    session: Session = None,
    account: Account = None,
    type_: Type = None,
    actor: Who = None,
    correlation: Correlation = None,
    after: Annotated[int | None, typer.Option(help="Begin after this position (default: the log's end).")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Follow the log, one line an event, until Ctrl-C."""
    wanted = EventFilter(account, session, type_, actor, correlation, after=after)
    events = _follow(settings_of(data_dir), wanted)
    if as_json:
        print_lines(events)
    else:
        for event in events:
            console.print("  ".join(map(str, _row(event))), markup=False, soft_wrap=True)


@app.command()
def show(
    event: Annotated[str, typer.Argument(help="Its position, or its id.")],
    open_: Annotated[bool, typer.Option("--open", help="With its content; needs --reason.")] = False,
    reason: Annotated[str | None, typer.Option(help="Why the content is opened; goes into the audit.")] = None,
    email: Annotated[str, typer.Option("--as", help="An account administrator of that account.")] = ADMIN,
    password: Annotated[str | None, typer.Option(help="Better in RESOLUTIONFLOW_PASSWORD.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """One event's envelope; with --open and --reason its content, which is written down in the account's audit."""
    if open_ and not (reason or "").strip():
        raise typer.BadParameter("content is opened for a reason only", param_hint="--reason")
    settings = settings_of(data_dir)
    found = asyncio.run(_show(settings, event))
    shown = _envelope(found)
    if open_:
        secret = password or password_of(email, ClientSettings())
        shown["data"] = asyncio.run(open_content(settings, found, email, secret, str(reason).strip()))
    if as_json:
        print_json(shown)
    else:
        print_facts({name: value for name, value in shown.items() if name != "data"})
        if open_:
            print_json(shown["data"])


async def _find(settings: CommonSettings, wanted: EventFilter) -> list[dict[str, Any]]:
    async with open_pool(settings, "rf_ops", size=1) as pool:
        return await find_events(pool, wanted)


async def _show(settings: CommonSettings, name: str) -> Any:
    async with open_pool(settings, "rf_ops", size=1) as pool:
        return await find_event(pool, int(name) if name.isdecimal() else _id(name))


def _id(name: str) -> UUID:
    try:
        return UUID(name)
    except ValueError:
        raise InvalidInput("not_an_event", "An event is named by its position or its id.") from None


def _follow(settings: CommonSettings, wanted: EventFilter) -> Iterator[dict[str, Any]]:
    if wanted.after is None:
        newest = asyncio.run(_find(settings, EventFilter(limit=1)))
        wanted = replace(wanted, after=newest[0]["position"] if newest else 0)
    while True:
        for event in asyncio.run(_find(settings, wanted)):
            wanted = replace(wanted, after=event["position"])
            yield event
        time.sleep(POLL_SECONDS)


def _row(event: Mapping[str, Any]) -> tuple[Any, ...]:
    at = event["recorded_at"].isoformat(timespec="milliseconds")
    return event["position"], at, event["stream"], event["version"], event["type"], event["meta"]["actor"]


def _envelope(event: Any) -> dict[str, Any]:
    return {
        "position": event.position,
        "id": event.id,
        "stream": event.stream,
        "version": event.version,
        "type": event.type,
        "schema_version": event.schema_version,
        "account": event.account,
        "session": event.session,
        "client": event.client,
        "recorded_at": event.recorded_at.isoformat(),
        "bytes": len(event.data),
        "hash": event.hash.hex(),
        **event.meta,
    }
