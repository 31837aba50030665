"""A log's bytes become text, are measured and stay whole."""

import codecs
from collections.abc import AsyncIterator

import pytest

from services.intake.logs import PIECE_CHARS, decoded, encoded, measured
from shared.errors import InvalidInput


async def pieces(content: bytes, size: int = 7) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


@pytest.mark.parametrize(
    "content",
    [
        "Fehler: Zugriff verweigert äöü 日本 🙂".encode(),
        codecs.BOM_UTF8 + "Fehler: Zugriff verweigert äöü 日本 🙂".encode(),
        codecs.BOM_UTF16_LE + "Fehler: Zugriff verweigert äöü 日本 🙂".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Fehler: Zugriff verweigert äöü 日本 🙂".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big"],
)
async def test_given_a_log_in_pieces_when_decoded_then_its_text_is_whole(content: bytes) -> None:
    assert await decoded(pieces(content)) == "Fehler: Zugriff verweigert äöü 日本 🙂"


async def test_given_bytes_that_are_no_utf_8_when_decoded_then_they_are_marked() -> None:
    assert await decoded(pieces(b"caf\xe9 error")) == "caf\ufffd error"


async def test_given_an_archive_when_decoded_then_it_is_refused() -> None:
    with pytest.raises(InvalidInput, match="log_is_not_text"):
        await decoded(pieces(b"PK\x03\x04\x14\x00\x00\x00\x08\x00"))


@pytest.mark.parametrize(("text", "lines"), [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("\n\n", 2)])
def test_given_a_text_when_measured_then_its_lines_are_counted(text: str, lines: int) -> None:
    assert measured(text, 100).lines == lines


def test_given_a_text_when_measured_then_its_bytes_are_those_of_utf_8() -> None:
    assert measured("äöü🙂", 100).bytes == 10


def test_given_a_text_of_many_pieces_when_encoded_then_nothing_is_lost() -> None:
    text = "ä🙂" * PIECE_CHARS
    assert b"".join(encoded(text)).decode() == text
