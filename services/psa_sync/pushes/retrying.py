"""When to try again, and when no more. Pure: the time and the chance of the jitter come in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.psa_sync.ports import Busy, PsaFailed, Refused, Unauthorized, Unclear
from services.psa_sync.pushes.domain import Push

CONFLICT = "conflict"
"""The code of a refusal that may pass: somebody else is writing the ticket right now."""
NOT_THERE = "not_there"
"""The code of a note that the PSA says it wrote and that is not in the ticket."""
_MOST_DOUBLINGS = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from a failure. Neither a time nor `abandon`: it waits until somebody sees to the connection."""

    retry_at: datetime | None = None
    abandon: bool = False


@dataclass(frozen=True, slots=True)
class Retrying:
    """`window` is how long a PSA may take to commit; `give_up` how long is tried; `first` doubles up to `longest`."""

    window: timedelta
    give_up: timedelta
    first: timedelta
    longest: timedelta

    def after(self, error: PsaFailed, push: Push, now: datetime, chance: float) -> Verdict:
        """What follows from the failure of the push's attempt. `chance` is from 0 to 1."""
        if isinstance(error, Unauthorized):
            return Verdict()
        if self._is_final(error, push, now):
            return Verdict(abandon=True)
        return Verdict(now + self._wait(error, push.failures, chance))

    def is_hopeless(self, failing_since: datetime | None, now: datetime) -> bool:
        """Whether our own program has failed for so long that it will not get better."""
        return failing_since is not None and now - failing_since >= self.give_up

    def looks(self, push: Push) -> tuple[timedelta, ...]:
        """How long after the note was written the ticket is read once more: oftener where an attempt was unclear."""
        return (self.window, 10 * self.window, self.give_up) if push.touched else (self.window,)

    def _is_final(self, error: PsaFailed, push: Push, now: datetime) -> bool:
        if isinstance(error, Refused) and error.code != CONFLICT:
            return True
        if error.code == push.code == NOT_THERE:
            return True
        return push.trying_since is not None and now - push.trying_since >= self.give_up

    def _wait(self, error: PsaFailed, failures: int, chance: float) -> timedelta:
        doubled: timedelta = self.first * 2 ** min(failures, _MOST_DOUBLINGS)
        backoff = min(doubled, self.longest) * (0.5 + chance / 2)
        if isinstance(error, Unclear):
            return max(self.window, backoff)
        if isinstance(error, Busy) and error.retry_after is not None:
            return min(max(error.retry_after, timedelta()), self.longest) + self.first * chance
        return backoff
