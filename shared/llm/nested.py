"""Nested values, as a model is shown them."""

import json
from typing import Any

from shared.llm.untrusted import shorten

MOST_PARTS = 20


def brief(value: Any, limit: int, **limits: int) -> Any:
    """The value with each text in it cut by itself, so that none pushes the others out, and each list.

    A text has at most `limit` characters, one under a name of `limits` as many as are given there; a list has at most
    20 parts, the first. Redact the value before: a rule may not know what is left of a match.
    """
    match value:
        case str():
            return shorten(value, limit)
        case dict():
            parts = {name: brief(part, limits.get(name, limit), **limits) for name, part in value.items()}
            return {shorten(name, limit): part for name, part in parts.items()}
        case list():
            return [brief(part, limit, **limits) for part in value[:MOST_PARTS]]
        case _:
            return value


def as_json(value: Any) -> str:
    """A value in JSON that reads well."""
    return json.dumps(value, ensure_ascii=False, indent=1)
