"""Reads addresses that others chose, strictly, and says which of them may be called at all.

What is refused: everything that two readers could understand differently (user names, fragments, backslashes, blanks,
hosts written as odd numbers), schemes but https, hosts and ports that nobody allowed.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from services.psa_sync.adapters.addresses import read_address
from services.psa_sync.adapters.errors import sentence
from services.psa_sync.ports import Blocked, Refused
from services.psa_sync.settings import PsaSyncSettings

MAX_URL = 4096
PSA_SUFFIXES = (
    ".myconnectwise.net",
    ".connectwisedev.com",
    ".autotask.net",
    ".halopsa.com",
    ".haloservicedesk.com",
    ".haloitsm.com",
)
_URL = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<host>\[[0-9A-Fa-f:.]+\]|[^/?#\[\]:@]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>/[^?#]*)?(?P<query>\?[^#]*)?"
)
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"(?=.{{1,253}}\Z)(?:{_LABEL}\.)*{_LABEL}")
_NUMBER_AT_END = re.compile(r"(?:.*\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)")
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Target:
    """An address in its parts. `host` is in lower case, an IPv6 address without its brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def listed(self) -> str:
        """As operators list it: `host:port`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port, as clients write them."""
        return f"{self.scheme}://{self.listed}".removesuffix(f":{_PORTS[self.scheme]}")


def read_target(url: str, params: dict[str, Any] | None = None) -> Target:
    """The address, with `params` added to its query. Raises Blocked: bad_url, bad_scheme, bad_host."""
    match = _URL.fullmatch(url) if len(url) <= MAX_URL and _is_plain(url) else None
    if match is None:
        raise Blocked("bad_url")
    scheme = match["scheme"].lower()
    if scheme not in _PORTS:
        raise Blocked("bad_scheme")
    port = int(match["port"] or _PORTS[scheme])
    if not 0 < port < 65_536:
        raise Blocked("bad_url")
    return Target(scheme, _host(match["host"]), port, _path(match["path"], match["query"], params))


def origin_of(base_url: str) -> str:
    """The server of the address that a connection names; anything after its host is left out. Raises Refused."""
    try:
        return read_target(base_url.strip()).origin
    except Blocked as error:
        raise Refused(f"blocked_{error.code}", sentence("blocked")) from None


def may_have_keys(url: str, origin: str, vendors: tuple[str, ...]) -> bool:
    """Whether keys may be sent there: to the vendor, or to the very server that the connection names."""
    try:
        target = read_target(url)
    except Blocked:
        return False
    return target.origin == origin or (target.scheme == "https" and target.host.endswith(vendors))


def _is_plain(url: str) -> bool:
    return url.isascii() and url.isprintable() and not re.search(r'[\s\\"<>^`{|}]', url)


def _host(written: str) -> str:
    host = written.lower().removeprefix("[").removesuffix("]")
    address = read_address(host)
    if address is not None:
        return str(address)
    if not _NAME.fullmatch(host) or _NUMBER_AT_END.fullmatch(host):
        raise Blocked("bad_host")
    return host


def _path(path: str | None, query: str | None, params: dict[str, Any] | None) -> str:
    given = (query or "")[1:]
    more = urlencode(
        {key: value for key, value in (params or {}).items() if value is not None}, quote_via=quote, errors="replace"
    )
    asked = "&".join(part for part in (given, more) if part)
    return f"{path or '/'}?{asked}" if asked else path or "/"


@dataclass(frozen=True, slots=True)
class Rule:
    """What may be called: `private` lists `host:port` inside the own network, `allows` judges all others."""

    private: Collection[str]
    allows: Callable[[Target], str | None]

    def check(self, target: Target) -> bool:
        """Whether the operator listed the target, wherever it is. Raises Blocked for what may not be called."""
        if target.listed in self.private:
            return True
        if target.scheme != "https":
            raise Blocked("not_https")
        if code := self.allows(target):
            raise Blocked(code)
        return False


def psa_rule(settings: PsaSyncSettings) -> Rule:
    """PSAs are at their vendors', at hosts that the operator named, or at private targets; any port."""
    named = {host.lower() for host in settings.psa_hosts}

    def allows(target: Target) -> str | None:
        return None if target.host in named or target.host.endswith(PSA_SUFFIXES) else "unknown_host"

    return Rule(_lower(settings.psa_private_targets), allows)


def webhook_rule(settings: PsaSyncSettings) -> Rule:
    """Webhooks go to any public host, at certain ports, or to private targets."""

    def allows(target: Target) -> str | None:
        return None if target.port in settings.webhook_ports else "bad_port"

    return Rule(_lower(settings.webhook_private_targets), allows)


def _lower(listed: Collection[str]) -> frozenset[str]:
    return frozenset(one.lower() for one in listed)
