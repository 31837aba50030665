"""Titles and keywords out of what a session said. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import yaml

TITLE_WORDS = (5, 10)
KEYWORDS = (5, 10)
KEYWORD_CHARS = 60
TITLE_CHARS = 160

_WORD = re.compile(r"\w+(?:[.'-]\w+)*")
_STOP = frozenset({
    "a", "about", "after", "again", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by",
    "can", "could", "did", "do", "does", "for", "from", "get", "gets", "got", "had", "has", "have", "he", "her", "his",
    "i", "if", "in", "into", "is", "it", "its", "just", "me", "more", "my", "no", "not", "now", "of", "on", "only",
    "or", "our", "out", "over", "she", "since", "so", "some", "still", "than", "that", "the", "their", "them", "then",
    "there", "they", "this", "to", "too", "up", "us", "was", "we", "were", "what", "when", "which", "who", "will",
    "with", "you", "your",
})  # fmt: skip
_CODE = re.compile(
    r"\b0x[0-9a-f]{2,16}\b|\bevent(?: id)? \d{1,5}\b|\b(?:error|code|status) #?\d{2,10}\b|\bAADSTS\d{4,7}\b"
    r"|\bKB\d{6,7}\b|\b[245]\.\d{1,3}\.\d{1,3}\b|\b(?:[A-Z0-9]+_){2,}[A-Z0-9]+\b",
    re.IGNORECASE,
)


def telling(text: str) -> Iterator[str]:
    """The words of a text that say something, each once, as they are written."""
    seen: set[str] = set()
    for word in _WORD.findall(text):
        if len(word) > 1 and word.casefold() not in _STOP | seen:
            seen.add(word.casefold())
            yield word


def title_of(summary: str, more: Iterable[str], domain: str) -> str:
    """A title of 5 to 10 words: the summary's first ones, and where they are few, words from `more` and the domain."""
    words = _WORD.findall(summary)[: TITLE_WORDS[1]]
    while len(words) > TITLE_WORDS[0] and words[-1].casefold() in _STOP:
        words.pop()
    known = {word.casefold() for word in words}
    fillers = (word for text in (*more, *names_of(domain)) for word in telling(text) if word.casefold() not in known)
    words += islice(dict.fromkeys(fillers), max(0, TITLE_WORDS[0] - len(words)))
    title = " ".join(word[:KEYWORD_CHARS] for word in words)
    return title[:1].upper() + title[1:TITLE_CHARS]


def keywords_of(symptoms: Iterable[str], texts: Iterable[str], domain: str) -> tuple[str, ...]:
    """5 to 10 keywords: the error messages, the symptoms, words of the texts; the domain's where these are few."""
    texts = tuple(texts)
    codes = (code for text in texts for code in _CODE.findall(text))
    named = (*codes, *(" ".join(symptom.split()) for symptom in symptoms))
    found = _once(named)[: KEYWORDS[1] - 2]
    found = _once((*found, *(word for text in texts for word in telling(text) if len(word) > 3)))[: KEYWORDS[1]]
    return tuple(found if len(found) >= KEYWORDS[0] else _once((*found, *names_of(domain)))[: KEYWORDS[1]])


def names_of(domain: str) -> tuple[str, ...]:
    """The domain's name and technologies; those of `other` for a domain that is not known."""
    known = _domains()
    return known.get(domain, known["other"])


def plain(text: str) -> str:
    """The text as it is compared: without case, double space and a closing mark."""
    return " ".join(text.casefold().split()).rstrip(" ?.!:")


def _once(words: Iterable[str]) -> list[str]:
    """Each once, case aside, none empty, none too long."""
    found: dict[str, str] = {}
    for word in words:
        if short := word.strip()[:KEYWORD_CHARS].strip():
            found.setdefault(short.casefold(), short)
    return list(found.values())


@cache
def _domains() -> dict[str, tuple[str, ...]]:
    listed = yaml.safe_load((Path(__file__).parent / "domains.yaml").read_text("utf-8"))
    return {domain: tuple(names) for domain, names in listed.items()}
