"""People's words as they may stand in a closing document: short, without engineers' names, without hedging."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from uuid import UUID

from services.documentation.session import Session
from shared.llm.untrusted import clean

ASSISTANT = re.compile(r"(?i)\bflow[\s-]?pilot\b")
LEAST_NAME = 3
"""Characters of a part of a name that is looked for by itself."""
CHARS_PER_WORD = 8
LIST_CHARS = 6000
THE_REST = "The rest is on record in the case."

_WORD = re.compile(r"\w+")
_ENDS = ".!?…\u3002\uff01\uff1f"
_DASHES = "-\u2013\u2014"
_SIGNS = str.maketrans(dict.fromkeys('“”"[]<>{}', " "))
_ADVERBS = "maybe|perhaps|possibly|probably|apparently|seemingly|presumably|supposedly|allegedly"
_REPORTED = (
    (r"\b(?:it\s+)?(?:seem(?:s|ed)?|appear(?:s|ed)?)\s+(?:that|as\s+(?:if|though)|like)\s+", ""),
    (r"\b(?:seems|seemed|appears|appeared)\s+to\b", "was reported to"),
    (r"\b(?:seem|appear)\s+to\b", "were reported to"),
    (r"\b(?:may|might|could)\s+(be|have)\b", r"was reported to \1"),
    (r"\bmight\b", "was reported to"),
    (r"\bseem(?:s|ed|ing)?\b", "was reported as"),
    (r"\bnot\s+(?:quite\s+|entirely\s+)?sure\b", "not known"),
    (r"\b(?:(?:most|very|quite|more)\s+)?likely\b,?\s*", ""),
    (r"\bi\s+(?:think|guess|believe|suppose)\b(?:\s+that)?,?\s*", ""),
    (rf"\b(?:{_ADVERBS})\b,?\s*", ""),
)
_REWORDED = tuple((re.compile(f"(?i){pattern}"), instead) for pattern, instead in _REPORTED)
HEDGE = re.compile("(?i)" + "|".join(pattern for pattern, _ in _REPORTED))


@dataclass(frozen=True)
class Wording:
    """How a session's words are told: nobody of the team is named, nor the assistant, nor the session."""

    session: Session
    id: UUID

    @cached_property
    def names(self) -> re.Pattern[str]:
        """The engineers' names; a part of one counts by itself only within a sentence, and if no contact has it."""
        contact = (self.session.of_ticket("contact") or "").split()
        people = [name.split() for name in self.session.people]
        whole = [r"\s+".join(map(re.escape, name)) for name in people if len("".join(name)) >= LEAST_NAME]
        parts = [
            re.escape(part)
            for name in people
            for part in name
            if len(part) >= LEAST_NAME and part[0].isupper() and part not in contact
        ]
        return re.compile("|".join((*(rf"(?i:\b{name}\b)" for name in whole), *map(_within, parts))) or r"(?!)")

    @cached_property
    def ids(self) -> re.Pattern[str]:
        """The session's id, with or without its dashes."""
        return re.compile("(?i)" + str(self.id).replace("-", "-?"))

    def say(self, text: str, words: int = 150) -> str:
        """The text on one line, at most so many words of it."""
        return few_words(self.unnamed(text), words)

    def unnamed(self, text: str) -> str:
        """The text without hidden characters, and without who wrote it: the engineers, the assistant, the session."""
        visible = self.ids.sub("this case", clean(text)[0])
        return self.names.sub(_colleague, ASSISTANT.sub("the diagnosis", visible))

    def title(self, text: str) -> str:
        """The name of something, in quotation marks."""
        return f"“{self.say(text, 40).strip('“”')}”"

    def report(self, text: str, words: int) -> str:
        """The text as something that was reported: without hedging."""
        return self.say(unhedged(self.unnamed(text)), words)


def unhedged(text: str) -> str:
    """The text without what leaves it open; where a statement would become another one, it is said to be reported.

    What is reworded is no quotation any more, and loses its signs.
    """
    if HEDGE.search(text):
        text = text.translate(_SIGNS)
    while HEDGE.search(text):  # taking one out may bring two words together that are another
        for pattern, instead in _REWORDED:
            text = pattern.sub(instead, text)
    return text.strip(" ,;")


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends already."""
    text = text.strip()
    return text if not text or text[-1] in _ENDS else f"{text}."


def few_words(text: str, most: int) -> str:
    """The text on one line, at most so many words, an ellipsis where something was cut."""
    parts, limit = text.split(), most * CHARS_PER_WORD
    counts = accumulate(len(_WORD.findall(part)) or 1 for part in parts)
    kept = " ".join(part for part, count in zip(parts, counts, strict=True) if count <= most)
    if kept == " ".join(parts) and len(kept) <= limit:
        return kept
    whole = kept if len(kept) <= limit else kept[:limit].rpartition(" ")[0] or kept[:limit]
    return whole.rstrip(f" ,;:{_DASHES}") + "…"


def fitting(items: Iterable[str], chars: int = LIST_CHARS) -> Iterator[str]:
    """The items, as many as there is room for; then a word that there are more."""
    for item in items:
        chars -= len(item)
        if chars < 0:
            yield THE_REST
            return
        yield item


def _colleague(name: re.Match[str]) -> str:
    return " a colleague" if name[0][0].isspace() else "a colleague"


def _within(part: str) -> str:
    return rf"(?<=[\w,;(])\s+{part}\b"
