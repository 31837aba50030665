"""The note as the PSA shall show it: the closing document, and the marker as its last line."""

from collections.abc import Mapping

from services.psa_sync.connections.events import ProviderName
from services.psa_sync.pushes.marker import without_markers

MOST_CHARS: Mapping[ProviderName, int] = {"connectwise": 60_000, "autotask": 32_000, "halopsa": 60_000}
"""Characters of a note. Autotask names a limit; to the others nothing longer is sent than people read."""
CUT = "(The rest is in ResolutionFlow: the note is longer than the ticket system takes.)"


def note_text(markdown: str, marker: str, provider: ProviderName) -> str:
    """The whole note. What is too long for the PSA is cut between lines or words, and says so."""
    body = without_markers(markdown).strip()
    room = MOST_CHARS[provider] - len(marker) - 2
    return f"{_cut(body, room)}\n\n{marker}".lstrip()


def _cut(body: str, room: int) -> str:
    if len(body) <= room:
        return body
    kept = body[: room - len(CUT) - 2]
    at = max(kept.rfind("\n"), kept.rfind(" "))
    return f"{kept[:at] if at > 0 else kept}".rstrip() + f"\n\n{CUT}"
