"""The root of the command line: which module holds which command, and what an error looks like."""

import importlib
from collections.abc import Mapping
from typing import Any

import asyncpg
import typer
from nats.errors import Error as BrokerError
from typer.core import TyperGroup

from services.ops.cli.terminal import REFUSED, UNAVAILABLE, print_problem
from shared.errors import Problem, Unavailable

COMMANDS: Mapping[str, str] = {
    "up": "up",
    "serve": "serve",
    "doctor": "doctor",
    "session": "session",
    "tickets": "tickets",
    "practice": "practice",
    "flows": "flows",
    "templates": "templates",
    "analytics": "analytics",
    "events": "events",
    "verify": "verify",
    "projections": "projections",
    "dead-letters": "dead_letters",
    "bus": "bus",
    "backup": "backup",
    "restore": "restore",
    "erase": "erase",
    "config": "config",
}
"""Each command and its module in this package, imported when it is used: some take a second to import."""

AWAY = (asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError, BrokerError, OSError)


class Root(TyperGroup):
    """Finds commands by name, and tells errors in a sentence instead of a traceback.

    The types of contexts and commands are private to typer.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"services.ops.cli.{COMMANDS[cmd_name]}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a problem becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            print_problem(problem, as_json=bool(ctx.obj))
            raise typer.Exit(UNAVAILABLE if isinstance(problem, Unavailable) else REFUSED) from None
        except AWAY as error:
            print_problem(_away(error), as_json=bool(ctx.obj))
            raise typer.Exit(UNAVAILABLE) from None


def _away(error: Exception) -> Unavailable:
    """What a lost or refused connection means to the person at the terminal."""
    detail = (
        "PostgreSQL, the broker or a file could not be reached. Is ResolutionFlow running here? `resolutionflow up`"
    )
    return Unavailable("not_reached", f"{detail} ({type(error).__name__}: {error})")


app = typer.Typer(cls=Root, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def root() -> None:
    """ResolutionFlow: from a described problem, step by step, to a documented resolution.

    Exit codes: 0 done, nothing wrong; 1 faults found, or refused; 2 wrong use; 3 a part that is needed is away.
    """
