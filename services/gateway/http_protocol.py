"""uvicorn's HTTP protocol, with limits on what comes before a request reaches the application.

    uvicorn.Config(app, http=StrictHttpProtocol)

What is no HTTP, is too long or too slow is refused as a problem, like everything behind it.
"""

import asyncio
from http import HTTPStatus
from typing import Any

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from services.gateway.guard_head import MAX_ADDRESS_BYTES, MAX_HEADER_BYTES, address_too_long, headers_too_large
from services.gateway.problems import MEDIA_TYPE, TooSlow, problem_document
from shared.errors import MalformedRequest, Problem
from shared.ids import new_id

HEAD_SECONDS = 10.0
_MOST_HEAD_BYTES = 128 * 1024
"""Where reading stops; below it the guard refuses what is too long, with the request's own id."""


class StrictHttpProtocol(HttpToolsProtocol):
    """One connection. A request's head has to be complete within `HEAD_SECONDS` of its first byte."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_bytes = 0
        self._in_head = False
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        """Start the clock of the first request's head."""
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what comes before the head is complete."""
        if self._in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > _MOST_HEAD_BYTES and not self.transport.is_closing():
            self.send_400_response("The head of the request is too long.")

    def on_message_begin(self) -> None:
        """Start the clock of a further request on the same connection."""
        super().on_message_begin()
        if self._deadline is None:
            self._expect_head()

    def on_headers_complete(self) -> None:
        """The head is here: the guard takes over."""
        self._stop_clock()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be handed on, and hang up."""
        self._refuse(self._reason(msg))

    def _expect_head(self) -> None:
        self._in_head, self._head_bytes = True, 0
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def _stop_clock(self) -> None:
        self._in_head = False
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        self._refuse(TooSlow("head_too_slow", "The head of the request did not arrive in time."))

    def _reason(self, message: str) -> Problem:
        if len(getattr(self, "url", b"")) > MAX_ADDRESS_BYTES:
            return address_too_long()
        if self._head_bytes > MAX_HEADER_BYTES:
            return headers_too_large()
        return MalformedRequest("not_http", message)

    def _refuse(self, problem: Problem) -> None:
        self._stop_clock()
        if self.transport.is_closing():
            return
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is None or not cycle.response_started:
            self.transport.write(_response(problem))
        self.transport.close()


def _response(problem: Problem) -> bytes:
    request_id = str(new_id())
    body = orjson.dumps(problem_document(problem, request_id))
    head = (
        f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}\r\n"
        f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n"
        f"x-request-id: {request_id}\r\nconnection: close\r\n\r\n"
    )
    return head.encode() + body
