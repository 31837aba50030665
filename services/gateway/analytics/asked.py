"""What is asked of analytics: a period, whose sessions, and what counts as resolved."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeGuard, get_args
from uuid import UUID

from shared.errors import InvalidInput

By = Literal["status", "tier", "domain", "team", "client"]
RowsBy = Literal[By, "push", "proposal", "model"]
Interval = Literal["day", "week", "month"]
Part = Literal["all", "hits"]
Table = Literal["summary", "breakdown", "trend", "tiers", "pushes", "flywheel", "models", "sessions"]
HeldDays = Literal[1, 7, 30]

DEFAULT_DAYS = 30
MOST_DAYS = 1096
"""The longest period: three years, one of them a leap year."""
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Asked:
    """Sessions that began from `since` to `until`, both days included; None: of whatever team, client, domain.

    `held_days`: a resolution counts if the session was not reopened within so many days of it. `now`: when it is asked.
    """

    since: date
    until: date
    now: datetime
    team: UUID | None = None
    client: UUID | None = None
    domain: str | None = None
    held_days: HeldDays = 7

    @property
    def days(self) -> int:
        """How long the period is."""
        return (self.until - self.since).days + 1

    @property
    def of_all(self) -> bool:
        """Whether it is about every team, client and domain."""
        return (self.team, self.client, self.domain) == (None, None, None)

    @property
    def before(self) -> "Asked":
        """The same of the period directly before, which is as long."""
        return replace(self, since=self.since - timedelta(days=self.days), until=self.since - timedelta(days=1))

    @property
    def begins(self) -> datetime:
        """The period's first moment."""
        return midnight(self.since)

    @property
    def ends(self) -> datetime:
        """The first moment after the period."""
        return midnight(self.until + timedelta(days=1))

    @property
    def ripe(self) -> datetime:
        """Resolutions up to then have had their days: nobody can reopen them within these any more."""
        return self.now - timedelta(days=self.held_days)


def is_breakdown(by: RowsBy) -> TypeGuard[By]:
    """Whether sessions are broken down by it, and not only found by it."""
    return by in get_args(By)


def midnight(day: date) -> datetime:
    """When a UTC day begins."""
    return datetime.combine(day, time(), UTC)


def period_of(since: date | None, until: date | None, today: date) -> tuple[date, date]:
    """The period that two optional days mean: up to today, and from `DEFAULT_DAYS` on, unless they say otherwise.

    Raises:
        InvalidInput: it ends before it begins, is longer than `MOST_DAYS`, or lies where no session can be.
    """
    for day in filter(None, (since, until)):
        if not FIRST_DAY <= day <= LAST_DAY:
            raise InvalidInput("bad_period", f"Days lie from {FIRST_DAY} to {LAST_DAY}.")
    until = until or today
    since = since or until - timedelta(days=DEFAULT_DAYS - 1)
    if until < since:
        raise InvalidInput(
            "bad_period", "The period ends before it begins: `since` is its first day, `until` the last."
        )
    if (until - since).days >= MOST_DAYS:
        raise InvalidInput("period_too_long", f"At most {MOST_DAYS} days at a time; ask for a shorter period.")
    return since, until
