"""The address of a PSA as it is kept: one way of writing it for each, so that another host is seen as another."""

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urlsplit

from shared.errors import InvalidInput

ADDRESS_CHARS = 500
DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*")


def canonical(address: str) -> str:
    """The address without what makes no difference: letter case of the host, a usual port, slashes at the end.

    `https://` is put before an address that has no scheme. Whether it may be called is decided when it is.

    Raises:
        InvalidInput: it is not an address, or says more than where: a user, a query, a way up.
    """
    written = address.strip()
    if len(written) > ADDRESS_CHARS:
        raise _invalid(f"has more than {ADDRESS_CHARS} characters")
    try:
        parts = urlsplit(written if "://" in written else f"https://{written}")
        port = parts.port
    except ValueError:
        raise _invalid("cannot be read") from None
    scheme = _scheme(parts)
    given = "" if port in (None, DEFAULT_PORTS[scheme]) else f":{port}"
    return f"{scheme}://{_host(parts)}{given}{_path(parts)}"


def _scheme(parts: SplitResult) -> str:
    if parts.scheme not in DEFAULT_PORTS:
        raise _invalid("has to begin with https://")
    if "@" in parts.netloc or "?" in parts.geturl() or "#" in parts.geturl():
        raise _invalid("may name a host and a path, nothing else")
    return parts.scheme


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{_ipv6(host)}]"
    try:
        plain = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise _invalid("has no valid host name") from None
    if not _HOST.fullmatch(plain):
        raise _invalid("has no valid host name")
    return plain


def _ipv6(host: str) -> IPv6Address:
    try:
        return IPv6Address(host)
    except ValueError:
        raise _invalid("has no valid host name") from None


def _path(parts: SplitResult) -> str:
    path = re.sub(r"/+", "/", parts.path).rstrip("/")
    if not _PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):
        raise _invalid("has a path that is not plain")
    return path


def _invalid(why: str) -> InvalidInput:
    return InvalidInput("invalid_base_url", f"The address of the ticket system {why}.", fields=["base_url"])
