"""From what on something is a gap, and how bad it is."""

from dataclasses import dataclass
from datetime import timedelta

from services.flywheel.gaps.events import Severity


@dataclass(frozen=True, slots=True)
class Limits:
    """Of everything that is counted, `window` back from now; shares are 0-1. `docs/knowledge-gaps.md` explains each.

    `similarity` is the cosine from which two problems are one; `most_sessions` the newest that are compared.
    """

    window: timedelta = timedelta(days=90)
    recent: timedelta = timedelta(days=30)
    least_sessions: int = 5
    similarity: float = 0.65
    most_sessions: int = 10_000
    least_visits: int = 10
    option_visits: int = 20
    own_words_share: float = 0.3
    escalated_share: float = 0.25
    skipped_share: float = 0.3
    fall: float = 0.1
    medium_from: int = 10
    high_from: int = 20
    most_open: int = 200

    def severity(self, affected: int, unsolved: int) -> Severity:
        """How bad a gap is that so many sessions show, of which so many were not solved.

        Half as many sessions do where at least half of them were not solved.
        """
        weight = affected * (2 if affected and unsolved * 2 >= affected else 1)
        return "high" if weight >= self.high_from else "medium" if weight >= self.medium_from else "low"
