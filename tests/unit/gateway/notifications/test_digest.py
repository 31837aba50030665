"""When a digest is due: once a day at the person's hour, also where the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.notifications.digest import digest_id, next_slot, slot_of
from tests.unit.gateway.notifications.examples import ANNA, BEN

ZONES = ["UTC", "Europe/Berlin", "America/Chicago", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour", "zone", "due"),
    [
        (date(2026, 11, 20), 8, "Europe/Berlin", "2026-11-20T07:00"),
        (date(2026, 7, 20), 8, "Europe/Berlin", "2026-07-20T06:00"),
        (date(2026, 3, 29), 2, "Europe/Berlin", "2026-03-29T01:00"),
        (date(2026, 10, 25), 2, "Europe/Berlin", "2026-10-25T00:00"),
        (date(2026, 3, 8), 2, "America/Chicago", "2026-03-08T08:00"),
        (date(2026, 11, 20), 8, "No/Such_Zone", "2026-11-20T08:00"),
    ],
    ids=["winter", "summer", "an hour left out", "an hour twice", "left out elsewhere", "a zone that went"],
)
def test_given_an_hour_in_a_time_zone_when_a_day_comes_then_the_digest_is_due_then(
    day: date, hour: int, zone: str, due: str
) -> None:
    assert slot_of(day, hour, zone).at == at(due)


def test_given_now_when_the_hour_has_just_come_then_the_next_digest_is_tomorrow() -> None:
    assert next_slot(at("2026-11-20T06:59:59"), 8, "Europe/Berlin").day == date(2026, 11, 20)
    assert next_slot(at("2026-11-20T07:00"), 8, "Europe/Berlin").day == date(2026, 11, 21)


def test_given_a_day_that_a_place_left_out_when_the_next_digest_is_looked_for_then_it_is_after_it() -> None:
    assert next_slot(at("2011-12-30T09:59"), 8, "Pacific/Apia").at > at("2011-12-30T09:59")


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds are naive
    st.integers(0, 23),
    st.sampled_from(ZONES),
)
def test_given_any_moment_when_the_next_digests_are_looked_for_then_they_are_a_day_apart(
    now: datetime, hour: int, zone: str
) -> None:
    first = next_slot(now, hour, zone)
    second = next_slot(first.at, hour, zone)

    assert now < first.at <= now + timedelta(hours=26)
    assert second.day == first.day + timedelta(days=1)


def test_given_a_person_and_a_day_when_their_digest_is_named_then_it_is_always_the_same_one() -> None:
    day = date(2026, 11, 20)

    assert digest_id(ANNA.id, day) == digest_id(ANNA.id, day)
    assert len({digest_id(ANNA.id, day), digest_id(BEN.id, day), digest_id(ANNA.id, date(2026, 11, 21))}) == 3
