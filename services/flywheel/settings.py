"""Settings of the flywheel. Read from `RESOLUTIONFLOW_<NAME>`."""

from pydantic import Field

from services.flywheel.proposals.merging import Likeness
from shared.settings import CommonSettings


class FlywheelSettings(CommonSettings):
    """How many proposals models make, and what counts as the same proposal."""

    flywheel_daily_proposals: int = Field(default=50, ge=0)
    """Proposals that models make for an account in a UTC day; a session over it waits for the next day."""
    flywheel_title_overlap: float = Field(default=0.6, ge=0, le=1)
    """Two proposals whose titles share more than this part of the longer one's words are one."""
    flywheel_similarity: float = Field(default=0.82, ge=0, le=1)
    """Two proposals whose meanings are at least so near (cosine) are one."""

    @property
    def likeness(self) -> Likeness:
        """What makes two proposals one."""
        return Likeness(self.flywheel_title_overlap, self.flywheel_similarity)
