"""From what on something is a gap, and how bad it is."""

from dataclasses import dataclass
from datetime import timedelta

from services.flywheel.gaps.events import Severity


@dataclass(frozen=True, slots=True)
class Limits:
    """Of everything that is counted, `window` back from now; shares are 0-1. `docs/knowledge-gaps.md` explains each.

    `similarity` is the cosine from which two problems are one; `most_sessions` the newest that are compared;
    `most_led_sessions` the newest that a flow is judged by: at 2,000 the interval of a share is 4 points wide.
    """

    window: timedelta
    recent: timedelta
    least_sessions: int
    similarity: float
    most_sessions: int
    most_led_sessions: int
    least_visits: int
    option_visits: int
    own_words_share: float
    escalated_share: float
    skipped_share: float
    fall: float
    medium_from: int
    high_from: int
    most_open: int

    def severity(self, affected: int, unsolved: int) -> Severity:
        """How bad a gap is that so many sessions show, of which so many were not solved.

        Half as many sessions do where at least half of them were not solved.
        """
        weight = affected * (2 if affected and unsolved * 2 >= affected else 1)
        return "high" if weight >= self.high_from else "medium" if weight >= self.medium_from else "low"
