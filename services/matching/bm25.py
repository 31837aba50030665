"""BM25 over the postings of a library, bounded: the rarest words first, until the budget is used up."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.matching.words import CODE_MARK, PAIR_MARK

K1 = 1.6
B = 0.75
CODE_BOOST = 2.0


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many flows a library lists, and the sum of their lengths in terms."""

    flows: int
    terms: float

    @property
    def average(self) -> float:
        """Terms a flow; 1 for an empty library."""
        return max(self.terms / self.flows, 1.0) if self.flows else 1.0


def weigh(asked: Mapping[str, int], holders: Mapping[str, int], lengths: Lengths, budget: int) -> dict[str, float]:
    """The terms to look up and what one weighs: its rarity, more when asked repeatedly, more for an error code.

    `holders` says in how many flows a term stands; terms in none are left out. The postings of all chosen terms
    together are at most `budget`, but the rarest term is always taken.
    """
    chosen: dict[str, float] = {}
    left = budget
    for term in _rarest_first(asked, holders):
        left -= holders[term]
        if chosen and left < 0:
            break
        chosen[term] = _weight(term, asked[term], holders[term], lengths)
    return chosen


def ceiling(asked: Mapping[str, int], holders: Mapping[str, int], lengths: Lengths) -> float:
    """What a flow would score that held all asked words and codes without end, those in no flow included.

    The pairs come on top; a flow that holds many of them may score more.
    """
    alone = (term for term in asked if not term.startswith(PAIR_MARK))
    return (K1 + 1) * sum(_weight(term, asked[term], holders.get(term, 0), lengths) for term in alone)


def _weight(term: str, times: int, holders: int, lengths: Lengths) -> float:
    rarity = math.log(1 + (lengths.flows - holders + 0.5) / (holders + 0.5))
    return rarity * math.sqrt(times) * (CODE_BOOST if term.startswith(CODE_MARK) else 1.0)


def _rarest_first(asked: Mapping[str, int], holders: Mapping[str, int]) -> Iterable[str]:
    known = [term for term in asked if holders.get(term, 0) > 0]
    return sorted(known, key=lambda term: (holders[term], term))
