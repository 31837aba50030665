"""How much a session holds. What people add over it is refused, what FlowPilot would add is left out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most facts and generated scripts of one session."""

    facts: int = 200
    scripts: int = 100
