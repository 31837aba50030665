"""What the request line and the headers must be; runs for every request and costs a few microseconds."""

import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from starlette.types import Scope

from services.gateway.problems import AddressTooLong, HeadersTooLarge, MethodNotAllowed
from shared.errors import MalformedRequest

MAX_ADDRESS_BYTES = 8_192
MAX_HEADER_BYTES = 32_768
MAX_HEADERS = 100
MAX_PARAMETERS = 100

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_OVERRIDES = frozenset({b"x-http-method-override", b"x-http-method", b"x-method-override"})
_ONCE = frozenset({
    b"authorization", b"content-length", b"content-type", b"host", b"idempotency-key", b"if-match", b"traceparent",
    b"transfer-encoding",
})  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_FORMS: Mapping[bytes, re.Pattern[bytes]] = {
    b"content-length": re.compile(rb"[0-9]{1,15}"),
    b"idempotency-key": re.compile(rb"[\x21-\x7e]{1,200}"),
    b"if-match": re.compile(rb"[\x20-\x7e]{1,200}"),
    b"last-event-id": re.compile(rb"[\x20-\x7e]{0,200}"),
    b"prefer": re.compile(rb"[\x20-\x7e]{1,200}"),
    b"traceparent": re.compile(
        rb"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-[\x21-\x7e]*)?"
    ),
    b"tracestate": re.compile(rb"[\x20-\x7e\t]{0,512}"),
    b"transfer-encoding": re.compile(rb"(?i)chunked"),
}
_CREDENTIALS = frozenset({
    "access_token", "api-key", "api_key", "apikey", "auth", "auth_token", "authorization", "bearer", "client_secret",
    "id_token", "jwt", "password", "refresh_token", "secret", "token",
})  # fmt: skip


def check_head(scope: Scope) -> dict[bytes, bytes]:
    """The headers by name. Raises a problem for a request line or a header that no honest client sends."""
    if scope["method"] not in METHODS:
        raise MethodNotAllowed("method_not_allowed", "This method is not taken.")
    _check_address(scope)
    return _check_headers(scope["headers"])


def address_too_long() -> AddressTooLong:
    """Over MAX_ADDRESS_BYTES."""
    return AddressTooLong("address_too_long", f"The address is longer than {MAX_ADDRESS_BYTES} bytes.")


def headers_too_large() -> HeadersTooLarge:
    """Over MAX_HEADER_BYTES or MAX_HEADERS."""
    detail = f"The headers are more than {MAX_HEADERS}, or longer than {MAX_HEADER_BYTES} bytes together."
    return HeadersTooLarge("headers_too_large", detail)


def _check_address(scope: Scope) -> None:
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    if len(path) + len(query) > MAX_ADDRESS_BYTES:
        raise address_too_long()
    if b"%" in path or not path.isascii():
        _check_decoded(path)
    if query:
        _check_decoded(query)
        _check_parameters(query)


def _check_decoded(part: bytes) -> None:
    decoded = unquote_to_bytes(part)
    if b"\0" in decoded:
        raise MalformedRequest("invalid_character", "The address holds a NUL character.")
    try:
        decoded.decode()
    except UnicodeDecodeError:
        raise MalformedRequest("invalid_encoding", "The address is not UTF-8.") from None


def _check_parameters(query: bytes) -> None:
    pairs = query.split(b"&")
    if len(pairs) > MAX_PARAMETERS:
        raise MalformedRequest("too_many_parameters", f"The address has more than {MAX_PARAMETERS} parameters.")
    names = (unquote_to_bytes(pair.partition(b"=")[0]).decode().strip().casefold() for pair in pairs)
    if not _CREDENTIALS.isdisjoint(names):
        raise MalformedRequest(
            "credentials_in_address", "Credentials do not belong into an address; send the Authorization header."
        )


def _check_headers(raw: list[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    if len(raw) > MAX_HEADERS or sum(len(name) + len(value) for name, value in raw) > MAX_HEADER_BYTES:
        raise headers_too_large()
    headers: dict[bytes, bytes] = {}
    for name, value in raw:
        if name in headers and name in _ONCE:
            raise MalformedRequest("repeated_header", f"The header {name.decode()} may be sent only once.")
        form = _FORMS.get(name)
        if _CONTROL.search(value) or (form and not form.fullmatch(value)):
            raise MalformedRequest("invalid_header", f"The header {name.decode('latin-1')[:64]} is malformed.")
        headers[name] = value
    if not _OVERRIDES.isdisjoint(headers):
        raise MethodNotAllowed("method_override", "A method cannot be overridden by a header.")
    if b"content-length" in headers and b"transfer-encoding" in headers:
        raise MalformedRequest("ambiguous_length", "Send Content-Length or Transfer-Encoding, not both.")
    return headers
