"""Somebody who subscribed: a real HTTP server on loopback that keeps what it is sent and answers as it is told."""

import asyncio
import json
from base64 import b64decode, b64encode
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest, digest
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shared.testing.serving import serving

Play = Callable[[], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """What repetitions are told by."""
        return self.headers["webhook-id"]

    @property
    def json(self) -> Any:
        """The body."""
        return json.loads(self.body)

    def is_signed_with(self, secret: str) -> bool:
        """Whether one of the signatures is of this secret; written from the specification."""
        key = b64decode(secret.removeprefix("whsec_"), validate=True)
        text = f"{self.id}.{self.headers['webhook-timestamp']}.".encode() + self.body
        own = f"v1,{b64encode(digest(key, text, sha256)).decode()}"
        return any(compare_digest(own, other) for other in self.headers["webhook-signature"].split(" "))


class Receiver:
    """The script and what came. Without a play it answers 204."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.base_url = ""
        self.otherwise: Play = answer(204)
        self._script: deque[Play] = deque()
        self._by_path: dict[str, Play] = {}
        self.app = Starlette(routes=[Route("/{path:path}", self._take, methods=["GET", "POST"])])

    @property
    def target(self) -> str:
        """As operators list it."""
        return self.base_url.split("://")[1]

    @property
    def ids(self) -> list[str]:
        """What came, in order."""
        return [one.id for one in self.received]

    def then(self, *plays: Play) -> None:
        """Add to the script."""
        self._script.extend(plays)

    def at(self, path: str, play: Play) -> None:
        """Answer so at a path, always."""
        self._by_path[path] = play

    async def _take(self, request: Request) -> Response:
        self.received.append(Received(request.url.path, dict(request.headers), await request.body()))
        play = self._by_path.get(request.url.path)
        if play is None:
            play = self._script.popleft() if self._script else self.otherwise
        return await play()


def answer(status: int, **headers: str) -> Play:
    """That status."""

    async def play() -> Response:
        return Response(status_code=status, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return play


def after(event: asyncio.Event, status: int = 204) -> Play:
    """That status, once the event is set."""

    async def play() -> Response:
        await event.wait()
        return Response(status_code=status)

    return play


@dataclass(slots=True)
class Flood:
    """A server that answers 200 and a body without end; `sent` counts the bytes that went out."""

    target: str = ""
    sent: int = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Send until the other side has enough, and at most 512 MiB."""
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n")
        with suppress(OSError):
            while self.sent < 512 * 1024 * 1024:
                writer.write(b"x" * 65_536)
                await writer.drain()
                self.sent += 65_536
        writer.close()


@asynccontextmanager
async def serve_flood() -> AsyncIterator[Flood]:
    """Run it on a free port."""
    flood = Flood()
    async with await asyncio.start_server(flood.answer, "127.0.0.1", 0) as server:
        flood.target = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield flood


@asynccontextmanager
async def serve(receiver: Receiver, certificate: tuple[Path, Path] | None = None) -> AsyncIterator[Receiver]:
    """Run it on a free port; with a certificate and its key over TLS."""
    async with serving(lambda _: receiver.app, certificate) as receiver.base_url:
        yield receiver
