"""When a delivery that failed is tried again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.psa_sync.webhooks.schedule import JITTER, WAITS, retry_after, wait_after

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_given_failure_after_failure_when_waited_then_for_over_a_day_and_no_longer_than_a_day_and_a_half() -> None:
    for chance in (0.0, 1.0):
        waits = [wait_after(step, chance, None) for step in range(len(WAITS))]
        whole = sum((wait for wait in waits if wait), timedelta(0))
        assert timedelta(hours=24) < whole < timedelta(hours=36)
    assert wait_after(len(WAITS), 0.0, None) is None


@given(step=st.integers(0, len(WAITS) - 1), chance=st.floats(0, 1))
def test_given_any_chance_when_waited_then_no_shorter_than_said_and_a_little_longer_at_most(
    step: int, chance: float
) -> None:
    wait = wait_after(step, chance, None)
    assert wait is not None
    assert WAITS[step] <= wait <= WAITS[step] * (1 + JITTER) + timedelta(seconds=1)


def test_given_an_endpoint_that_asks_for_rest_when_waited_then_as_long_as_it_asks_and_a_day_at_most() -> None:
    assert wait_after(0, 0.0, timedelta(minutes=2)) == timedelta(minutes=2)
    assert wait_after(3, 0.0, timedelta(minutes=2)) == timedelta(hours=2)
    assert wait_after(0, 0.0, timedelta(days=400)) == timedelta(days=1)


@pytest.mark.parametrize(
    ("value", "rest"),
    [
        ("120", timedelta(seconds=120)),
        ("0", timedelta(0)),
        (" 7 ", timedelta(seconds=7)),
        ("99999999999999999999", timedelta(days=1)),
        ("Fri, 20 Nov 2026 09:05:00 GMT", timedelta(minutes=5)),
        ("Fri, 20 Nov 2026 08:00:00 GMT", timedelta(0)),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("1e9", None),
        ("Fri, 99 Nov 2026 09:05:00 GMT", None),
        ("Mon, 01 Jan 2024 00:00:99999999999999999999 GMT", None),
    ],
)
def test_given_a_reply_when_it_asks_for_rest_then_it_is_understood_or_nothing_is(
    value: str, rest: timedelta | None
) -> None:
    assert retry_after({"retry-after": value}, NOW) == rest


def test_given_a_reply_that_asks_for_nothing_then_nothing_is_understood() -> None:
    assert retry_after({}, NOW) is None
