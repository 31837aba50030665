"""A circuit breaker: stop asking a model that does not answer, look again after a while."""

from collections.abc import Callable
from enum import StrEnum


class State(StrEnum):
    """`half_open` lets one trial through."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Breaker:
    """Opens after `threshold` failures in a row, half-opens `cool_down` seconds after that.

    `clock` gives seconds that only go forward. A trial that never reports back (its process was cancelled)
    blocks the next one for another `cool_down`, no longer.
    """

    def __init__(self, threshold: int, cool_down: float, clock: Callable[[], float]) -> None:
        self._threshold = threshold
        self._cool_down = cool_down
        self._clock = clock
        self._failures = 0
        self._shut_until: float | None = None

    @property
    def state(self) -> State:
        """Where it stands now."""
        if self._shut_until is None:
            return State.CLOSED
        return State.OPEN if self._clock() < self._shut_until else State.HALF_OPEN

    def admit(self) -> bool:
        """Whether a call may be made now; in the half-open state the first who asks gets the trial."""
        state = self.state
        if state is State.HALF_OPEN:
            self._hold()
        return state is not State.OPEN

    def succeeded(self) -> None:
        """The model answered, whatever it said."""
        self._failures = 0
        self._shut_until = None

    def failed(self) -> None:
        """The model could not be reached."""
        self._failures += 1
        if self._failures >= self._threshold:
            self._hold()

    def _hold(self) -> None:
        self._shut_until = self._clock() + self._cool_down
