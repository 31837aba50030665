"""When a person's digest is due: once a day, at their hour, in their time zone. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@dataclass(frozen=True, slots=True)
class Slot:
    """The digest of a day: `day` in the person's time zone, `at` in UTC."""

    day: date
    at: datetime


def slot_of(day: date, hour: int, zone: str) -> Slot:
    """When the digest of a day is due.

    An hour that a change of the clocks leaves out is the one after it; of one that comes twice it is the first.
    """
    local = datetime.combine(day, time(hour), _zone(zone))
    return Slot(day, local.astimezone(UTC))


def next_slot(now: datetime, hour: int, zone: str) -> Slot:
    """The first digest after now."""
    today = now.astimezone(_zone(zone)).date()
    slots = (slot_of(today + timedelta(days=ahead), hour, zone) for ahead in range(3))
    return next(slot for slot in slots if slot.at > now)


def digest_id(user: UUID, day: date) -> UUID:
    """The id of a person's digest of a day: there is one."""
    return uuid5(user, f"digest {day.isoformat()}")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
