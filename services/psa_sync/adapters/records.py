"""Reads JSON of a PSA without trusting its shape: what is not as expected is None."""

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Record = Mapping[str, Any]
NUMBER_DIGITS = 10
WHOLE_DIGITS = 18


def parse(content: bytes) -> Any:
    """What the bytes say. Raises ValueError for what is no JSON, or nested too deeply."""
    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def dig(value: Any, *path: str) -> Any:
    """What stands at a path of nested objects."""
    for name in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def rows(value: Any, *path: str) -> list[Record]:
    """The objects of a list that stands at a path."""
    found = dig(value, *path) if path else value
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def ident(value: Any) -> str | None:
    """An id: a number, or a short text."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    text = str(value).strip()
    return text if 0 < len(text) <= 64 and text.isascii() and text.isprintable() else None


def number(text: str) -> int | None:
    """The id that a text is, where a PSA counts; None for any other text."""
    is_short = text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS
    return int(text) if is_short and 0 < int(text) < 2**31 else None


def whole(value: Any) -> int | None:
    """A whole number, also one that is written as a text; None for anything else, and for what no PSA counts to."""
    if isinstance(value, str) and len(value) <= WHOLE_DIGITS and value.isascii() and value.isdigit():
        return int(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and -(10**WHOLE_DIGITS) < value < 10**WHOLE_DIGITS else None


def name_at(names: Mapping[int, str], record: Any, field: str) -> str | None:
    """The name behind the number that a field holds."""
    found = whole(dig(record, field))
    return None if found is None else names.get(found)


def real(value: Any) -> float:
    """A number; 0 for anything else, also for what is none although JSON readers take it: NaN, infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    try:
        return float(value) if math.isfinite(value) else 0.0
    except OverflowError:
        return 0.0


def when(value: Any) -> datetime | None:
    """A time in UTC; one without a zone is meant so."""
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value.strip())
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def stamp(at: datetime) -> str:
    """A time as PSAs read it: UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
