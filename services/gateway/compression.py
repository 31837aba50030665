"""Answers in JSON, compressed for callers that take that.

The live feed, files and whatever else is not JSON pass as they are. The ETag stays the revision in either form: no part
of an answer is ever asked for by its bytes, which is all that could tell the two apart.
"""

import asyncio
import zlib
from collections.abc import MutableSequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST_BYTES = 1024
"""Less fits into one packet anyway."""
IN_THREAD_BYTES = 256 * 1024
"""More is compressed beside the event loop."""
LEVEL = 1
GZIP = 16 + zlib.MAX_WBITS


class Compression:
    """A pure ASGI layer; it never holds back what comes in more than one piece."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; compress its answer where that helps."""
        if scope["type"] != "http" or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            await self._app(scope, receive, send)
            return
        held: MutableSequence[Message] = []

        async def send_smaller(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_json(message):
                held.append(message)
                return
            if held:
                start = held.pop()
                message = await _smaller(start, message)
                await send(start)
            await send(message)

        await self._app(scope, receive, send_smaller)


def _is_json(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return "content-encoding" not in headers and "json" in headers.get("content-type", "")


async def _smaller(start: Message, message: Message) -> Message:
    """The body, compressed where it is whole and large enough; `start` is told of it."""
    body = message.get("body", b"")
    if message.get("more_body", False) or len(body) < SMALLEST_BYTES:
        return message
    packed = _gzip(body) if len(body) < IN_THREAD_BYTES else await asyncio.to_thread(_gzip, body)
    headers = MutableHeaders(scope=start)
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(len(packed))
    headers.add_vary_header("Accept-Encoding")
    return {**message, "body": packed}


def _gzip(body: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    return packer.compress(body) + packer.flush()
