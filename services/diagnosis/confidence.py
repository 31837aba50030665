"""How sure the diagnosis is: 0-1, and the tier that goes with it."""

from services.diagnosis.events import Tier

GUIDED = 0.8
EXPLORING = 0.4


def tier(confidence: float) -> Tier:
    """The tier of a confidence."""
    if confidence >= GUIDED:
        return "guided"
    return "exploring" if confidence >= EXPLORING else "discovery"


def of_step(proposed: float | None, order: int, previous: float) -> float:
    """The confidence of a step.

    A missing one is the previous one's. The first step is never less sure than the match that the session
    started with, which is 0 where nothing matched.
    """
    if proposed is None:
        return previous
    return max(proposed, previous) if order == 0 else proposed
