"""Our own notes are told from those that quote them, whatever a PSA made of the text."""

import pytest

from services.psa_sync.adapters.marks import is_marked, note_prose
from services.psa_sync.adapters.texts import NOTE_CHARS

MARKER = "[RF 0123456789ab]"


@pytest.mark.parametrize(
    "text",
    [
        MARKER,
        f"Done.\n\n{MARKER}",
        f"Done.\n\n{MARKER} \r\n\u00a0\n",
        f"<p>Done.</p><p>{MARKER}</p>\n",
        f"<div>Done.<br><br>{MARKER}&nbsp;</div>",
        f"See <script> and <!-- in the page.\n\n{MARKER}",
    ],
)
def test_given_a_note_of_ours_when_it_comes_back_then_it_is_known(text: str) -> None:
    assert is_marked(text, MARKER)


@pytest.mark.parametrize(
    "text",
    [
        None,
        7,
        "",
        f"> Done.\n> {MARKER}\n\nThank you!",
        f"<blockquote>Done. {MARKER}</blockquote><p>Thank you!</p>",
        f"{MARKER} was your note.",
        "Done.\n\n[RF ffffffffffff]",
    ],
)
def test_given_another_note_when_it_holds_the_marker_or_none_then_it_is_not_ours(text: object) -> None:
    assert not is_marked(text, MARKER)


def test_given_a_long_note_when_it_is_cut_then_ours_keeps_its_marker_and_another_s_does_not_get_one() -> None:
    words = "word " * NOTE_CHARS
    ours, others = note_prose(f"{words}\n\n{MARKER}"), note_prose(f"{words}{MARKER} was yours.")

    assert ours is not None
    assert ours.endswith(f"word…\n\n{MARKER}")
    assert len(ours) <= NOTE_CHARS
    assert others is not None
    assert MARKER not in others
    assert note_prose("  ") is None
