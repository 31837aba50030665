"""Every refusal as `application/problem+json` (RFC 9457), with a code for programs and the request's id.

`ProblemBoundary` is the outermost layer: it names the request and turns whatever escapes into a problem.
`install` makes FastAPI's own refusals take the same form.
"""

import asyncio
import logging
import re
from typing import Any

import asyncpg
import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.errors import (
    Forbidden,
    InvalidInput,
    MalformedRequest,
    NotFound,
    Problem,
    Unauthenticated,
    Unavailable,
    UnsupportedMedia,
)
from shared.ids import new_id

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
UNREAD_BODY = "resolutionflow.unread_body"
"""Key of the scope that is true while a body is still on its way: the connection cannot be used again."""

_SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_LINGER_SECONDS = 30.0
"""How long a refused client that goes on sending is listened to."""
_QUIET_SECONDS = 2.0
"""How long one that says nothing is waited for."""
_DISCARDED_BYTES = 64 * 1024 * 1024
"""How much of what it sends is read."""
_ERRORS_SHOWN = 20
_NAME_SHOWN = 64
_AWAY = (OSError, asyncpg.InterfaceError, asyncpg.InternalClientError, asyncpg.PostgresConnectionError, PoolTimeout)
_AWAY_SQLSTATES = ("08", "53", "57")  # connection, resources, operator intervention


class MethodNotAllowed(Problem):
    """The address does not take this method."""

    status = 405
    title = "Method not allowed"


class TooSlow(Problem):
    """The body did not arrive in time."""

    status = 408
    title = "Request timeout"


class AddressTooLong(Problem):
    """The URL is over the limit."""

    status = 414
    title = "Address too long"


class HeadersTooLarge(Problem):
    """The headers together are over the limit."""

    status = 431
    title = "Headers too large"


class InternalError(Problem):
    """Something of ours went wrong; the request's id finds it in the logs."""

    status = 500


_BY_STATUS: dict[int, type[Problem]] = {
    leaf.status: leaf
    for leaf in (
        MalformedRequest, Unauthenticated, Forbidden, NotFound, MethodNotAllowed, UnsupportedMedia, InvalidInput,
    )
}  # fmt: skip


def request_id(scope: Scope) -> str:
    """The id of the request that `ProblemBoundary` gave or took over."""
    value: str = scope["state"]["request_id"]
    return value


def problem_document(problem: Problem, identifier: str) -> dict[str, Any]:
    """The members of the answer to the request `identifier`."""
    return {
        **problem.facts,
        "type": f"urn:resolutionflow:problem:{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "code": problem.code,
        "request_id": identifier,
    }


def problem_response(problem: Problem, scope: Scope) -> Response:
    """The answer that tells the caller of `problem`."""
    document = problem_document(problem, request_id(scope))
    headers = {"cache-control": "no-store"}
    if "retry_after" in problem.facts:
        headers["retry-after"] = str(problem.facts["retry_after"])
    if problem.status == Unauthenticated.status:
        headers["www-authenticate"] = "Bearer"
    if scope.get(UNREAD_BODY):
        headers["connection"] = "close"
    return Response(orjson.dumps(document, default=str), problem.status, headers, MEDIA_TYPE)


class ProblemBoundary:
    """Outermost ASGI layer: gives each request its id and answers for every exception that nobody handled."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, named, and answer for what fails."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        identifier = _request_id_of(scope)
        scope.setdefault("state", {})["request_id"] = identifier
        started = finished = False

        async def send_named(message: Message) -> None:
            nonlocal started, finished
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers["x-request-id"] = identifier
                headers["x-content-type-options"] = "nosniff"
            finished = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        try:
            await self._app(scope, receive, send_named)
        except Exception as error:  # the boundary: what is not told here would be a broken connection
            if started and not finished:
                raise  # the server cuts the connection: half an answer must not look like a whole one
            if not started:
                await _tell(problem_response(_as_problem(error, scope), scope), scope, receive, send_named)


async def _tell(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send the answer at once, and then let a client that is still sending come to read it.

    Hanging up on it makes most clients report a broken connection instead of the answer.
    """
    if not scope.get(UNREAD_BODY):
        await response(scope, receive, send)
        return
    await send({"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers})
    await send({"type": "http.response.body", "body": response.body, "more_body": True})
    await _discard(receive)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _discard(receive: Receive) -> None:
    left = _DISCARDED_BYTES
    try:
        async with asyncio.timeout(_LINGER_SECONDS):
            while left > 0:
                async with asyncio.timeout(_QUIET_SECONDS):
                    message = await receive()
                if not message.get("more_body", False):
                    return
                left -= len(message["body"])
    except TimeoutError:
        return


def _request_id_of(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _SANE_REQUEST_ID.fullmatch(given := value.decode("latin-1")):
            return str(given)
    return str(new_id())


def _as_problem(error: Exception, scope: Scope) -> Problem:
    if isinstance(error, Problem):
        return error
    # Type and place only: the text of an exception may quote what the customer sent.
    logger.error("request %s failed", request_id(scope), exc_info=error)
    if _is_away(error):
        return Unavailable("unavailable", "A part of ResolutionFlow is away; try again shortly.", retry_after=2)
    return InternalError("internal_error", "Something went wrong on our side; the request id finds it in the logs.")


def _is_away(error: Exception) -> bool:
    cause = error.orig if isinstance(error, DBAPIError) else error
    sqlstate: str = getattr(cause, "sqlstate", None) or ""
    return isinstance(cause, _AWAY) or sqlstate.startswith(_AWAY_SQLSTATES)


async def _on_problem(request: Request, error: Exception) -> Response:
    return problem_response(_as_problem(error, request.scope), request.scope)


async def _on_http_exception(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    leaf = _BY_STATUS.get(error.status_code)
    if leaf is None:
        return problem_response(_as_problem(error, request.scope), request.scope)
    code = leaf.title.lower().replace(" ", "_")
    response = problem_response(leaf(code, f"{leaf.title}: {error.detail}"), request.scope)
    response.headers.update(error.headers or {})
    return response


async def _on_invalid(request: Request, error: Exception) -> Response:
    """422 with what is wrong and where, never with the value; an id in the path that is none finds nothing."""
    if not isinstance(error, RequestValidationError):
        raise error
    errors = error.errors()
    if errors and all(item["loc"][0] == "path" for item in errors):
        return problem_response(NotFound("not_found", "No such thing, or not in your account."), request.scope)
    shown = [{"where": _where(item["loc"]), "problem": item["type"], "message": item["msg"]} for item in errors]
    detail = "Some values are not acceptable; see `errors`."
    return problem_response(InvalidInput("invalid_input", detail, errors=shown[:_ERRORS_SHOWN]), request.scope)


def _where(location: tuple[str | int, ...]) -> str:
    return ".".join(str(part)[:_NAME_SHOWN] for part in location)


def install(app: FastAPI) -> None:
    """Make FastAPI refuse in our form."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(Exception, _on_problem)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_invalid)
