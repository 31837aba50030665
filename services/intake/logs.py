"""A pasted or uploaded log: from bytes to text, measured, and cut for a model."""

import codecs
from collections.abc import AsyncIterable, Iterator
from dataclasses import dataclass

from services.intake.excerpt import excerpt
from shared.errors import InvalidInput

PIECE_CHARS = 64 * 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Measured:
    """What is said of a log in its event: its size as UTF-8, its lines, what a model sees of it."""

    bytes: int
    lines: int
    excerpt: str


async def decoded(pieces: AsyncIterable[bytes]) -> str:
    """The text of a log; by its byte order mark UTF-8 or UTF-16 (what PowerShell writes), UTF-8 without one.

    Bytes that are not UTF-8 become U+FFFD.

    Raises:
        InvalidInput: it is not text at all.
    """
    parts: list[str] = []
    decoder: codecs.IncrementalDecoder | None = None
    async for piece in pieces:
        if decoder is None:
            mark, encoding = next(((mark, name) for mark, name in _MARKS if piece.startswith(mark)), (b"", "utf-8"))
            decoder = codecs.getincrementaldecoder(encoding)("replace")
            piece = piece[len(mark) :]  # noqa: PLW2901 - only the first piece carries the mark
        parts.append(decoder.decode(piece))
    text = "".join(parts)
    if "\0" in text:
        raise InvalidInput("log_is_not_text", "The log is not a text file. Export it as text and send that.")
    return text


def measured(text: str, excerpt_chars: int) -> Measured:
    """The figures and the excerpt of a log; takes a second for tens of megabytes, so not for the event loop."""
    lines = text.count("\n") + (not text.endswith("\n") and bool(text))
    return Measured(sum(map(len, encoded(text))), lines, excerpt(text, excerpt_chars))


def encoded(text: str) -> Iterator[bytes]:
    """The text as UTF-8, piece by piece."""
    for start in range(0, len(text), PIECE_CHARS):
        yield text[start : start + PIECE_CHARS].encode()
