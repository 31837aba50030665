"""Autotask's query filters. They are JSON, so that no text can become a part of the question."""

from collections.abc import Iterable
from typing import Any

Filter = dict[str, Any]
TEXT_CHARS = 200


def equal(field: str, value: Any) -> Filter:
    """The field is the value."""
    return {"op": "eq", "field": field, "value": value}


def unequal(field: str, value: Any) -> Filter:
    """The field is not the value."""
    return {"op": "noteq", "field": field, "value": value}


def above(field: str, value: Any) -> Filter:
    """The field is greater, or later."""
    return {"op": "gt", "field": field, "value": value}


def holds(field: str, text: str) -> Filter:
    """The field contains the text."""
    return {"op": "contains", "field": field, "value": text[:TEXT_CHARS]}


def one_of(field: str, values: Iterable[Any]) -> Filter:
    """The field is one of the values."""
    return {"op": "in", "field": field, "value": list(values)}


def either(*filters: Filter) -> Filter:
    """Any of them."""
    return {"op": "or", "items": list(filters)}


EVERYTHING: Filter = {"op": "exist", "field": "id"}
