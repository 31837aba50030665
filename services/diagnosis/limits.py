"""How much a session holds. What people add over it is refused, what FlowPilot would add is left out."""

from dataclasses import dataclass

RETRACTED_TOO = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of everything in one session; `revisions` are of one fact.

    `facts` that hold; retracting makes room, until there were `RETRACTED_TOO` times as many in all.
    """

    facts: int = 200
    scripts: int = 100
    fixes: int = 100
    revisions: int = 50
