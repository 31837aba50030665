"""Meets bad input at the edge, before anything of the application sees it.

A pure ASGI layer: it checks the request line and headers, then reads the body itself - counted, against a deadline -
checks it, and hands it on in one piece. Whatever it refuses is raised as a Problem for `ProblemBoundary` to tell.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.gateway.guard_head import check_head
from services.gateway.guard_json import JsonLimits, check_json, check_text
from services.gateway.problems import UNREAD_BODY, TooSlow
from shared.errors import MalformedRequest, TooLarge, Unavailable, UnsupportedMedia

KIB = 1024
MIB = 1024 * KIB
JSON = frozenset({"application/json"})
YAML = frozenset({"application/yaml", "application/x-yaml", "text/yaml"})
FORM = frozenset({"multipart/form-data"})
ANYTHING: frozenset[str] = frozenset()
"""Of a rule for bodies that are taken byte for byte, whatever they say they are: who sent them is proven first."""
CALLBACKS = "/bridge/psa/"
"""Below it, each ticket system has an address of its own."""
FLOWS, PROPOSALS = "/api/v1/flows/", "/api/v1/flow-proposals/"
"""Below them, each flow and each proposal has addresses of its own, and some take a whole tree."""

SMALL_BYTES = 1 * MIB
"""Bodies up to here are read for anybody; larger ones only for callers that `admit` lets in, within the budget."""
FORM_BYTES = 2 * MIB
"""What a form may take beside the file in it."""
IN_THREAD_BYTES = 256 * KIB
"""Bodies over this are checked beside the event loop."""

_UTF8 = re.compile(r'(?i)\s*charset\s*=\s*"?utf-?8"?\s*')
_BOUNDARY = re.compile(r'(?i)\s*boundary\s*=\s*"?[0-9A-Za-z\'()+_,\-./:=? ]{1,70}"?\s*')


@dataclass(frozen=True, slots=True)
class BodyRule:
    """What one address takes: bytes, media types, structure."""

    limit: int = SMALL_BYTES
    media: frozenset[str] = JSON
    json: JsonLimits = field(default_factory=JsonLimits)


Rules = Mapping[tuple[str, str], BodyRule]
"""What single addresses take, by method and path."""


def rules(start_bytes: int, import_bytes: int, upload_bytes: int, callback_bytes: int) -> Rules:
    """The addresses that take anything but a small JSON body. `upload_bytes` is of the file: its form adds to that."""
    library = BodyRule(limit=import_bytes, media=JSON | YAML, json=JsonLimits(keys=60_000, values=100_000))
    flow = BodyRule(json=JsonLimits(depth=128, keys=20_000, values=40_000))
    return {
        ("POST", "/api/v1/ai-sessions"): BodyRule(limit=start_bytes),
        ("POST", "/api/v1/flows/import"): library,
        ("POST", "/api/v1/flows/import/check"): library,
        ("POST", "/api/v1/flows"): flow,
        ("POST", FLOWS): flow,
        ("PUT", FLOWS): flow,
        ("POST", PROPOSALS): flow,
        ("POST", "/api/v1/uploads"): BodyRule(limit=upload_bytes + FORM_BYTES, media=FORM),
        ("POST", CALLBACKS): BodyRule(limit=callback_bytes, media=ANYTHING),
    }


RULES = rules(start_bytes=40 * MIB, import_bytes=5 * MIB, upload_bytes=20 * MIB, callback_bytes=256 * KIB)


@dataclass(frozen=True, slots=True)
class Pace:
    """How slowly a body may come: `grace_seconds` plus what `bytes_per_second` allows for the part that came."""

    grace_seconds: float = 10.0
    bytes_per_second: int = 64 * KIB


Admit = Callable[[Scope], Awaitable[object]]
"""Raises a Problem unless the caller is signed in; asked before a large body is read."""


class Guard:
    """The ASGI layer. `budget` is what all large bodies in the process may take together, in bytes."""

    def __init__(
        self,
        app: ASGIApp,
        admit: Admit,
        rules: Rules = RULES,
        pace: Pace = Pace(),
        budget: int = 96 * MIB,
        json_bytes: int = SMALL_BYTES,
    ) -> None:
        self._app = app
        self._admit = admit
        self._rules = rules
        self._pace = pace
        self._budget = budget
        self._default = BodyRule(limit=json_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a clean request on; raise a Problem for any other."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope[UNREAD_BODY] = True
        headers = check_head(scope)
        if not _has_body(headers):
            scope[UNREAD_BODY] = False
            await self._app(scope, receive, send)
            return
        rule = self._rule_of(scope["method"], scope["path"])
        media = _media_type(headers, rule)
        size = _announced_size(headers, rule)
        if size > SMALL_BYTES:
            await self._admit(scope)
        with self._reserved(size):
            try:
                checked = await self._checked(scope, receive, media, rule)
            except ClientDisconnect:
                return
            await self._app(scope, checked, send)

    def _rule_of(self, method: str, path: str) -> BodyRule:
        """The address's own rule, else that of the addresses it is one of."""
        above = next((prefix for prefix in (CALLBACKS, FLOWS, PROPOSALS) if path.startswith(prefix)), path)
        return self._rules.get((method, path)) or self._rules.get((method, above), self._default)

    async def _checked(self, scope: Scope, receive: Receive, media: str, rule: BodyRule) -> Receive:
        body = await _read(receive, rule.limit, self._pace)
        scope[UNREAD_BODY] = False
        await _check(body, media, rule)
        return _replay(body, receive)

    @contextmanager
    def _reserved(self, size: int) -> Iterator[None]:
        """Hold `size` bytes of the budget for as long as the body may live."""
        size = size if size > SMALL_BYTES else 0
        if size > self._budget:
            raise Unavailable("busy", "Too many large requests at once; try again shortly.", retry_after=2)
        self._budget -= size
        try:
            yield
        finally:
            self._budget += size


def _has_body(headers: Mapping[bytes, bytes]) -> bool:
    return b"transfer-encoding" in headers or headers.get(b"content-length", b"0").strip(b"0") != b""


def _media_type(headers: Mapping[bytes, bytes], rule: BodyRule) -> str:
    """The media type, one of the rule's, in UTF-8 and not compressed."""
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        raise UnsupportedMedia("encoding_not_taken", "Send the body without Content-Encoding.")
    if not rule.media:
        return ""
    media, *parameters = headers.get(b"content-type", b"").decode("latin-1").split(";")
    media = media.strip().lower()
    if media not in rule.media:
        raise UnsupportedMedia("media_type_not_taken", f"Send the body as {' or '.join(sorted(rule.media))}.")
    if media in FORM:
        if len(parameters) != 1 or not _BOUNDARY.fullmatch(parameters[0]):
            raise MalformedRequest("invalid_boundary", "The multipart boundary is missing or malformed.")
    elif not all(_UTF8.fullmatch(parameter) for parameter in parameters):
        raise UnsupportedMedia("charset_not_taken", "Send the body in UTF-8.")
    return media


def _announced_size(headers: Mapping[bytes, bytes], rule: BodyRule) -> int:
    """How many bytes will come at most, refused before the first one is read where that is too many."""
    if b"content-length" not in headers:
        return rule.limit
    size = int(headers[b"content-length"])
    if size > rule.limit:
        raise _too_large(rule.limit)
    return size


async def _read(receive: Receive, limit: int, pace: Pace) -> bytes:
    loop = asyncio.get_running_loop()
    start = loop.time()
    pieces: list[bytes] = []
    received = 0
    try:
        async with asyncio.timeout_at(start + pace.grace_seconds) as deadline:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientDisconnect
                pieces.append(message.get("body", b""))
                received += len(pieces[-1])
                if received > limit:
                    raise _too_large(limit)
                if not message.get("more_body", False):
                    return b"".join(pieces)
                deadline.reschedule(start + pace.grace_seconds + received / pace.bytes_per_second)
    except TimeoutError:
        raise TooSlow("body_too_slow", "The body did not arrive in time.") from None


async def _check(body: bytes, media: str, rule: BodyRule) -> None:
    if media in FORM or not rule.media:
        return
    if media in YAML:
        _check_yaml(body)
    elif len(body) > IN_THREAD_BYTES:
        await asyncio.to_thread(check_json, body, rule.json)
    else:
        check_json(body, rule.json)


def _check_yaml(body: bytes) -> None:
    check_text(body)
    try:
        body.decode()
    except UnicodeDecodeError:
        raise MalformedRequest("invalid_encoding", "The body must be UTF-8.") from None


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body as one message, then whatever the server still has to say (that the client went away)."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return waiting.pop() if waiting else await receive()

    return replayed


def _too_large(limit: int) -> TooLarge:
    shown = f"{limit // MIB} MiB" if limit >= MIB else f"{limit} bytes"
    return TooLarge("body_too_large", f"The body is larger than {shown}.", limit_bytes=limit)
