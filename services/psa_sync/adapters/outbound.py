"""The wall around requests to addresses that others chose: nothing inside the own network is ever called.

A name is resolved once for each request. Every address that it has must be public, and exactly that address is
dialled; the name goes into `Host` and into TLS. No redirects, no proxies of the environment, no connection used
twice. Private targets that the operator listed are dialled wherever they are. PSAs and webhooks look names up apart.
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterable
from contextlib import aclosing
from typing import Any

import httpcore2

from services.psa_sync.adapters.addresses import is_public, read_address
from services.psa_sync.adapters.lookups import Lookups
from services.psa_sync.adapters.targets import Rule, Target, psa_rule, read_target, webhook_rule
from services.psa_sync.ports import Blocked, NoReply, NotConnected, Reply
from services.psa_sync.settings import PsaSyncSettings

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""The addresses of a host; raises OSError. `Lookups` in operation."""

WEBHOOK_REPLY_BYTES = 65_536
DIAL_SECONDS = 5.0
"""For so long one of several addresses is tried."""
AGENT = "ResolutionFlow"
_SENDING = "http11.send_request_headers.started"


def psa_outbound(settings: PsaSyncSettings) -> "GuardedOutbound":
    """For PSAs: any port of the hosts at which PSAs may be."""
    seconds = settings.psa_timeout.total_seconds()
    return GuardedOutbound(psa_rule(settings), seconds, settings.psa_reply_bytes, Lookups())


def webhook_outbound(settings: PsaSyncSettings) -> "GuardedOutbound":
    """For webhooks: the allowed ports of any public host."""
    seconds = settings.webhook_timeout.total_seconds()
    return GuardedOutbound(webhook_rule(settings), seconds, WEBHOOK_REPLY_BYTES, Lookups())


class GuardedOutbound:
    """Sends within the rule. A reply is read up to `reply_bytes`, and everything ends after `timeout_seconds`."""

    def __init__(
        self,
        rule: Rule,
        timeout_seconds: float,
        reply_bytes: int,
        resolver: Resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._rule = rule
        self._timeout = timeout_seconds
        self._reply_bytes = reply_bytes
        self._resolve = resolver
        self._tls = tls or httpcore2.default_ssl_context()

    def check(self, url: str) -> None:
        """Find out, without calling it, whether an address may be called. Raises Blocked."""
        target = read_target(url)
        if not self._rule.check(target) and read_address(target.host) and not _is_public(target.host):
            raise Blocked("private_address")

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: dict[str, str] | None = None,
        content: bytes | None = None,
        params: dict[str, Any] | None = None,
        timeout_seconds: float | None = None,
    ) -> Reply:
        """The reply. Raises Blocked, NotConnected, NoReply; the last only if a byte may have been sent."""
        target = read_target(url, params)
        backend = _CheckedBackend(target, self._resolve, anywhere=self._rule.check(target))
        sending = _Sending()
        try:
            async with asyncio.timeout(timeout_seconds or self._timeout):
                return await self._exchange(backend, _request(method, target, headers or {}, content, sending))
        except httpcore2.LocalProtocolError:
            raise Blocked("bad_request") from None
        except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError, OSError):
            raise NoReply if sending.began else NotConnected from None  # also TimeoutError: it is an OSError

    async def _exchange(self, backend: "_CheckedBackend", request: httpcore2.Request) -> Reply:
        connection = httpcore2.AsyncHTTPConnection(request.url.origin, ssl_context=self._tls, network_backend=backend)
        try:
            response = await connection.handle_async_request(request)
            return await self._read(response)
        finally:
            await connection.aclose()
            await backend.hang_up()

    async def _read(self, response: httpcore2.Response) -> Reply:
        headers = _headers(response.headers)
        content = bytearray()
        async with aclosing(response.aiter_stream()) as chunks:
            async for chunk in chunks:
                content += chunk
                if len(content) > self._reply_bytes:
                    return Reply(response.status, headers, bytes(content[: self._reply_bytes]), too_long=True)
        return Reply(response.status, headers, bytes(content))


class _Sending:
    """Notes the moment from which a byte may be on its way."""

    def __init__(self) -> None:
        self.began = False

    async def __call__(self, event: str, _: dict[str, Any]) -> None:
        self.began = self.began or event == _SENDING


class _CheckedBackend(httpcore2.AsyncNetworkBackend):
    """Dials the addresses of one target after looking at all of them; `anywhere`: also those inside."""

    def __init__(self, target: Target, resolver: Resolve, *, anywhere: bool) -> None:
        self._target = target
        self._resolve = resolver
        self._anywhere = anywhere
        self._dialling = httpcore2.AnyIOBackend()
        self._stream: httpcore2.AsyncNetworkStream | None = None

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection with the first address that takes one. Raises Blocked, ConnectError."""
        failed: Exception = httpcore2.ConnectError()
        for address in await self._addresses():
            try:
                limit = timeout or DIAL_SECONDS
                self._stream = await self._dialling.connect_tcp(address, self._target.port, timeout=limit)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return self._stream
        raise failed

    async def hang_up(self) -> None:
        """Close what was dialled: nobody else does when time runs out before TLS stands."""
        if self._stream is not None:
            await self._stream.aclose()

    async def _addresses(self) -> list[str]:
        host = self._target.host
        found = [host] if read_address(host) else await self._resolve(host, self._target.port)
        if not self._anywhere and not all(_is_public(one) for one in found):
            raise Blocked("private_address")
        return found


def _is_public(text: str) -> bool:
    address = read_address(text)
    return address is not None and is_public(address)


def _request(
    method: str, target: Target, headers: dict[str, str], content: bytes | None, sending: _Sending
) -> httpcore2.Request:
    default = target.listed.removesuffix(":443" if target.scheme == "https" else ":80")
    sent = {
        "host": default,
        "user-agent": AGENT,
        "accept-encoding": "identity",
        "connection": "close",
        **({} if content is None else {"content-length": str(len(content))}),
        **{name.lower(): value for name, value in headers.items()},
    }
    url = httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    encoded = [(name.encode("latin-1", "replace"), value.encode("utf-8", "replace")) for name, value in sent.items()]
    return httpcore2.Request(method, url, headers=encoded, content=content, extensions={"trace": sending})


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers
