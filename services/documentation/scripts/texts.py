"""Which characters a template and a value may hold: none that a terminal obeys or that hides what is written."""

import re

from pydantic_core import SchemaError, SchemaValidator, core_schema

_HIDDEN = "\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
_ONE_LINE = re.compile(rf"[\x00-\x1f\x7f-\x9f{_HIDDEN}]")
_LINES = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f{_HIDDEN}]")


def is_one_line(text: str) -> bool:
    """Whether the text holds no line break, tab, control character or mark that turns the direction of reading."""
    return _ONE_LINE.search(text) is None


def are_lines(text: str) -> bool:
    """The same for a text that may have line breaks and tabs."""
    return _LINES.search(text) is None


def forbidden_at(text: str) -> int | None:
    """Where the first character stands that `are_lines` does not take."""
    found = _LINES.search(text)
    return found.start() if found else None


def with_plain_breaks(text: str) -> str:
    """The text with every line broken as on Unix."""
    return text.replace("\r\n", "\n")


def is_pattern(pattern: str) -> bool:
    """Whether this is a regular expression of the kind that takes linear time (no look-around, no back-references)."""
    try:
        _matcher(pattern)
    except SchemaError:
        return False
    return True


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text is what the pattern describes. The engine is Rust's: no text makes it slow."""
    return bool(_matcher(rf"\A(?:{pattern})\z").isinstance_python(text))


def _matcher(pattern: str) -> SchemaValidator:
    return SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine="rust-regex", strict=True))
