"""Serves an ASGI application on loopback while a test runs."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

HOST = "127.0.0.1"


@asynccontextmanager
async def serving(make: Callable[[str], ASGIApp]) -> AsyncIterator[str]:
    """Serve what is made for the server's own URL; the URL has no path."""
    with socket.create_server((HOST, 0)) as listening:
        url = f"http://{HOST}:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            make(url), access_log=False, log_config=None, lifespan="on", timeout_graceful_shutdown=1
        )
        server = _Server(config)
        running = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield url
        finally:
            server.should_exit = True
            await running


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers, which are pytest's business."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield
