"""One part alone: what a container or a child of `up --split` runs."""

import asyncio
import sys

from services.ops.parts import PARTS
from services.ops.stopping import stop_on_eof, until_stopped
from shared.embedding import MiniLMEmbedder
from shared.errors import NotFound
from shared.settings import CommonSettings
from shared.telemetry import set_up_logging, set_up_tracing


async def serve_part(name: str, until_eof: bool) -> None:
    """Run the part until a signal, or the end of standard input; tell on standard output when it is ready.

    Raises NotFound for a name that no part has.
    """
    if name not in PARTS:
        raise NotFound("unknown_part", f"There is no part {name!r}. The parts are: {', '.join(PARTS)}.")
    settings = CommonSettings()
    set_up_logging(settings.log_level)
    set_up_tracing(name, settings.otlp_endpoint)
    if until_eof:
        stop_on_eof()
    embedder, ready = MiniLMEmbedder(), asyncio.Event()
    telling = asyncio.create_task(_tell(name, ready))
    try:
        await until_stopped(_run(name, embedder, ready))
    finally:
        telling.cancel()
        embedder.close()


async def _run(name: str, embedder: MiniLMEmbedder, ready: asyncio.Event) -> None:
    await PARTS[name](embedder, ready)


async def _tell(name: str, ready: asyncio.Event) -> None:
    await ready.wait()
    sys.stdout.write(f"{name} is ready\n")
    sys.stdout.flush()
