"""A closing document read back: its sections, and the words that its Markdown shows."""

import re
from collections.abc import Iterator
from html import unescape

_CODE = re.compile(r"(`[^`\n]+`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)


def sections(markdown: str) -> list[tuple[str, str]]:
    """Each heading with its body; what stands before the first one has the heading ''."""
    headings = list(_HEADING.finditer(markdown))
    ends = [heading.start() for heading in headings] + [len(markdown)]
    found = [("", markdown[: ends[0]].strip())]
    for heading, end in zip(headings, ends[1:], strict=True):
        found.append((heading[0], markdown[heading.end() : end].strip()))
    return found if found[0][1] else found[1:]


def shown(markdown: str) -> str:
    """The words that are read."""
    return "".join(part.strip("`") if is_code else _unescaped(part) for part, is_code in _parts(markdown))


def codes(markdown: str) -> list[str]:
    """What is set as code."""
    return [part.strip("`") for part, is_code in _parts(markdown) if is_code]


def markup(markdown: str) -> str:
    """Only what is Markdown: the text without what is escaped, and without code."""
    return "".join(_ESCAPE.sub("", part) for part, is_code in _parts(markdown) if not is_code)


def folded(text: str) -> str:
    """For comparing: lower case, single spaces, straight quotation marks."""
    straight = text.translate(_QUOTES)
    return " ".join(straight.casefold().split())


def holds(text: str, what: str) -> bool:
    """Whether a folded text holds these folded words, whole."""
    pattern = re.escape(what)
    return re.search(rf"(?<!\w){pattern}(?!\w)" if _WORDY.fullmatch(what) else pattern, text) is not None


def words_of(text: str) -> list[str]:
    """The words, in lower case, for comparing runs of them."""
    return re.findall(r"\w+", text.casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words."""
    words = words_of(text)
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def line_runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words that stands on one line."""
    return {run for line in text.splitlines() for run in runs(line, length)}


_WORDY = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_QUOTES = str.maketrans({"“": '"', "”": '"', "\u2018": "'", "\u2019": "'"})


def _parts(markdown: str) -> Iterator[tuple[str, bool]]:
    """The text in order, code (with its backticks) told from the rest; an escaped backtick begins none."""
    kept = markdown.replace("\\`", "\x00")
    for part in _CODE.split(kept):
        yield part.replace("\x00", "\\`"), part.startswith("`")


def _unescaped(text: str) -> str:
    return unescape(_ESCAPE.sub(r"\1", text))
