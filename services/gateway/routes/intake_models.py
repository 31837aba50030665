"""What was brought, taken for and matched at the beginning of a case, as the API answers it."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel


class Intake(BaseModel):
    """What the engineer brought. `log_content` is an excerpt; the files are at their addresses in full."""

    text: str | None
    log_content: str | None
    log_lines: int | None
    log_bytes: int | None
    log_url: str | None
    image_urls: list[str]
    ticket_id: str | None
    psa_connection_id: str | None


class MatchCandidate(BaseModel):
    """A flow that was looked at, and how its place came about; all measures are 0-1.

    `similarity` and `coverage` are what `score`, the probability that the flow fits, is calibrated on; `semantic`,
    `keyword` and `recency` make up `composite`, the order. `words` and `exact` are what text and flow share.
    """

    flow_id: UUID
    flow_version: int
    name: str
    domain: str
    similarity: float
    coverage: float
    semantic: float
    keyword: float
    recency: float
    composite: float
    score: float
    words: list[str]
    exact: list[str]


class MatchThresholds(BaseModel):
    """From `guide` a flow is FlowPilot's guide, from `guided` it leads."""

    guide: float
    guided: float


class MatchWeights(BaseModel):
    """The parts of the composite; `domain` is what agreement of the problem domain adds."""

    semantic: float
    keyword: float
    recency: float
    domain: float


class Match(BaseModel):
    """Why this flow, or why none."""

    decision: Literal["none", "guide", "guided"]
    candidates: list[MatchCandidate]
    thresholds: MatchThresholds
    weights: MatchWeights
    embedder: str
    calibration: str
