"""Serves the PSA on loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from services.ops.demo.psa.app import Access, create_app

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What HTTPS is served with: clients of the real PSA speak nothing else."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class DemoPsa:
    """A running PSA. `url` has no path."""

    url: str
    app: Starlette


@asynccontextmanager
async def running_psa(
    file: Path | None, access: Access, port: int = 0, certificate: Certificate | None = None
) -> AsyncIterator[DemoPsa]:
    """Serve until left; port 0 is any free one."""
    with socket.create_server((HOST, port)) as listening:
        scheme = "https" if certificate else "http"
        url = f"{scheme}://{HOST}:{listening.getsockname()[1]}"
        app = create_app(file, access, url)
        server = _Server(_config(app, certificate))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield DemoPsa(url, app)
        finally:
            server.should_exit = True
            await serving


def _config(app: Starlette, certificate: Certificate | None) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        lifespan="on",
        timeout_graceful_shutdown=1,
        ssl_certfile=certificate.certificate if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
    )


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers, which are the process's own business."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield
