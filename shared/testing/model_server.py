"""A local server that speaks the Messages API, scripted request by request.

Each request takes the next `Play` of the script; when the script is empty, `otherwise` answers. Requests are
checked as the real server checks them and kept in `requests`. Run it with `serve`, on a port of the system's
choice, or hand `app` to an `httpx2.ASGITransport`.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from shared.testing.serving import serving

Body = dict[str, Any]
Play = Callable[[Body], Awaitable[Response]]

INPUT_TOKENS, CACHE_READ, CACHE_WRITE = 1000, 200, 300
"""What each request is said to have read."""


class ModelServer:
    """The script and what was asked."""

    def __init__(self, *plays: Play) -> None:
        self._script = deque(plays)
        self.otherwise: Play | None = None
        self.requests: list[Body] = []
        self.app = Starlette(routes=[Route("/v1/messages", self._messages, methods=["POST"])])

    def then(self, *plays: Play) -> None:
        """Add to the script."""
        self._script.extend(plays)

    async def _messages(self, request: Request) -> Response:
        body: Body = json.loads(await request.body())
        self.requests.append(body)
        if complaint := _complaint(request, body):
            return error_response(400, "invalid_request_error", complaint)
        play = self._script.popleft() if self._script else self.otherwise
        if play is None:
            raise AssertionError("the script has no answer for this request")
        return await play(body)


def answer(value: Any, *, stop_reason: str = "end_turn") -> Play:
    """The value as JSON."""
    return text(json.dumps(value, ensure_ascii=False), stop_reason=stop_reason)


def fenced(value: Any) -> Play:
    """The value as JSON in a Markdown code fence."""
    return text(f"```json\n{json.dumps(value, indent=2)}\n```")


def text(words: str, *, stop_reason: str = "end_turn") -> Play:
    """Any text."""

    async def play(_: Body) -> Response:
        return _stream([*_opening(), *_deltas(words), *_closing(stop_reason, max(1, len(words) // 4))])

    return play


def refusal() -> Play:
    """The model declines."""
    return text("", stop_reason="refusal")


def truncated(words: str) -> Play:
    """The answer ran into `max_tokens`."""
    return text(words, stop_reason="max_tokens")


def flood(tokens: int) -> Play:
    """An endless answer from a server that does not mind `max_tokens`."""

    async def play(_: Body) -> Response:
        return _stream([*_opening(), *(_delta("AAA ") for _ in range(tokens)), *_closing("end_turn", tokens)])

    return play


def cut(words: str) -> Play:
    """The stream ends in the middle, in good form: no stop reason ever comes."""

    async def play(_: Body) -> Response:
        return _stream([*_opening(), *_deltas(words)])

    return play


def dropped(words: str) -> Play:
    """The connection is lost in the middle of the stream."""

    async def events() -> AsyncIterator[str]:
        for event in (*_opening(), *_deltas(words)):
            yield event
        raise ConnectionResetError("scripted")

    async def play(_: Body) -> Response:
        return StreamingResponse(events(), media_type="text/event-stream")

    return play


def broken_stream() -> Play:
    """The stream holds what is no JSON."""

    async def play(_: Body) -> Response:
        return _stream([*_opening(), "event: content_block_delta\ndata: {nonsense\n\n"])

    return play


def disorder() -> Play:
    """Events that make no sense: text of a block that never began."""

    async def play(_: Body) -> Response:
        return _stream([_opening()[0], _delta("lost"), *_closing("end_turn", 1)])

    return play


def error_event(kind: str) -> Play:
    """An error in the middle of a stream that began with status 200."""

    async def play(_: Body) -> Response:
        problem = {"type": "error", "error": {"type": kind, "message": "scripted"}}
        return _stream([*_opening(), _event("error", problem)])

    return play


def status(code: int, kind: str = "api_error", **headers: str) -> Play:
    """An HTTP error; underscores in header names become dashes."""

    async def play(_: Body) -> Response:
        response = error_response(code, kind, "scripted")
        response.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
        return response

    return play


def hang() -> Play:
    """No byte ever comes."""

    async def play(_: Body) -> Response:
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    return play


def stall(words: str) -> Play:
    """The stream begins, then no further byte comes."""

    async def events() -> AsyncIterator[str]:
        for event in (*_opening(), *_deltas(words)):
            yield event
        await asyncio.Event().wait()

    async def play(_: Body) -> Response:
        return StreamingResponse(events(), media_type="text/event-stream")

    return play


def error_response(code: int, kind: str, message: str) -> JSONResponse:
    """An error as the API words it."""
    problem = {"type": "error", "error": {"type": kind, "message": message}}
    return JSONResponse(problem, code, headers={"request-id": "req_scripted"})


def serve(server: ModelServer) -> AbstractAsyncContextManager[str]:
    """Run it on a free port; its base URL."""
    return serving(lambda _: server.app)


def _complaint(request: Request, body: Body) -> str | None:
    """What the real server would not take."""
    roles = [message["role"] for message in body.get("messages", [])]
    schema = body.get("output_config", {}).get("format", {}).get("schema", {})
    if not request.headers.get("authorization", "").startswith("Bearer "):
        return "no credentials"
    if "anthropic-version" not in request.headers or not body.get("stream"):
        return "this server streams, and wants a version"
    if not isinstance(body.get("max_tokens"), int) or "temperature" in body:
        return "max_tokens is needed, sampling parameters are not taken"
    if not roles or roles[-1] != "user" or roles != [("user", "assistant")[i % 2] for i in range(len(roles))]:
        return "turns alternate and end with the user's"
    if any(not part.get("text", "x").strip() for message in body["messages"] for part in message["content"]):
        return "text blocks are not empty"
    return "objects must be closed" if any(not closed for closed in _closedness(schema)) else None


def _closedness(schema: Any) -> Iterator[bool]:
    """Whether each object of a schema is closed and has known properties."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema.get("additionalProperties") is False and bool(schema.get("properties"))
        for part in schema.values():
            yield from _closedness(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _closedness(part)


def _stream(events: list[str]) -> Response:
    return StreamingResponse(iter(events), media_type="text/event-stream", headers={"request-id": "req_scripted"})


def _event(name: str, data: Body) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def _opening() -> list[str]:
    usage = {
        "input_tokens": INPUT_TOKENS,
        "cache_read_input_tokens": CACHE_READ,
        "cache_creation_input_tokens": CACHE_WRITE,
        "output_tokens": 1,
    }
    message: Body = {
        "id": "msg_scripted",
        "type": "message",
        "role": "assistant",
        "model": "scripted",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": usage,
    }
    block = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    return [
        _event("message_start", {"type": "message_start", "message": message}),
        _event("content_block_start", block),
        _event("ping", {"type": "ping"}),
    ]


def _deltas(words: str) -> list[str]:
    size = max(12, len(words) // 100)
    return [_delta(words[at : at + size]) for at in range(0, len(words), size)]


def _delta(words: str) -> str:
    delta = {"type": "text_delta", "text": words}
    return _event("content_block_delta", {"type": "content_block_delta", "index": 0, "delta": delta})


def _closing(stop_reason: str, output_tokens: int) -> list[str]:
    delta = {"stop_reason": stop_reason, "stop_sequence": None}
    usage = {"output_tokens": output_tokens}
    return [
        _event("content_block_stop", {"type": "content_block_stop", "index": 0}),
        _event("message_delta", {"type": "message_delta", "delta": delta, "usage": usage}),
        _event("message_stop", {"type": "message_stop"}),
    ]
