"""What a JSON body must be before any parser of the application meets it.

Everything runs in linear time and in C: strings are cut out first, and what is left (the skeleton of brackets,
commas, colons and numbers) is small enough to count.
"""

import re
from dataclasses import dataclass
from typing import Any

import orjson

from shared.errors import MalformedRequest

_BIG_NUMBER = re.compile(rb"[0-9]{21}")
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class JsonLimits:
    """How much structure a body may have: levels, object keys, and values altogether."""

    depth: int = 32
    keys: int = 2_000
    values: int = 20_000


def check_json(body: bytes, limits: JsonLimits) -> None:
    """Raise MalformedRequest for anything but clean, unambiguous JSON in UTF-8."""
    check_text(body)
    skeleton = _skeleton(body, limits)
    keys = skeleton.count(b":")
    if keys > limits.keys:
        raise MalformedRequest("too_many_keys", f"The body has more than {limits.keys} keys.")
    if skeleton.count(b",") + skeleton.count(b"[") + skeleton.count(b"{") > limits.values:
        raise MalformedRequest("too_many_values", f"The body has more than {limits.values} values.")
    if _depth(skeleton) > limits.depth:
        raise MalformedRequest("too_deep", f"The body is nested deeper than {limits.depth} levels.")
    if _BIG_NUMBER.search(skeleton):
        raise MalformedRequest("number_too_long", "A number has more than 20 digits.")
    if _count_keys(_parse(body)) != keys:
        raise MalformedRequest("duplicate_key", "A key appears twice in one object.")


def check_text(body: bytes) -> None:
    """Raise MalformedRequest for a byte order mark or a NUL: both are signs of another encoding."""
    if body.startswith(_BYTE_ORDER_MARKS):
        raise MalformedRequest("invalid_encoding", "The body must be UTF-8 without a byte order mark.")
    if b"\0" in body:
        raise MalformedRequest("invalid_character", "The body holds a NUL character.")


def _skeleton(body: bytes, limits: JsonLimits) -> bytes:
    """The body without the content of its strings.

    Backslashes occur in strings only, and pair up from the left: without pairs, `\\"` is an escaped quote for sure.
    """
    flat = body
    if b"\\" in body:
        flat = body.replace(b"\\\\", b"")
        if b"\\u0000" in flat:
            raise MalformedRequest("invalid_character", "The body holds a NUL character.")
        flat = flat.replace(b'\\"', b"")
    if flat.count(b'"') > 2 * (limits.values + limits.keys):
        raise MalformedRequest("too_many_values", f"The body has more than {limits.values} values.")
    return b'"'.join(flat.split(b'"')[::2])


def _depth(skeleton: bytes) -> int:
    depth = deepest = 0
    for bracket in skeleton.translate(None, _NOT_BRACKETS):
        depth += 1 if bracket in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _parse(body: bytes) -> Any:
    """orjson refuses bad UTF-8, lone surrogates, NaN, Infinity, 1e400 and anything after the value."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise MalformedRequest("invalid_json", "The body is not valid JSON in UTF-8.") from None


def _count_keys(value: Any) -> int:
    found = 0
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            found += len(item)
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return found
