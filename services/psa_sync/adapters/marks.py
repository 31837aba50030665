"""Which texts of a PSA we wrote: they end with our marker, whatever the PSA made of the rest. Others may quote it."""

from typing import Any

from services.psa_sync.adapters.texts import NOTE_CHARS, WHOLE_CHARS, cut, fit, plain, prose
from services.psa_sync.pushes.marker import last_marker


def is_marked(text: Any, marker: str) -> bool:
    """Whether the text ends with the marker, as it came or as a browser shows it. One that quotes it does not."""
    return isinstance(text, str) and any(shown.rstrip().endswith(marker) for shown in (text, plain(text)))


def holds_marker(text: Any, marker: str) -> bool:
    """Whether the marker stands anywhere in the text, as it came or as a browser shows it."""
    return isinstance(text, str) and any(marker in shown for shown in (text, plain(text)))


def note_prose(value: Any) -> str | None:
    """A note's text in plain words; one that is too long is cut before its marker, by which it is known as ours."""
    text = prose(value, WHOLE_CHARS)
    if text is None:
        return None
    marker = last_marker(text)
    return fit(text, NOTE_CHARS, marker) if marker else cut(text, NOTE_CHARS)
