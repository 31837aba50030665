"""Serves an ASGI application on loopback while a test runs, and ends at once."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

HOST = "127.0.0.1"
BACKLOG = 512


@asynccontextmanager
async def serving(make: Callable[[str], ASGIApp], certificate: tuple[Path, Path] | None = None) -> AsyncIterator[str]:
    """Serve what is made for the server's own URL, which has no path; with a certificate and its key over TLS."""
    with socket.create_server((HOST, 0), backlog=BACKLOG) as listening:  # it listens already: a request waits its turn
        url = f"http{'s' if certificate else ''}://{HOST}:{listening.getsockname()[1]}"
        file, key = certificate or (None, None)
        config = uvicorn.Config(make(url), access_log=False, log_config=None, ssl_certfile=file, ssl_keyfile=key)
        server = _Server(config)
        running = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield url
        finally:
            server.ending.set()
            await running


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers, which are pytest's business, and without its slow end."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ending = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield

    async def main_loop(self) -> None:
        """Until it is told to end."""
        await self.on_tick(0)
        await self.ending.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Break off whatever is under way."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        tasks = list(self.server_state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.lifespan.shutdown()
