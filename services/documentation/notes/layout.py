"""The shape of the closing documents: their headings, and how sections become Markdown."""

from collections.abc import Iterable, Mapping, Sequence

from services.documentation.events import NoteKind
from services.documentation.render import inline

HEADINGS: Mapping[NoteKind, tuple[str, ...]] = {
    "resolution_note": ("Problem", "What was done", "Root cause", "Resolution", "Follow-up"),
    "escalation_package": (
        "Problem",
        "What we've confirmed",
        "What we've tried",
        "Current hypothesis",
        "Suggested next steps",
    ),
}

NOTHING_CONFIRMED = "Nothing confirmed yet."
NOTHING_RUN = "No diagnostic actions run yet."
NO_HYPOTHESIS = "No leading hypothesis yet — symptoms are still being narrowed."
NO_CAUSE = "No root cause was recorded."
NOT_RESOLVED = "Not resolved yet."
NO_FOLLOW_UP = "No follow-up was recorded."


def render(kind: NoteKind, bodies: Sequence[str]) -> str:
    """The document with a body, in Markdown already, under each of its headings."""
    pairs = zip(HEADINGS[kind], bodies, strict=True)
    return "\n\n".join(f"## {heading}\n\n{body}" for heading, body in pairs) + "\n"


def paragraph(*sentences: str) -> str:
    """Plain words as one paragraph."""
    return " ".join(inline(sentence) for sentence in sentences if sentence)


def bullets(items: Iterable[str], empty: str) -> str:
    """Plain words as a list, each item on its line; `empty` where there is none."""
    return "\n".join(f"- {inline(item)}" for item in items) or empty
