"""The parts of the product: what `serve` runs alone and `up` runs together.

Each module is one part; its `run` reads the settings from the environment and works until cancelled. A part is
imported when it is loaded, so that a process of one part holds only what that part needs.
"""

import asyncio
import importlib
from collections.abc import Awaitable, Callable

from shared.embedding import Embedder
from shared.errors import NotFound

Run = Callable[[Embedder, asyncio.Event], Awaitable[None]]
"""The embedder may be shared with other parts of the process; the event is set once the part does its work."""

PARTS = (
    "relay",
    "intake",
    "matching",
    "diagnosis",
    "documentation",
    "psa_sync",
    "flywheel",
    "notifier",
    "projector",
    "ops",
    "gateway",
)


def load(name: str) -> Run:
    """A part by its name. Raises NotFound for a name that no part has."""
    if name not in PARTS:
        raise NotFound("unknown_part", f"There is no part {name!r}. The parts are: {', '.join(PARTS)}.")
    run: Run = importlib.import_module(f"services.ops.parts.{name}").run
    return run
