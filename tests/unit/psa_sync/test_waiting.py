"""However another server asks to be left alone, it is understood, or nothing is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.psa_sync.waiting import retry_after

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", timedelta(seconds=7)),
        (" 7 ", timedelta(seconds=7)),
        ("0", timedelta()),
        ("999999999999", HOUR),
        ("9" * 5_000, HOUR),
        ("Fri, 20 Nov 2026 12:00:30 GMT", timedelta(seconds=30)),
        ("Fri, 20 Nov 2026 11:00:00 GMT", timedelta()),
        ("Fri, 20 Nov 2099 11:00:00 GMT", HOUR),
        ("Mon, 01 Jan 2024 00:00:99999999999999999999 GMT", None),
        ("Mon, 99999999999999999999 Jan 2024 00:00:00 GMT", None),
        ("Mon, 01 Jan 2024 00:00:00 +99999999999999999999", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("", None),
    ],
)
def test_given_a_server_that_asks_for_rest_when_read_then_it_is_understood(header: str, wait: timedelta | None) -> None:
    assert retry_after({"retry-after": header}, NOW, HOUR) == wait


def test_given_a_server_that_asks_for_nothing_when_read_then_it_is_nothing() -> None:
    assert retry_after({}, NOW, HOUR) is None


ANY_NUMBER = st.integers(min_value=-(10**30), max_value=10**30)


@given(st.one_of(st.text(max_size=40), st.builds("Mon, {} Jan {} {}:{}:{} {}".format, *[ANY_NUMBER] * 6)))
def test_given_any_header_when_read_then_it_is_nothing_or_at_most_the_longest(header: str) -> None:
    wait = retry_after({"retry-after": header}, NOW, HOUR)

    assert wait is None or timedelta() <= wait <= HOUR
