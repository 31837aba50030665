"""Which of several labels a free text means."""

import re
from collections.abc import Mapping

_WORD = re.compile(r"[a-z0-9][a-z0-9.\-]*", re.IGNORECASE)
_STOP = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does", "for", "from", "had", "has",
    "have", "he", "i", "in", "is", "it", "its", "of", "on", "or", "our", "she", "so", "that", "the", "their", "them",
    "then", "there", "they", "this", "to", "was", "we", "were", "what", "when", "which", "who", "will", "with", "you",
})  # fmt: skip
_NEGATIONS = frozenset({
    "no", "not", "none", "never", "neither", "cannot", "cant", "isnt", "doesnt", "dont", "wont", "nothing", "nobody",
})  # fmt: skip
_DENIED = "\N{NOT SIGN}"
_UNSURE = re.compile(
    r"don.?t know|not sure|unsure|unknown|unclear|cannot (tell|check)|can.?t (tell|check)", re.IGNORECASE
)
_ENOUGH = 0.5


def meant(text: str, labels: Mapping[str, str]) -> str | None:
    """The key of the label that `text` means, or None.

    A label is meant when at least half of its words are in the text and no other label has as many; text and
    label must agree on whether they deny something.
    """
    said = _words(text)
    shares = sorted(((_share(said, _words(label)), key) for key, label in labels.items()), reverse=True)
    best = shares[0] if shares else (0.0, "")
    tied = len(shares) > 1 and shares[1][0] == best[0]
    return best[1] if best[0] >= _ENOUGH and not tied else None


def shared(text: str, other: str) -> int:
    """How many words that carry meaning both texts have."""
    return len((_words(text) & _words(other)) - {_DENIED})


def shortened(text: str, limit: int) -> str:
    """The text on one line, cut where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def plain(text: str) -> str:
    """The text as it is compared: without case, double space and a closing mark."""
    return " ".join(text.casefold().split()).rstrip(" ?.!:")


def unsure(label: str) -> bool:
    """Whether a label is the way out for who does not know."""
    return bool(_UNSURE.search(label))


def _words(text: str) -> frozenset[str]:
    plain = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "").replace("'", "")
    found = {word.lower().strip(".-") for word in _WORD.findall(plain)}
    denied = {_DENIED} if found & _NEGATIONS else set()
    return frozenset(found - _STOP - _NEGATIONS | denied)


def _share(said: frozenset[str], label: frozenset[str]) -> float:
    if not label or (_DENIED in said) != (_DENIED in label):
        return 0.0
    return len(said & label) / len(label)
