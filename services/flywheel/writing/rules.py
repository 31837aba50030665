"""What a written proposal must keep beside the rules of its tree. Pure."""

from collections.abc import Sequence

from services.flywheel.proposals.events import Enhancement, FlowDraft
from services.flywheel.proposals.merging import ENHANCEMENT
from services.flywheel.writing.words import KEYWORDS, TITLE_WORDS

DESCRIPTION_CHARS = 1000


def complaints(title: str, description: str, content: FlowDraft | Enhancement) -> list[str]:
    """What is to be mended; empty where it will do."""
    found = []
    words = len(title.removeprefix(ENHANCEMENT).split())
    if not TITLE_WORDS[0] <= words <= TITLE_WORDS[1]:
        found.append(f"The title has {words} words; it must have {TITLE_WORDS[0]} to {TITLE_WORDS[1]}.")
    if not description.strip() or len(description) > DESCRIPTION_CHARS:
        found.append("The description must be one or two sentences.")
    match content:
        case FlowDraft():
            found += _keywords(content.match_keywords)
        case Enhancement():
            if not content.modified_options:
                found.append("The change adds no answer to the flow.")
    return found


def _keywords(keywords: Sequence[str]) -> list[str]:
    count = len({keyword.casefold() for keyword in keywords if keyword.strip()})
    if KEYWORDS[0] <= count <= KEYWORDS[1] and count == len(keywords):
        return []
    return [f"There are {count} different keywords; there must be {KEYWORDS[0]} to {KEYWORDS[1]}, each once."]
