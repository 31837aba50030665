"""Settings of the flywheel. Read from `RESOLUTIONFLOW_<NAME>`."""

from datetime import timedelta

from pydantic import Field

from services.flywheel.gaps.limits import Limits
from services.flywheel.proposals.merging import Likeness
from shared.settings import CommonSettings


class FlywheelSettings(CommonSettings):
    """How many proposals models make, what counts as the same proposal, and what as a knowledge gap."""

    flywheel_daily_proposals: int = Field(default=50, ge=0)
    """Proposals that models make for an account in a UTC day; a session over it waits for the next day."""
    flywheel_title_overlap: float = Field(default=0.6, ge=0, le=1)
    """Two proposals whose titles share more than this part of the longer one's words are one."""
    flywheel_similarity: float = Field(default=0.82, ge=0, le=1)
    """Two proposals whose meanings are at least so near (cosine) are one."""

    flywheel_reopen_sessions: int = Field(default=5, ge=1)
    """A dismissed proposal is pending again once so many more sessions come to the same; a rejected one never."""

    gaps_delay_seconds: int = Field(default=900, ge=0, le=86_400)
    """How long after a session ended its account is looked at for knowledge gaps; once a day it is in any case."""
    gaps_window_days: int = Field(default=90, ge=2, le=730)
    """Sessions that ended so many days ago or later are counted."""
    gaps_recent_days: int = Field(default=30, ge=1, le=365)
    """A flow's success in the last so many days is compared with that of the days of the window before."""
    gaps_least_sessions: int = Field(default=5, ge=2, le=1000)
    """So many sessions of one problem without a flow are a gap."""
    gaps_similarity: float = Field(default=0.65, ge=0, le=1)
    """Two problems whose meanings are at least so near (cosine) are one."""
    gaps_most_sessions: int = Field(default=10_000, ge=10, le=40_000)
    """Of an account's sessions without a flow, so many of the newest are compared; the square of it is memory."""
    gaps_most_led_sessions: int = Field(default=2_000, ge=10, le=40_000)
    """Of the sessions that a flow led, it is judged by so many of the newest; they are compared with as many before."""
    gaps_least_visits: int = Field(default=10, ge=1, le=10_000)
    """A flow, or a node of it, is judged from so many sessions on."""
    gaps_option_visits: int = Field(default=20, ge=1, le=10_000)
    """An answer that nobody took in so many sessions is weak."""
    gaps_own_words_share: float = Field(default=0.3, gt=0, le=1)
    """A question where surely more than this part of the sessions answer in own words has weak answers."""
    gaps_escalated_share: float = Field(default=0.25, gt=0, le=1)
    """A flow of which surely more than this part of the sessions is escalated or handed over is a gap."""
    gaps_skipped_share: float = Field(default=0.3, gt=0, le=1)
    """A node that surely more than this part of the sessions skip is a gap."""
    gaps_fall: float = Field(default=0.1, gt=0, le=1)
    """A flow's success that surely fell, and by at least so much, is a gap."""
    gaps_medium_from: int = Field(default=10, ge=1, le=10_000)
    """A gap that so many sessions show is medium; half as many do where at least half of them were not solved."""
    gaps_high_from: int = Field(default=20, ge=1, le=10_000)
    """Likewise, high."""
    gaps_most_open: int = Field(default=200, ge=1, le=1000)
    """No new gap is found while an account has so many that are not closed."""

    @property
    def gap_limits(self) -> Limits:
        """From what on something is a gap."""
        return Limits(
            window=timedelta(days=self.gaps_window_days),
            recent=timedelta(days=self.gaps_recent_days),
            least_sessions=self.gaps_least_sessions,
            similarity=self.gaps_similarity,
            most_sessions=self.gaps_most_sessions,
            most_led_sessions=self.gaps_most_led_sessions,
            least_visits=self.gaps_least_visits,
            option_visits=self.gaps_option_visits,
            own_words_share=self.gaps_own_words_share,
            escalated_share=self.gaps_escalated_share,
            skipped_share=self.gaps_skipped_share,
            fall=self.gaps_fall,
            medium_from=self.gaps_medium_from,
            high_from=self.gaps_high_from,
            most_open=self.gaps_most_open,
        )

    @property
    def likeness(self) -> Likeness:
        """What makes two proposals one."""
        return Likeness(self.flywheel_title_overlap, self.flywheel_similarity)
