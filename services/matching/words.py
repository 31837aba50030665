"""Texts as the keyword arm sees them: words, neighbouring words, and error codes, searched for word for word."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice, pairwise

HEAD_WEIGHT = 3
MAX_WORDS = 1000
MAX_LETTERS = 64
CODE_MARK = "#"
PAIR_MARK = "+"

_WORD = re.compile(r"[a-z0-9]+(?:[._'-][a-z0-9]+)*")
_PART = re.compile(r"[a-z0-9]+")
_STOP_WORDS = """
a about after again all also am an and any are as at be because been before being but by can cannot could did
do does doing don done each for from get gets getting got had has have having he her here him his how i if in
into is it its just me more most my no not now of off on once only or other our out over please same she
should so some such than that the their them then there these they this those through to too tried try trying
under until up us use used user users using very was we were what when where which while who why will with
would you your
"""
_STOP = frozenset(_STOP_WORDS.split())

_CODES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (r"\b0x0*([0-9a-f]{1,16})\b", "0x{}"),
        (r"\bevent(?:\s?-?\s?id)?s?\s?[:#=]?\s?(\d{1,5})\b", "event {}"),
        (r"\bkb\s?(\d{6,7})\b", "kb{}"),
        (r"\b([245]\.\d{1,3}\.\d{1,3})\b(?!\.\d)", "smtp {}"),
        (r"\baadsts(\d{4,7})\b", "aadsts{}"),
        (r"\b(?:error|code|status|stop)\s?(?:code)?\s?[:#=]?\s?(\d{2,10})\b", "error {}"),
        (r"\b((?:[a-z0-9]{1,30}_){2,8}[a-z0-9]{1,30})\b", "{}"),
        (r"\b(CVE-\d{4}-\d{4,7})\b", "{}"),
    )
)
_UNSIGNED_32 = 1 << 32
_NEGATIVE_HRESULT = re.compile(r"(?<![\w.])-(2\d{9})\b")


def words(text: str) -> list[str]:
    """The first words of a text, stop words left out, plural and inflection cut off lightly."""
    found = []
    for match in islice(_WORD.finditer(text.lower()), MAX_WORDS):
        token = match.group()
        parts = _PART.findall(token)
        if len(parts) > 1:
            found.append(token[:MAX_LETTERS])
        found += [_stem(part[:MAX_LETTERS]) for part in parts if part not in _STOP and len(part) > 1]
    return found


def pairs(text: str) -> list[str]:
    """The words of a text two by two: what tells a locked account from a locked screen."""
    return [f"{PAIR_MARK}{one} {other}" for one, other in pairwise(words(text))]


def codes(text: str) -> set[str]:
    """The error codes, event ids, KB numbers and the like of a text, each in one spelling."""
    found = {form.format(match.group(1).lower()) for pattern, form in _CODES for match in pattern.finditer(text)}
    found |= {f"0x{_UNSIGNED_32 - int(match.group(1)):x}" for match in _NEGATIVE_HRESULT.finditer(text)}
    return found


def weighted_terms(head: str, body: str) -> dict[str, float]:
    """How often each term stands in a flow: words, the head's counted `HEAD_WEIGHT` times, codes, the head's pairs."""
    counts: Counter[str] = Counter(pairs(head))
    for text, weight in ((head, HEAD_WEIGHT), (body, 1)):
        for term, count in Counter(words(text)).items():
            counts[term] += weight * count
        for term in codes(text):
            counts[CODE_MARK + term] += weight
    return dict(counts)


def query_terms(text: str) -> dict[str, int]:
    """The terms of a text that is matched, and how often each stands in it."""
    return dict(Counter(words(text) + pairs(text))) | {CODE_MARK + term: 1 for term in codes(text)}


def split_codes(terms: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words and pairs and, apart, the codes among terms, without their marks; both in the given order."""
    listed = list(terms)
    plain = tuple(term.removeprefix(PAIR_MARK) for term in listed if not term.startswith(CODE_MARK))
    return plain, tuple(term[len(CODE_MARK) :] for term in listed if term.startswith(CODE_MARK))


def _stem(word: str) -> str:
    """The word without a plural s or the ending -ing, -ed: enough to bring inflections together."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
