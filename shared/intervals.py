"""What can be said of a share that was counted. Pure.

Wilson's score interval, and Newcombe's for the difference of two shares: both hold for small counts.
"""

from math import sqrt

Z = 1.959963984540054
"""Standard deviations that hold 95 % of a normal distribution, both sides."""


def share_of(part: int, whole: int) -> float:
    """The part, 0-1; 0 of nothing."""
    return part / whole if whole else 0.0


def interval(part: int, whole: int) -> tuple[float, float]:
    """Between what the share lies, with 95 % confidence: Wilson's. Of nothing it may be anything."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, Z * Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = Z / (1 + square / whole) * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return max(0.0, middle - half), min(1.0, middle + half)


def difference(first: tuple[int, int], second: tuple[int, int]) -> tuple[float, float]:
    """Between what one share, (part, whole), less another lies, with 95 % confidence: Newcombe's, method 10."""
    one, other = share_of(*first), share_of(*second)
    (low1, high1), (low2, high2) = interval(*first), interval(*second)
    low = one - other - sqrt((one - low1) ** 2 + (high2 - other) ** 2)
    high = one - other + sqrt((high1 - one) ** 2 + (other - low2) ** 2)
    return low, high
