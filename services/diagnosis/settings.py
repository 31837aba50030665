"""Settings of diagnosis. Read from `RESOLUTIONFLOW_<NAME>`."""

from datetime import timedelta

from pydantic import Field

from services.diagnosis.limits import Limits
from shared.settings import CommonSettings


class DiagnosisSettings(CommonSettings):
    """How long a diagnosis may be, what it may hold, and how long it may lie."""

    diagnosis_max_steps: int = Field(default=30, ge=1)
    """Steps of a session; reopening and a pick-up grant as many again."""
    diagnosis_idle_days: float = Field(default=14, gt=0)
    """Days without any event after which a session is abandoned."""
    diagnosis_max_facts: int = Field(default=200, ge=1)
    """Facts of a session that hold; with the retracted ones it takes five times as many."""
    diagnosis_max_scripts: int = Field(default=100, ge=1)
    """Scripts generated in a session."""
    diagnosis_max_fixes: int = Field(default=100, ge=1)
    """Fixes suggested in a session; a step that suggests one more is there without it."""
    diagnosis_fix_reminder_hours: float = Field(default=24, gt=0)
    """Hours after which a fix that waits for its verification is reminded of, and then again."""

    @property
    def limits(self) -> Limits:
        """What a session holds."""
        return Limits(
            facts=self.diagnosis_max_facts, scripts=self.diagnosis_max_scripts, fixes=self.diagnosis_max_fixes
        )

    @property
    def reminder_after(self) -> timedelta:
        """`diagnosis_fix_reminder_hours` as a duration."""
        return timedelta(hours=self.diagnosis_fix_reminder_hours)

    @property
    def idle_limit(self) -> timedelta:
        """`diagnosis_idle_days` as a duration."""
        return timedelta(days=self.diagnosis_idle_days)
