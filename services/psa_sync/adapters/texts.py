"""Texts of a PSA as we keep them: without what a database refuses, without HTML, not longer than they may be."""

import html
import re
from typing import Any

NAME_CHARS = 250
SUMMARY_CHARS = 500
NOTE_CHARS = 6_000
DESCRIPTION_CHARS = 20_000
NOTES_CHARS = 120_000
"""All notes of a context together."""
CUT = "…"
WHOLE_CHARS = 400_000
"""Of any text, not more than this is read."""

_UNKEEPABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_KNOWN_TAGS = re.compile(
    r"</?(?:a|b|blockquote|body|br|code|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|li|meta|ol|p|pre|script|span"
    r"|strong|style|table|tbody|td|th|thead|title|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z!?][A-Za-z0-9:-]*)(?:[\s/][^<>]*)?>")
_BREAKS = frozenset((
    "blockquote", "body", "br", "div", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "li",
    "ol", "p", "pre", "table", "tbody", "thead", "tr", "ul",
))  # fmt: skip
_UNSEEN = frozenset(("script", "style", "title"))


def clean(value: Any, limit: int) -> str | None:
    """The value as a text that can be kept; None for nothing, blanks and what is no text or number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = _UNKEEPABLE.sub("", str(value)[:WHOLE_CHARS]).replace("\r\n", "\n").replace("\r", "\n").strip()
    return cut(text, limit) or None


def line(value: Any, limit: int = NAME_CHARS) -> str | None:
    """As `clean`, on one line."""
    text = clean(value, WHOLE_CHARS)
    return cut(" ".join(text.split()), limit) or None if text else None


def prose(value: Any, limit: int) -> str | None:
    """As `clean`; what is HTML is told in plain text."""
    text = clean(value, WHOLE_CHARS)
    if text and _KNOWN_TAGS.search(text):
        text = clean(plain(text), WHOLE_CHARS)
    return cut(text, limit) if text else None


def cut(text: str, limit: int) -> str:
    """The text, or its beginning with a mark that there was more."""
    return text if len(text) <= limit else text[: limit - len(CUT)].rstrip() + CUT


def fit(text: str, limit: int, marker: str) -> str:
    """A note that a PSA takes: cut before its marker, which stays at the end."""
    text = _UNKEEPABLE.sub("", text)
    if len(text) <= limit:
        return text
    tail = f"\n\n{marker}"
    return cut(text.removesuffix(marker).rstrip(), limit - len(tail)) + tail


def plain(markup: str) -> str:
    """What a browser would show of HTML, roughly: a line for each block, a dash for each item of a list."""
    parts: list[str] = []
    unseen, at, markup = "", 0, _without_comments(markup)
    for tag in _TAG.finditer(markup):
        if not unseen:
            parts.append(markup[at : tag.start()])
        at, name = tag.end(), tag["name"].lower()
        if unseen:
            unseen = "" if tag["end"] and name == unseen else unseen
        elif name in _UNSEEN and not tag["end"]:
            unseen = name
        else:
            parts.append(_instead(name, ends=bool(tag["end"])))
    parts.append("" if unseen else markup[at:])
    return _tidy(html.unescape("".join(parts)))


def _instead(name: str, *, ends: bool) -> str:
    if name == "li":
        return "" if ends else "\n- "
    if name in ("td", "th"):
        return "  " if ends else ""
    return "\n" if name in _BREAKS else ""


def _without_comments(markup: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := markup.find("<!--", at)) >= 0:
        kept.append(markup[at:start])
        end = markup.find("-->", start)
        if end < 0:
            return "".join(kept)
        at = end + len("-->")
    return "".join([*kept, markup[at:]])


def _tidy(text: str) -> str:
    lines = [" ".join(one.split()) for one in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
