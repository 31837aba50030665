"""HTTP as no well-behaved client speaks it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import orjson


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An answer, read byte by byte."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> dict[str, Any]:
        """The body as the problem that it must be."""
        assert self.headers["content-type"] == "application/problem+json", self
        problem: dict[str, Any] = orjson.loads(self.body)
        assert problem["code"], problem
        assert problem["request_id"] == self.headers["x-request-id"]
        return problem


@asynccontextmanager
async def connection(url: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A TCP connection to the product."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    try:
        yield reader, writer
    finally:
        writer.close()
        await writer.wait_closed()


async def exchange(url: str, request: bytes) -> RawAnswer:
    """Send bytes and read the answer to them."""
    async with connection(url) as (reader, writer):
        writer.write(request)
        await writer.drain()
        return await read_answer(reader)


async def read_answer(reader: asyncio.StreamReader) -> RawAnswer:
    """The next answer on a connection."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
    size = int(headers.get("content-length", 0))
    return RawAnswer(int(head[0].split()[1]), headers, await reader.readexactly(size))


def request(method: str, path: str, token: str, *headers: bytes, body: bytes = b"") -> bytes:
    """A request, its further headers taken as they are."""
    lines = [f"{method} {path} HTTP/1.1".encode(), b"Host: localhost", f"Authorization: Bearer {token}".encode()]
    lines += [*headers, *([b"Content-Length: %d" % len(body)] if body else [])]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
