"""Where a ConnectWise may keep the key that its callbacks are signed with."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

MAX_URL_CHARS = 2_000

_CLOUD = re.compile(
    r"(?:api-)?(?:sandbox-)?(?:na|eu|au|aus|za)\.myconnectwise\.net|(?:api-)?staging\.connectwisedev\.com"
)
_UNCLEAN = re.compile(r"[^\x21-\x7e]|\\")
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class _Origin:
    scheme: str
    host: str
    port: int


def is_key_url(url: str, base_url: str, private_targets: frozenset[str]) -> bool:
    """Whether the key may be fetched there: ConnectWise's own cloud, or the connection's own origin.

    HTTPS only, unless the connection's origin is one that an operator listed as a private target.
    """
    parts = _split(url)
    if parts is None:
        return False
    origin = _origin(parts)
    if origin is None:
        return False
    if origin.scheme == "https" and parts.port is None and _CLOUD.fullmatch(origin.host):
        return True
    own = _split(base_url)
    if own is None or origin != _origin(own):
        return False
    return origin.scheme == "https" or _listed(origin) in private_targets


def _listed(origin: _Origin) -> str:
    return f"[{origin.host}]:{origin.port}" if ":" in origin.host else f"{origin.host}:{origin.port}"


def _split(url: str) -> SplitResult | None:
    if len(url) > MAX_URL_CHARS or _UNCLEAN.search(url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port  # read here, where a bad one is met
    except ValueError:
        return None
    return None if parts.fragment or "@" in parts.netloc else parts


def _origin(parts: SplitResult) -> _Origin | None:
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    return _Origin(parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme])
