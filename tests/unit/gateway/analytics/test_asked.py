"""Periods, and the period before; definitions where they are told again."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from services.gateway.analytics import figures
from services.gateway.analytics.asked import MOST_DAYS, Asked, period_of
from services.gateway.analytics.figures import FIGURES
from shared.errors import InvalidInput

TODAY = date(2026, 8, 20)
DOCS = Path(__file__).parents[4] / "docs" / "analytics.md"


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, (date(2026, 7, 22), TODAY)),
        (date(2026, 8, 1), None, (date(2026, 8, 1), TODAY)),
        (None, date(2026, 3, 1), (date(2026, 1, 31), date(2026, 3, 1))),
        (date(2024, 2, 29), date(2024, 2, 29), (date(2024, 2, 29), date(2024, 2, 29))),
        (date(2023, 1, 1), date(2025, 12, 31), (date(2023, 1, 1), date(2025, 12, 31))),
    ],
)
def test_given_days_when_a_period_is_made_of_them_then_what_is_left_out_is_filled_in(
    since: date | None, until: date | None, expected: tuple[date, date]
) -> None:
    assert period_of(since, until, TODAY) == expected


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (date(2026, 8, 21), None, "bad_period"),
        (date(1999, 12, 31), None, "bad_period"),
        (None, date(3000, 1, 1), "bad_period"),
        (date(2024, 1, 1), date.fromordinal(date(2024, 1, 1).toordinal() + MOST_DAYS), "period_too_long"),
    ],
)
def test_given_days_that_make_no_period_when_asked_for_then_it_is_refused(
    since: date | None, until: date | None, code: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        period_of(since, until, TODAY)
    assert refusal.value.code == code


def test_given_a_period_when_the_one_before_is_asked_for_then_it_is_as_long_and_ends_where_this_begins() -> None:
    asked = Asked(date(2026, 3, 1), date(2026, 3, 31), datetime(2026, 4, 2, tzinfo=UTC))

    assert (asked.before.since, asked.before.until) == (date(2026, 1, 29), date(2026, 2, 28))
    assert asked.before.ends == asked.begins == datetime(2026, 3, 1, tzinfo=UTC)
    assert asked.before.days == asked.days == 31


def test_given_definitions_when_the_docs_tell_them_then_they_are_word_for_word_the_same() -> None:
    told = " ".join(DOCS.read_text("utf-8").split())
    others = (figures.BREAKDOWN, figures.TREND, figures.TIERS, figures.PUSHES, figures.FLYWHEEL, figures.MODELS)

    for definition in (*(figure.definition for figure in FIGURES.values()), *others, figures.GAPS):
        assert definition in told
