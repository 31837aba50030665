"""When a delivery that failed is tried again. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from services.psa_sync import waiting

WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=10),
)
"""The waits after the first failure, the second, ...: 28 hours in all. After the last one nobody tries any more."""
JITTER = 0.2
"""The largest part of a wait that is added to it, so that deliveries that failed together do not meet again."""
LONGEST_REST = timedelta(days=1)


def wait_after(step: int, chance: float, asked: timedelta | None) -> timedelta | None:
    """The wait after failure number `step`, counted from 0; None: give up.

    `chance` is 0-1, `asked` how long the endpoint wants to be left alone: no shorter than that, and at most a day.
    """
    if step >= len(WAITS):
        return None
    wait = WAITS[step] * (1 + JITTER * chance)
    return max(wait, min(asked, LONGEST_REST)) if asked else wait


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long a reply asks to be left alone; None where it does not say so in a way that is understood."""
    return waiting.retry_after(headers, now, LONGEST_REST)
