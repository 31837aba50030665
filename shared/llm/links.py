"""No link comes out of a model: an injected one would lead to a stranger's server."""

import re
from collections.abc import Iterable

REMOVED = "[link removed]"
_LINK = re.compile(r"(?i)\b(?:https?:[/\\]+|[a-z][a-z0-9+.-]{1,20}://)([^\s<>\"'`)\]}|]*)")
_ACTIVE = re.compile(r"(?i)\b(?:(?:javascript|vbscript):|data:[a-z]+/)[^\s<>\"'`]+")
_HOST_END = re.compile(r"[/\\?#]")


def hosts_in(texts: Iterable[str]) -> frozenset[str]:
    """The hosts that the links in these texts lead to, in lower case."""
    return frozenset(_host(match) for text in texts for match in _LINK.finditer(text))


def without_links(text: str, known_hosts: frozenset[str]) -> str:
    """The text with each link replaced: by its bare host where the evidence names that host, else by a mark.

    Path and query never survive, since they could carry data out.
    """
    named = _LINK.sub(lambda match: host if (host := _host(match)) in known_hosts else REMOVED, text)
    return _ACTIVE.sub(REMOVED, named)


def _host(match: re.Match[str]) -> str:
    authority = _HOST_END.split(match[1], maxsplit=1)[0]
    return authority.rsplit("@", 1)[-1].split(":", 1)[0].lower()
