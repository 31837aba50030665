"""The marker and the text around it."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.psa_sync.connections.events import ProviderName
from services.psa_sync.pushes.compose import CUT, MOST_CHARS, note_text
from services.psa_sync.pushes.marker import last_marker, marker_of, push_id, without_markers

SESSION = UUID("01a1f785-2d97-742f-aab1-ccc34b173d40")
MARKER = marker_of(push_id(SESSION, 1))


def test_given_outcomes_of_a_session_then_each_has_a_marker_of_its_own_and_always_the_same() -> None:
    assert len({marker_of(push_id(SESSION, outcome)) for outcome in range(1, 100)}) == 99
    assert marker_of(push_id(SESSION, 1)) == MARKER


def test_given_a_document_when_it_is_composed_then_it_stands_as_it_is_and_the_marker_is_the_last_line() -> None:
    document = "## Problem\nThe VPN drops.\n\n## Resolution\nRaised the timer."

    assert note_text(document, MARKER, "connectwise") == f"{document}\n\n{MARKER}"


def test_given_a_text_with_the_marker_of_another_note_when_it_is_composed_then_that_is_left_out() -> None:
    other = marker_of(push_id(SESSION, 2))

    text = note_text(f"As noted before: {other}\nIt holds.", MARKER, "connectwise")

    assert other not in text
    assert text.count("[RF ") == 1


@pytest.mark.parametrize("depth", [2, 3, 4, 2_000])
def test_given_markers_inside_of_each_other_when_a_text_is_composed_then_no_other_note_s_marker_is_left(
    depth: int,
) -> None:
    other = marker_of(push_id(SESSION, 2))
    text = note_text(f"Noted: {other[:9] * (depth - 1)}{other}{other[9:] * (depth - 1)}", MARKER, "connectwise")

    assert other not in text
    assert text.count(MARKER) == 1


@pytest.mark.parametrize("end", ["", "\n", " \u00a0\r\n"])
def test_given_a_text_when_it_ends_with_a_marker_then_it_is_a_note_of_ours(end: str) -> None:
    assert last_marker(f"Done.\n\n{MARKER}{end}") == MARKER


@pytest.mark.parametrize("text", [f"> Done.\n> {MARKER}\n\nThank you!", "Done. [RF 0123]", f"{MARKER}.", ""])
def test_given_a_text_when_it_quotes_a_marker_then_it_is_not_a_note_of_ours(text: str) -> None:
    assert last_marker(text) is None


def test_given_an_empty_document_when_it_is_composed_then_the_marker_is_all() -> None:
    assert note_text("  \n", MARKER, "halopsa") == MARKER


@pytest.mark.parametrize("provider", ["connectwise", "autotask", "halopsa"])
def test_given_a_document_that_is_too_long_when_it_is_composed_then_it_is_cut_with_a_word_and_keeps_its_marker(
    provider: ProviderName,
) -> None:
    text = note_text("word " * MOST_CHARS[provider], MARKER, provider)

    assert len(text) <= MOST_CHARS[provider]
    assert text.endswith(f"word\n\n{CUT}\n\n{MARKER}")


@given(st.text(max_size=400), st.integers(31_500, 33_000))
def test_given_any_text_of_about_the_limit_when_it_is_composed_then_it_fits_and_ends_with_the_marker(
    text: str, length: int
) -> None:
    composed = note_text((text or "x") * (length // max(1, len(text or "x"))), MARKER, "autotask")

    assert len(composed) <= MOST_CHARS["autotask"]
    assert composed.splitlines()[-1] == MARKER
    assert MARKER not in without_markers(composed)
