"""When two proposals are one. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

ENHANCEMENT = "Enhancement: "

_ORDER = {"closed": 0, "flow": 1, "proposal": 2}
_WORD = re.compile(r"\w+(?:[.'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Likeness:
    """From which overlap of titles, and from which cosine of meanings, two are one."""

    overlap: float
    similarity: float


@dataclass(frozen=True, slots=True)
class Near:
    """An open proposal, one that a reviewer closed, or a published flow, that a draft may be the same as."""

    id: UUID
    kind: Literal["proposal", "closed", "flow"]
    words: frozenset[str]
    similarity: float


def title_words(title: str) -> frozenset[str]:
    """The words of a title, case aside; what every enhancement's title begins with says nothing."""
    return frozenset(_WORD.findall(title.removeprefix(ENHANCEMENT).casefold()))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words as a part of the larger title, 0-1."""
    return len(one & other) / max(len(one), len(other), 1)


def best(words: frozenset[str], near: Iterable[Near], likeness: Likeness) -> Near | None:
    """The one that a draft with these title words is the same as: the most alike, an open proposal before a flow, and
    a flow before what was dismissed or rejected.
    """
    alike = [
        one for one in near if overlap(words, one.words) > likeness.overlap or one.similarity >= likeness.similarity
    ]
    return max(alike, key=lambda one: _rank(words, one), default=None)


def _rank(words: frozenset[str], one: Near) -> tuple[int, float, float, str]:
    return _ORDER[one.kind], overlap(words, one.words), one.similarity, str(one.id)
