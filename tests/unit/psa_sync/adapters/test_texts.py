"""What a PSA holds is read as people would read it, and can always be kept."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.psa_sync.adapters.records import dig, ident, name_at, number, parse, real, rows, when, whole
from services.psa_sync.adapters.texts import clean, cut, fit, line, prose

ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=8,
)


@given(ANY, st.integers(min_value=5, max_value=50))
def test_given_any_value_when_read_as_a_text_then_it_can_be_kept(value: object, limit: int) -> None:
    for read in (clean, line, prose):
        text = read(value, limit)

        assert text is None or (0 < len(text) <= limit)
        assert text is None or "\x00" not in text
        assert text is None or text.encode()  # no lone surrogates


@given(ANY)
def test_given_any_value_when_read_as_an_object_then_nothing_breaks(value: object) -> None:
    assert ident(value) is None or ident(value)
    assert isinstance(rows(value, "a"), list)
    assert when(value) is None or when(value)
    dig(value, "a", "b")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>First</p><p>Second &amp; third</p>", "First\n\nSecond & third"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>one</li><li>two <b>bold</b></li></ul>", "- one\n- two bold"),
        ("<style>p {color: red}</style><p>text</p><script>alert(1)</script>", "text"),
        ("<div>kept<!-- gone <b> --> too</div>", "kept too"),
        ("<p>x<!-- never ends", "x"),
        ("if a < b and c > d then x", "if a < b and c > d then x"),
        ("Kim <kim@customer.example> wrote: <3", "Kim <kim@customer.example> wrote: <3"),
        ('<a href="https://evil.example">click</a>', "click"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2"),
    ],
)
def test_given_html_when_read_then_it_is_told_in_plain_text(html: str, shown: str) -> None:
    assert prose(html, 1000) == shown


@pytest.mark.parametrize("piece", ["<", "<!--", "<p", "</", "<script>", "&#", "<p ", "<b><!--"])
def test_given_broken_html_of_any_length_when_read_then_it_takes_no_time(piece: str) -> None:
    began = time.process_time()

    prose("<p>" + piece * 100_000, 1000)

    assert time.process_time() - began < 1.0


@given(st.text(max_size=300), st.integers(min_value=60, max_value=120))
def test_given_a_note_that_is_too_long_when_cut_then_its_marker_is_still_its_end(text: str, limit: int) -> None:
    marker = "[RF 0123456789ab]"

    fitted = fit(f"{text}\n\n{marker}", limit, marker)

    assert len(fitted) <= limit
    assert fitted.endswith(marker)


def test_given_a_long_text_when_cut_then_it_says_that_there_was_more() -> None:
    assert (cut("abcdef", 6), cut("abcdefg", 6)) == ("abcdef", "abcde…")


@pytest.mark.parametrize(
    "text", ["", "-1", "1.5", "²", "0", "99999999999999", "1e3", " 5", "٣", "0" * 11 + "1", "1" * 10 + "0" * 5_000]
)
def test_given_a_text_that_is_no_id_when_read_then_it_is_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (7, 7),
        (0, 0),
        (-1, -1),
        ("29682833", 29_682_833),
        (True, None),
        (7.0, None),
        ("", None),
        ("-1", None),
        ([], None),
        ("9" * 5_000, None),
        (10**400, None),
        (None, None),
        ("²", None),
    ],
)
def test_given_any_value_when_read_as_a_whole_number_then_it_is_one_or_nothing(value: object, read: int | None) -> None:
    assert whole(value) == read
    assert name_at({7: "seven", 1: "one"}, {"number": value}, "number") == ("seven" if read == 7 else None)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (7, 7.0),
        (0.5, 0.5),
        (True, 0.0),
        ("7", 0.0),
        (None, 0.0),
        ([], 0.0),
        (10**400, 0.0),
        (math.nan, 0.0),
        (math.inf, 0.0),
        (-math.inf, 0.0),
    ],
)
def test_given_any_value_when_read_as_a_number_then_it_can_be_reckoned_with(value: object, read: float) -> None:
    assert real(value) == read


@pytest.mark.parametrize("content", [b"", b"<html>", b"{", b"\xff\xfe", b"[" * 100_000, b"1" * 10_000])
def test_given_bytes_that_are_no_json_when_read_then_it_is_a_value_error(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(content)


@pytest.mark.parametrize(
    "text", ["2026-11-20T10:00:00Z", "2026-11-20T11:00:00+01:00", "2026-11-20T10:00:00", "2026-11-20T10:00:00.0000000Z"]
)
def test_given_a_time_in_any_of_their_ways_when_read_then_it_is_in_utc(text: str) -> None:
    found = when(text)

    assert found is not None
    assert found.isoformat() == "2026-11-20T10:00:00+00:00"
