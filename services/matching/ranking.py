"""The order of candidate flows, and how probable it is that each fits; pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.matching.calibration import Calibration
from services.matching.events import Candidate, Weights

NEAR_TIE = 0.05
RECENCY_HALF_LIFE_DAYS = 30.0


@dataclass(frozen=True, slots=True)
class Hit:
    """What the index knows of a candidate: similarity of meaning, share of the words, last success."""

    flow_id: UUID
    flow_version: int
    name: str
    domain: str
    similarity: float
    coverage: float
    last_success_at: datetime | None


def rank(
    hits: Sequence[Hit], weights: Weights, calibration: Calibration, flows: int, domain: str | None, now: datetime
) -> tuple[Candidate, ...]:
    """Candidates out of `flows` listed ones, best first.

    Each part is 1 for the best hit; recency is at most NEAR_TIE and so only breaks near-ties. The words that a
    candidate shares with the text are not known here.
    """
    most_similar = max((hit.similarity for hit in hits), default=0.0)
    best_covered = max((hit.coverage for hit in hits), default=0.0)
    candidates = []
    for hit in hits:
        semantic = _part(hit.similarity, most_similar)
        keyword = _part(hit.coverage, best_covered)
        recency = _recency(hit.last_success_at, now)
        composite = weights.semantic * semantic + weights.keyword * keyword + weights.recency * recency
        composite += weights.domain * (hit.domain == domain)
        candidate = Candidate(
            flow_id=hit.flow_id, flow_version=hit.flow_version, name=hit.name, domain=hit.domain,
            similarity=hit.similarity, coverage=hit.coverage, semantic=semantic, keyword=keyword, recency=recency,
            composite=composite, score=calibration.probability(hit.similarity, hit.coverage, flows),
            words=(), exact=(),
        )  # fmt: skip
        candidates.append(candidate)
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.composite, str(candidate.flow_id))))


def _part(value: float, best: float) -> float:
    return max(value, 0.0) / best if best > 0 else 0.0


def _recency(last_success_at: datetime | None, now: datetime) -> float:
    if last_success_at is None:
        return 0.0
    days = max((now - last_success_at).total_seconds(), 0.0) / 86_400
    return NEAR_TIE * math.exp2(-days / RECENCY_HALF_LIFE_DAYS)
