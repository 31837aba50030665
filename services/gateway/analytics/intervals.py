"""Shares with their 95 % intervals, and what may be said of two of them. Pure."""

from dataclasses import dataclass
from typing import Literal

from shared.intervals import difference, interval

Verdict = Literal["better", "worse", "no_difference_shown", "too_few"]

LEAST_ENDED = 30
"""With fewer ended sessions in a tier, two tiers are not compared."""


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `count`; its value and its Wilson interval, None of nothing."""

    hits: int
    count: int

    @property
    def value(self) -> float | None:
        """The bare share."""
        return self.hits / self.count if self.count else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval: it stays inside 0-1, also of few and of none or all."""
        return interval(self.hits, self.count) if self.count else None


@dataclass(frozen=True, slots=True)
class Difference:
    """One share less another, with its interval and what may be said of it."""

    value: float | None
    low: float | None
    high: float | None
    verdict: Verdict


def compare(first: Share, second: Share) -> Difference:
    """Newcombe's interval of the difference, made of both Wilson intervals; nothing is said of too few."""
    if first.value is None or second.value is None or min(first.count, second.count) < LEAST_ENDED:
        return Difference(None, None, None, "too_few")
    low, high = difference((first.hits, first.count), (second.hits, second.count))
    return Difference(first.value - second.value, low, high, _verdict(low, high))


def _verdict(low: float, high: float) -> Verdict:
    if low > 0:
        return "better"
    return "worse" if high < 0 else "no_difference_shown"
