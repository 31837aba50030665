"""Intervals of shares and of their difference, against published figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.analytics.intervals import LEAST_ENDED, Share, compare

COUNTS = st.integers(1, 100_000).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count)))


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
    ids=str,
)
def test_given_a_share_when_its_interval_is_asked_for_then_it_is_wilson_s(
    hits: int, count: int, low: float, high: float
) -> None:
    """From Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3."""
    assert Share(hits, count).interval == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((10, 10), (0, 10), 0.6075, 1.0)],
    ids=str,
)
def test_given_two_shares_when_compared_then_the_interval_is_newcombe_s(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From Newcombe, Statistics in Medicine 17 (1998) 873, table II, method 10."""
    monkeypatch.setattr("services.gateway.analytics.intervals.LEAST_ENDED", 1)
    found = compare(Share(*first), Share(*second))

    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ((290, 300), (200, 300), "better"),
        ((200, 300), (290, 300), "worse"),
        ((21, 30), (20, 30), "no_difference_shown"),
        ((LEAST_ENDED, LEAST_ENDED), (0, LEAST_ENDED - 1), "too_few"),
        ((0, 0), (500, 600), "too_few"),
    ],
)
def test_given_two_shares_when_compared_then_it_is_only_said_what_is_shown(
    first: tuple[int, int], second: tuple[int, int], verdict: str
) -> None:
    assert compare(Share(*first), Share(*second)).verdict == verdict


@given(COUNTS)
def test_given_any_share_when_its_interval_is_asked_for_then_it_holds_the_share_within_bounds(
    counted: tuple[int, int],
) -> None:
    share = Share(*counted)
    assert share.interval is not None
    low, high = share.interval
    assert 0 <= low <= (share.value or 0) + 1e-12
    assert (share.value or 0) - 1e-12 <= high <= 1


@given(COUNTS, COUNTS)
def test_given_any_two_shares_when_swapped_then_the_difference_is_the_same_the_other_way(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    there, back = compare(Share(*one), Share(*other)), compare(Share(*other), Share(*one))
    opposite = {"better": "worse", "worse": "better"}

    assert there.verdict == opposite.get(back.verdict, back.verdict)
    if there.low is not None and back.high is not None:
        assert there.low == pytest.approx(-back.high)


def test_given_nothing_when_asked_for_a_share_then_there_is_none() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).interval is None
