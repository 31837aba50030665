"""`session`: work a case in the terminal."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from services.ops.cli.connection import HELP, connection_id
from services.ops.cli.options import DataDir
from services.ops.cli.terminal import AsJson, console
from services.ops.client import Client, read_file
from services.ops.conversation import Conversation
from services.ops.demo import DEMO_DOMAIN, ENGINEER, PASSWORD
from services.ops.screen import PeopleScreen, ProgramScreen
from services.ops.settings import ClientSettings, gateway_url
from shared.errors import InvalidInput

app = typer.Typer()

KINDS = {"text": "free_text", "log_content": "log_paste", "image_urls": "screenshot", "ticket_id": "psa_ticket"}


@app.command()
def session(
    problem: Annotated[
        str | None, typer.Argument(help="The problem in your words; asked for if it is left out.")
    ] = None,
    log: Annotated[Path | None, typer.Option(help="A log file to look at.")] = None,
    screenshot: Annotated[list[Path] | None, typer.Option(help="A picture (PNG, JPEG, WebP, GIF); up to five.")] = None,
    ticket: Annotated[str | None, typer.Option(help="The number of a ticket that the case is about.")] = None,
    connection: Annotated[str | None, typer.Option(help=HELP)] = None,
    continue_: Annotated[str | None, typer.Option("--continue", metavar="ID", help="Go on with this case.")] = None,
    email: Annotated[str | None, typer.Option("--as", help=f"Who signs in (default: {ENGINEER}).")] = None,
    password: Annotated[str | None, typer.Option(help="Better in RESOLUTIONFLOW_PASSWORD.")] = None,
    url: Annotated[str | None, typer.Option(help="Where ResolutionFlow is (default: the one started here).")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Describe a problem and be led to its resolution. Answers may also be piped in, one a line."""
    with sign_in(email, password, url, data_dir) as client:
        screen = ProgramScreen() if as_json else PeopleScreen(console)
        conversation = Conversation(client, screen, _ask(quiet=as_json))
        if continue_ is not None:
            conversation.resume(continue_)
        else:
            tickets = {"ticket_id": ticket, "psa_connection_id": connection_id(client, connection)} if ticket else {}
            conversation.start(_intake(client, problem, log, screenshot or [], tickets))
        conversation.work()


@contextmanager
def sign_in(email: str | None, password: str | None, url: str | None, data_dir: Path | None) -> Iterator[Client]:
    """A signed-in client of the gateway that the options, the settings or the data folder name."""
    settings = ClientSettings()
    email = email or settings.email
    with Client(url or gateway_url(settings, data_dir)) as client:
        client.sign_in(email, password or password_of(email, settings))
        yield client


def password_of(email: str, settings: ClientSettings) -> str:
    """The password from the settings, the demo's for the demo's people, or as it is typed now."""
    if settings.password is not None:
        return settings.password.get_secret_value()
    if email.endswith(DEMO_DOMAIN):
        return PASSWORD
    typed: str = typer.prompt(f"Password of {email}", hide_input=True, err=True)
    return typed


def _ask(quiet: bool) -> Any:
    """Reads answers from the terminal, or one a line from a pipe; those are repeated to be read beside the steps."""

    def ask(prompt: str) -> str:
        if sys.stdin.isatty():
            return console.input(prompt)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        if not quiet:
            console.print(f"{prompt}{line.rstrip()}", markup=False)
        return line.rstrip("\n")

    return ask


def _intake(
    client: Client, problem: str | None, log: Path | None, screenshots: list[Path], ticket: Mapping[str, str | None]
) -> dict[str, Any]:
    """The body of a start: whatever was given, and a question where nothing was."""
    if problem is None and log is None and not screenshots and not ticket:
        problem = _described()
    content: dict[str, Any] = {"text": problem} if problem else {}
    if log is not None:
        content["log_content"] = read_file(log).decode(errors="replace")
    if screenshots:
        content["image_urls"] = [client.upload(file) for file in screenshots]
    kinds = [kind for field, kind in KINDS.items() if field in {**content, **ticket}]
    intake_type = kinds[0] if len(kinds) == 1 else "combined"
    return {"intake_type": intake_type, "intake_content": {**content, **ticket}}


def _described() -> str:
    try:
        described = _ask(quiet=True)("What is the problem? ")
    except EOFError:
        described = ""
    if not described.strip():
        raise InvalidInput("nothing_described", "Describe the problem, or bring a --log, a --screenshot or a --ticket.")
    return str(described)
