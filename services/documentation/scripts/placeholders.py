"""Placeholders of a template's body: `{{ key }}` stands for one value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

KEY = r"[A-Za-z_][A-Za-z0-9_]{0,59}"
_PLACEHOLDER = re.compile(r"\{\{[ \t]*(" + KEY + r")[ \t]*\}\}")
_OPENING = "{{"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Where `text[start:end]` stands for the value of `key`."""

    key: str
    start: int
    end: int


def placeholders(text: str) -> Iterator[Placeholder]:
    """Every placeholder, in order."""
    for found in _PLACEHOLDER.finditer(text):
        yield Placeholder(found[1], found.start(), found.end())


def malformed(text: str) -> Iterator[int]:
    """Where `{{` opens no placeholder."""
    rest = _PLACEHOLDER.sub(lambda found: " " * len(found[0]), text)
    at = rest.find(_OPENING)
    while at >= 0:
        yield at
        at = rest.find(_OPENING, at + len(_OPENING))


def fill(text: str, literals: Mapping[str, str]) -> str:
    """The text with each placeholder replaced, in one pass: what a value holds is never taken for a placeholder."""
    return _PLACEHOLDER.sub(lambda found: literals[found[1]], text)


def line_of(text: str, at: int) -> int:
    """The line of a place in the text, from 1."""
    return text.count("\n", 0, at) + 1
