"""How long another server asks to be left alone; pure."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime


def retry_after(headers: Mapping[str, str], now: datetime, longest: timedelta) -> timedelta | None:
    """What `Retry-After` says, in seconds or as a date, at most `longest`; None where it says nothing that can be read.

    Header names are in lower case.
    """
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), longest)
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):  # the last for a number of seconds or days that no clock has
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(at - now, timedelta()), longest)
