"""Writes ConnectWise's `conditions`. Users' text gets into them nowhere else.

How a quotation mark inside a text is written is documented nowhere; so none is: a text is asked for in the pieces
between them. Backslashes go the same way, as some versions take them for an escape.
"""

import re

TEXT_CHARS = 200

_APART = re.compile(r"[\"\\\x00-\x1f\x7f\ud800-\udfff]+")


def contains(field: str, text: str) -> str | None:
    """The field holds the text, or at least all its pieces; None where there is nothing to look for."""
    parts = [f'{field} contains "{piece}"' for piece in _pieces(text)]
    return both(*parts)


def named(field: str, name: str) -> str:
    """The field is exactly the name, whatever its case; with quotation marks in it, anything in their places."""
    pattern = _APART.sub("%", name[:TEXT_CHARS]) + ("%" if len(name) > TEXT_CHARS else "")
    return f'{field} = "{name}"' if pattern == name else f'{field} like "{pattern}"'


def one_of(field: str, numbers: list[int]) -> str:
    """The field is one of the numbers."""
    return f"{field} in ({','.join(map(str, numbers))})"


def both(*parts: str | None) -> str | None:
    """All that is asked; None for nothing."""
    return " and ".join(part for part in parts if part) or None


def either(*parts: str | None) -> str | None:
    """Any of what is asked."""
    asked = [part for part in parts if part]
    return f"({' or '.join(f'({part})' for part in asked)})" if len(asked) > 1 else "".join(asked) or None


def _pieces(text: str) -> list[str]:
    return [piece for piece in (one.strip() for one in _APART.split(text[:TEXT_CHARS])) if piece]
