"""The language of the `conditions` parameter: `board/name = "Help Desk" and lastUpdated > [2026-01-31T12:00:00Z]`.

Words compare without regard to case, as the PSA's database does. `%` and `*` stand for anything in `like`. What is not
there (null) equals only null, and is neither less nor greater than anything.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from services.ops.demo.psa.errors import malformed

MAX_CHARS = 8000
MAX_DEPTH = 32

Record = Mapping[str, Any]
Predicate = Callable[[Record], bool]
Value = str | float | bool | datetime | None

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      | \[(?P<time>[^\]]*)\]
      | (?P<number>-?\d+(?:\.\d+)?)(?![\w/])
      | (?P<op><=|>=|!=|<>|=|<|>)
      | (?P<mark>[(),])
      | (?P<word>[A-Za-z_][\w/.]*)
    )""",
    re.VERBOSE,
)
_LITERALS: Mapping[str, Value] = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; `kind` is the name of its group above, or `end`."""

    kind: str
    text: str

    def says(self, *words: str) -> bool:
        """Whether it is one of these words or marks."""
        return self.kind in ("word", "mark", "op") and self.text.lower() in words


def parse(text: str) -> Predicate:
    """What the conditions ask of a record. Raises `Refused` (400) for a text that is none."""
    if len(text) > MAX_CHARS:
        raise malformed(f"conditions are longer than {MAX_CHARS} characters")
    parser = _Parser(list(_tokens(text)))
    found = parser.either(0)
    parser.expect_end()
    return found


def parse_for_children(text: str) -> Predicate:
    """The same for `childConditions`: one and the same child of a list must meet all of them."""
    predicate = parse(text)
    prefixes = {token.text.split("/")[0] for token in _tokens(text) if token.kind == "word" and "/" in token.text}

    def holds(record: Record) -> bool:
        return any(predicate(alone) for alone in _one_child_each(record, prefixes))

    return holds


def _one_child_each(record: Record, names: set[str]) -> Iterator[Record]:
    lists = [name for name in names if isinstance(record.get(name), list)]
    if not lists:
        yield record
        return
    for child in record[lists[0]]:
        yield from _one_child_each({**record, lists[0]: child}, names)


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise malformed(f"conditions are not understood at: {text[at : at + 20].strip()}")
        kind = str(match.lastgroup)
        yield Token(kind, match.group(kind))
        at = match.end()
    yield Token("end", "")


class _Parser:
    """Recursive descent: either ← both (or both)*, both ← one (and one)*, one ← not one | (either) | comparison."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def either(self, depth: int) -> Predicate:
        """Joined by `or`."""
        if depth > MAX_DEPTH:
            raise malformed(f"conditions are nested deeper than {MAX_DEPTH}")
        parts = [self._both(depth)]
        while self._take("or"):
            parts.append(self._both(depth))
        return parts[0] if len(parts) == 1 else lambda record: any(part(record) for part in parts)

    def expect_end(self) -> None:
        """Nothing may follow."""
        if self._now.kind != "end":
            raise malformed(f"conditions are not understood at: {self._now.text}")

    def _both(self, depth: int) -> Predicate:
        parts = [self._one(depth)]
        while self._take("and"):
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else lambda record: all(part(record) for part in parts)

    def _one(self, depth: int) -> Predicate:
        if self._take("not"):
            inner = self._one(depth + 1)
            return lambda record: not inner(record)
        if self._take("("):
            inner = self.either(depth + 1)
            self._need(")")
            return inner
        return self._comparison()

    def _comparison(self) -> Predicate:
        path = self._path()
        negated = self._take("not")
        test = self._set() if self._take("in") else self._test()
        return lambda record: any(test(value) for value in values_at(record, path)) is not negated

    def _test(self) -> Callable[[Any], bool]:
        if self._take("like"):
            return _like(self._text())
        if self._take("contains"):
            part = self._text().lower()
            return lambda value: part in str(value or "").lower()
        if self._now.kind != "op":
            raise malformed(f"conditions need an operator, not: {self._now.text or 'the end'}")
        return _compared(self._next().text, self._value())

    def _set(self) -> Callable[[Any], bool]:
        self._need("(")
        wanted = [self._value()]
        while self._take(","):
            wanted.append(self._value())
        self._need(")")
        return lambda value: any(_equal(value, one) for one in wanted)

    def _path(self) -> tuple[str, ...]:
        if self._now.kind != "word":
            raise malformed(f"conditions need the name of a field, not: {self._now.text or 'the end'}")
        return tuple(self._next().text.split("/"))

    def _text(self) -> str:
        value = self._value()
        if not isinstance(value, str):
            raise malformed("like and contains need a text")
        return value

    def _value(self) -> Value:
        token = self._next()
        match token.kind:
            case "string":
                return re.sub(r"\\(.)", r"\1", token.text[1:-1])
            case "number":
                return float(token.text)
            case "time":
                return _needed_time(token.text)
            case "word" if token.text.lower() in _LITERALS:
                return _LITERALS[token.text.lower()]
        raise malformed(f"conditions need a value, not: {token.text or 'the end'}")

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._now
        if token.kind != "end":
            self._at += 1
        return token

    def _take(self, word: str) -> bool:
        if not self._now.says(word):
            return False
        self._at += 1
        return True

    def _need(self, mark: str) -> None:
        if not self._take(mark):
            raise malformed(f"conditions need {mark} instead of: {self._now.text or 'the end'}")


def values_at(value: Any, path: Sequence[str]) -> list[Any]:
    """What stands at a path; of a list, each element's. One null where there is nothing."""
    if isinstance(value, list):
        return [found for one in value for found in values_at(one, path)] or [None]
    if not path:
        return [value]
    if not isinstance(value, Mapping):
        return [None]
    if path[0] not in value and path[0] in ("lastUpdated", "dateEntered", "enteredBy", "updatedBy"):
        return values_at(value.get("_info"), path)  # asked for without `_info/`, as everybody does
    return values_at(value.get(path[0]), path[1:])


def _like(pattern: str) -> Callable[[Any], bool]:
    parts = (re.escape(part) for part in re.split(r"[%*]", pattern))
    compiled = re.compile(".*".join(parts), re.IGNORECASE | re.DOTALL)
    return lambda value: compiled.fullmatch(str(value or "")) is not None


def _compared(operator: str, wanted: Value) -> Callable[[Any], bool]:
    if operator == "=":
        return lambda value: _equal(value, wanted)
    if operator in ("!=", "<>"):
        return lambda value: not _equal(value, wanted)
    return lambda value: _ordered(operator, value, wanted)


def _ordered(operator: str, value: Any, wanted: Value) -> bool:
    left, right = _alike(value, wanted)
    if left is None or right is None:
        return False
    try:
        less, same = left < right, left == right
    except TypeError:
        return False
    return bool({"<": less, "<=": less or same, ">": not less and not same, ">=": not less}[operator])


def _equal(value: Any, wanted: Value) -> bool:
    left, right = _alike(value, wanted)
    return bool(left == right)


def _alike(value: Any, wanted: Value) -> tuple[Any, Any]:
    """Both as something that compares: times as times, numbers as numbers, texts without case."""
    if isinstance(wanted, datetime):
        return _time(value), wanted
    if isinstance(wanted, str):
        return None if value is None else str(value).lower(), wanted.lower()
    return value, wanted


def _needed_time(text: str) -> datetime:
    found = _time(text)
    if found is None:
        raise malformed(f"[{text[:40]}] is not a date; write [2026-01-31T12:00:00Z]")
    return found


def _time(value: Any) -> datetime | None:
    try:
        read = datetime.fromisoformat(str(value).strip())
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
