"""Settings of matching, each read from `RESOLUTIONFLOW_<NAME>`."""

from pydantic import Field

from services.matching.events import Thresholds, Weights
from shared.settings import CommonSettings


class MatchingSettings(CommonSettings):
    """Weights of the composite, thresholds of the match score, bounds."""

    match_weight_semantic: float = Field(default=0.5, ge=0)
    """What nearness of meaning counts in the order of candidates."""
    match_weight_keyword: float = Field(default=0.3, ge=0)
    """What shared words and error codes count."""
    match_weight_recency: float = Field(default=0.2, ge=0)
    """What a recent success of the flow counts."""
    match_weight_domain: float = Field(default=0.05, ge=0)
    """What agreement of the problem domain adds."""
    match_guide: float = Field(default=0.5, ge=0, le=1)
    """From this match score a flow is given to FlowPilot as a guide."""
    match_guided: float = Field(default=0.8, ge=0, le=1)
    """From this match score a flow leads the session."""
    match_postings: int = Field(default=8000, ge=100)
    """How many postings a query may read: the rarest words first."""

    @property
    def weights(self) -> Weights:
        """The parts of the composite."""
        return Weights(
            semantic=self.match_weight_semantic,
            keyword=self.match_weight_keyword,
            recency=self.match_weight_recency,
            domain=self.match_weight_domain,
        )

    @property
    def thresholds(self) -> Thresholds:
        """What match scores mean."""
        return Thresholds(guide=self.match_guide, guided=self.match_guided)
