"""Cutting a long log for a model so that the errors survive, wherever they stand.

Kept are the head, the tail and, between them, the distinct errors with the lines around them. Errors that differ
only in digits are one kind: shown a few times, and counted. What is left out is said, with its number of lines.
The time is linear in the text: keywords are searched segment by segment, and a segment's hits are bounded.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LINE_CHARS = 400
SEGMENT_CHARS = 1 << 18
HITS_PER_SEGMENT = 10_000
BLOCK_CHARS = 1500
LINES_BEFORE, LINES_AFTER = 2, 12
SHOWN_PER_KIND = 3
HEAD_SHARE, TAIL_SHARE = 0.15, 0.2
WINDOW_CHARS = 1 << 16
GAP_CHARS = 40

FATAL, ERROR, WARNING = 0, 1, 2
_KEYWORDS = {
    "fatal": FATAL, "critical": FATAL, "panic": FATAL, "unhandled": FATAL, "exception": FATAL, "traceback": FATAL,
    "caused by": FATAL, "bugcheck": FATAL, "stop code": FATAL, "segfault": FATAL, "out of memory": FATAL,
    "corrupt": FATAL, "ransom": FATAL, "0x8": FATAL, "0xc": FATAL,
    "error": ERROR, "fail": ERROR, "denied": ERROR, "refused": ERROR, "unreachable": ERROR, "timeout": ERROR,
    "timed out": ERROR, "cannot": ERROR, "could not": ERROR, "unable to": ERROR, "rejected": ERROR,
    "invalid": ERROR, "expired": ERROR, "locked out": ERROR, "not found": ERROR,
    "warn": WARNING, "retry": WARNING, "degraded": WARNING,
}  # fmt: skip
_HARMLESS = re.compile(
    r"\b(?:0|no|without) (?:errors?|failures?|warnings?|exceptions?)"
    r"|(?:errors?|fail(?:ed|ures?)|warnings?)\s?[=:]\s?0\b"
    r"|0x[8c][0-9a-f]{8,}|0x[8c][0-9a-f]{0,6}\b",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"\s|at |caused by|during handling|\+ |---|\.\.\. |[\w.]+(?:error|exception)\b", re.IGNORECASE)
_DIGITS = re.compile(r"(0x[0-9a-fA-F]{8}\b)|\d+")
_NO_DIGITS = str.maketrans("", "", "0123456789")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch `start:end` of the log and the text that stands for it."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Run:
    """Lines of one kind that follow each other: the first as shown, and how many more there are."""

    kind: str
    shown: str
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class _Hit:
    """An error line: the stretch to show, its kind, and the how-manieth of that kind it is."""

    severity: int
    start: int
    end: int
    kind: str
    nth: int


def excerpt(log: str, budget: int = 8000) -> str:
    """At most `budget` characters of `log`; all of it where it fits."""
    if len(log) <= budget:
        return log
    head = _head(log, int(budget * HEAD_SHARE))
    tail = _tail(log, int(budget * TAIL_SHARE), head.end)
    left = budget - len(head.text) - len(tail.text) - 2 * GAP_CHARS
    errors = _errors(log, head.end, tail.start, left)
    # What the errors leave goes to the end of the log, where the trouble usually is.
    left -= sum(len(error.text) + GAP_CHARS for error in errors)
    tail = _tail(log, len(tail.text) + left, errors[-1].end if errors else head.end)
    return _join(log, [head, *errors, tail])


def _head(log: str, budget: int) -> _Piece:
    window = log[: log.rfind("\n", 0, WINDOW_CHARS) + 1 or WINDOW_CHARS]
    runs, length = _runs(_lines(window), budget)
    return _Piece(0, length, _text(runs))


def _tail(log: str, budget: int, after: int) -> _Piece:
    earliest = max(after, len(log) - WINDOW_CHARS)
    window = log[log.find("\n", earliest, len(log) - 1) + 1 or earliest :]
    runs, length = _runs(reversed(_lines(window)), budget)
    return _Piece(len(log) - length, len(log), _text(reversed(runs)))


def _errors(log: str, start: int, end: int, budget: int) -> list[_Piece]:
    times: Counter[str] = Counter()
    hits = list(_hits(log, start, end, times))
    chosen: list[_Piece] = []
    for hit in sorted(hits, key=lambda h: (h.severity, h.nth, times[h.kind], h.start)):
        piece = _shown(log, hit, times[hit.kind])
        if len(piece.text) + GAP_CHARS <= budget:
            chosen.append(piece)
            budget -= len(piece.text) + GAP_CHARS
    return sorted(chosen, key=lambda piece: piece.start)


def _hits(log: str, start: int, end: int, times: Counter[str]) -> Iterator[_Hit]:
    """The first error lines of each kind between two positions, with their context; no two overlap.

    `times` counts all lines of a kind, also those that are not shown.
    """
    free_from = start
    for position in _positions(log, start, end):
        if position < free_from:
            continue
        line_start, line_end = _line_at(log, position, free_from, end)
        line = log[line_start:line_end]
        kind = _kind(line)
        if times[kind] < SHOWN_PER_KIND:
            how_bad = severity(line)
            if how_bad is None:
                continue
            first, last = _lines_back(log, line_start, free_from), _lines_on(log, line_end, end)
            yield _Hit(how_bad, first, last, kind, times[kind])
            free_from = last
        times[kind] += 1


def _positions(log: str, start: int, end: int) -> Iterator[int]:
    """Where keywords stand, in order; of a segment with too many, those of the worst severity."""
    for at in range(start, end, SEGMENT_CHARS):
        segment = log[at : min(at + SEGMENT_CHARS, end)].lower()
        found = [(how_bad, position) for word, how_bad in _KEYWORDS.items() for position in _all(segment, word)]
        yield from sorted(at + position for _, position in sorted(found)[:HITS_PER_SEGMENT])


def severity(line: str) -> int | None:
    """How bad a line is by its worst keyword, phrases like "0 errors" set aside; None where nothing is left."""
    words = _HARMLESS.sub(" ", line.lower())
    return min((how_bad for word, how_bad in _KEYWORDS.items() if word in words), default=None)


def _all(segment: str, word: str) -> Iterator[int]:
    """Where `word` occurs, one hit a line, a bounded number of them."""
    position = segment.find(word)
    for _ in range(HITS_PER_SEGMENT):
        if position < 0:
            return
        yield position
        line_end = segment.find("\n", position)
        position = segment.find(word, line_end) if line_end >= 0 else -1


def _line_at(log: str, position: int, start: int, end: int) -> tuple[int, int]:
    """The line around a position; of a very long one the part next to the position."""
    earliest = max(start, position - LINE_CHARS // 2)
    latest = min(end, position + LINE_CHARS // 2)
    line_start = log.rfind("\n", earliest, position) + 1
    line_end = log.find("\n", position, latest)
    return line_start or earliest, line_end + 1 if line_end >= 0 else latest


def _lines_back(log: str, position: int, earliest: int) -> int:
    for _ in range(LINES_BEFORE):
        before = log.rfind("\n", max(earliest, position - LINE_CHARS), max(earliest, position - 1)) + 1
        if not before:
            return position
        position = before
    return position


def _lines_on(log: str, position: int, end: int) -> int:
    """Past the lines that belong to an error: a stack trace, indented details; else one line that is no error."""
    for count in range(LINES_AFTER):
        after = log.find("\n", position, min(end, position + LINE_CHARS)) + 1
        belongs = _CONTINUES.match(log, position) or (count == 0 and severity(log[position:after]) is None)
        if not after or not belongs:
            return position
        position = after
    return position


def _shown(log: str, hit: _Hit, times: int) -> _Piece:
    runs, _ = _runs(_lines(log[hit.start : hit.end]), BLOCK_CHARS)
    counted = f"[lines of this kind: {times}]\n" if times > 1 and hit.nth == 0 else ""
    return _Piece(hit.start, hit.end, _text(runs) + counted)


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _runs(lines: Iterable[str], budget: int) -> tuple[list[_Run], int]:
    """Runs of lines of one kind, as many as `budget` takes when shown, and the length of what they stand for."""
    runs: list[_Run] = []
    length = 0
    for line in lines:
        kind = _kind(line)
        if runs and runs[-1].kind == kind:
            runs[-1].repeats += 1
        else:
            shown = line.rstrip() if len(line) <= LINE_CHARS else line[:LINE_CHARS] + "…"
            budget -= len(shown) + 1
            if budget < 0:
                break
            runs.append(_Run(kind, shown))
        length += len(line)
    return runs, length


def _text(runs: Iterable[_Run]) -> str:
    return "".join(
        f"{run.shown}\n" + (f"[the line above {run.repeats} more times]\n" if run.repeats else "") for run in runs
    )


def _kind(line: str) -> str:
    """A line without what varies: digits; an 8-digit hexadecimal code stays, for it names the error."""
    start = line[:LINE_CHARS].strip()
    return _DIGITS.sub(r"\1", start) if "0x" in start else start.translate(_NO_DIGITS)


def _join(log: str, pieces: list[_Piece]) -> str:
    parts: list[str] = []
    reached = 0
    for piece in pieces:
        if piece.start > reached:
            left_out = max(1, log.count("\n", reached, piece.start))
            parts.append(f"[… {left_out} lines left out …]\n")
        parts.append(piece.text)
        reached = piece.end
    return "".join(parts)
