"""Which words may stand in the name of a gap. Pure.

Those of `vocabulary.txt`, those that published flows of the account write small, and what looks like an error code.
Nobody's name is among them, however often it is told.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.flywheel.gaps.finding import KnownFlow

_WORD = re.compile(r"\w+(?:[.'-]\w+)*")
_CODE = re.compile(r"0x[0-9a-f]{2,16}|AADSTS\d{4,7}|KB\d{6,7}|ORA-\d{5}|[245]\.\d{1,3}\.\d{1,3}", re.IGNORECASE)
LEAST_CHARS = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words as they are written, by what they are without case."""

    words: Mapping[str, str]

    def told(self, words: Iterable[str]) -> list[str]:
        """Those of a telling that may be shown, in its order, as they are written here."""
        shown = (self._shown(word, first=not number) for number, word in enumerate(words))
        return list(dict.fromkeys(word for word in shown if word))

    def _shown(self, word: str, *, first: bool) -> str | None:
        """The word as it may be shown. One that is written small here and large within a telling may be a name."""
        if _CODE.fullmatch(word):
            return word
        known = self.words.get(word.casefold())
        if known is None or known != known.lower() or first or word.islower() or word.isupper():
            return known
        return None


def vocabulary_of(flows: Iterable[KnownFlow]) -> Vocabulary:
    """The words that are known of themselves, and those of the flows that lead sessions."""
    small = (word for flow in flows if not flow.archived for word in _written_small(flow))
    return Vocabulary({**{word: word for word in small}, **_known()})


def _written_small(flow: KnownFlow) -> Iterator[str]:
    for text in (flow.name, *(node.text for node in flow.nodes.values())):
        for word in _WORD.findall(text):
            if len(word) >= LEAST_CHARS and word.isalpha() and word.islower():
                yield word


@cache
def _known() -> Mapping[str, str]:
    lines = (Path(__file__).parent / "vocabulary.txt").read_text("utf-8").splitlines()
    return {word.casefold(): word for line in lines if not line.startswith("#") for word in line.split()}
