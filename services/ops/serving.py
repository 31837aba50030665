"""One part alone: what a container runs, and a child of `up --split` as `python -m services.ops.serving NAME`."""

import asyncio
import sys

import uvloop

from services.ops.parts import load
from services.ops.stopping import stop_on_eof, until_stopped
from shared.embedding import MiniLMEmbedder
from shared.settings import CommonSettings
from shared.telemetry import set_up_logging, set_up_tracing


async def serve_part(name: str, as_child: bool) -> None:
    """Run the part until a signal; a child also until its standard input ends. Tells on standard output when it is
    ready. Raises NotFound for a name that no part has.
    """
    run = load(name)
    settings = CommonSettings()
    set_up_logging(settings.log_level)
    set_up_tracing(name, settings.otlp_endpoint)
    if as_child:
        stop_on_eof()
    embedder, ready = MiniLMEmbedder(), asyncio.Event()
    telling = asyncio.create_task(_tell(name, ready))
    try:
        await until_stopped(run(embedder, ready))
    finally:
        telling.cancel()
        embedder.close()


async def _tell(name: str, ready: asyncio.Event) -> None:
    await ready.wait()
    sys.stdout.write(f"{name} is ready\n")
    sys.stdout.flush()


if __name__ == "__main__":
    uvloop.run(serve_part(sys.argv[1], as_child=True))
