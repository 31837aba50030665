"""What is remembered for a while: at most so much, so that nobody can fill the process's memory."""

import time
from collections.abc import Hashable
from typing import Generic, TypeVar

MOST = 1_000

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key. What was put in first goes first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._values: dict[K, tuple[float, V]] = {}

    def get(self, key: K) -> V | None:
        """The value; None where there is none, or its time is over."""
        until, value = self._values.get(key, (0.0, None))
        return value if time.monotonic() < until else None

    def put(self, key: K, value: V, seconds: float) -> None:
        """Remember the value for so long, in place of the one before."""
        self._values.pop(key, None)
        while len(self._values) >= self._most:
            del self._values[next(iter(self._values))]
        self._values[key] = (time.monotonic() + seconds, value)

    def drop(self, key: K) -> None:
        """Forget it."""
        self._values.pop(key, None)
