"""From similarity to the probability that a flow fits: a logistic curve per embedder, moved by confirmed matches."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Self

PRIOR_STRENGTH = 4.0
REFIT_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """A match that was confirmed (`fits`) or rejected, and how near it was."""

    similarity: float
    coverage: float
    fits: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic curve: `slope` and `reach` are positive, so that the probability rises with similarity and coverage.

    In a larger library something similar is found for any text, so each doubling of it takes `crowding` off the
    log odds. `id` names the curve and the evidence it was moved by.
    """

    id: str
    slope: float
    reach: float
    intercept: float
    crowding: float

    @classmethod
    def shipped(cls, embedder: str) -> Self:
        """The curve that was fitted for an embedder before shipping. Raises KeyError for one without a curve."""
        curve = json.loads(files(__package__).joinpath("calibrations.json").read_text("utf-8"))[embedder]
        return cls(curve["id"], curve["slope"], curve["reach"], curve["intercept"], curve["crowding"])

    def probability(self, similarity: float, coverage: float, flows: int) -> float:
        """How probable it is, 0-1, that the flow found in a library of that many fits."""
        near = self.slope * similarity + self.reach * coverage
        return 1 / (1 + math.exp(self.crowding * math.log2(max(flows, 1)) - self.intercept - near))


def refit(shipped: Calibration, outcomes: Sequence[Outcome], flows: int) -> Calibration:
    """The curve after an account's confirmed and rejected matches.

    Only the intercept moves, so the curve stays monotone; it is held back towards the shipped one as if by
    `PRIOR_STRENGTH` outcomes of middling certainty, so that a few of them cannot overturn it.
    """
    if not outcomes:
        return shipped
    shift = 0.0
    for _ in range(REFIT_ROUNDS):
        moved = replace(shipped, intercept=shipped.intercept + shift)
        chances = [moved.probability(outcome.similarity, outcome.coverage, flows) for outcome in outcomes]
        pull = sum(outcome.fits - chance for outcome, chance in zip(outcomes, chances, strict=True))
        curvature = sum(chance * (1 - chance) for chance in chances)
        shift += (pull - PRIOR_STRENGTH * shift) / (curvature + PRIOR_STRENGTH)
    return replace(shipped, id=f"{shipped.id}+{len(outcomes)}", intercept=shipped.intercept + shift)
