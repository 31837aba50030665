"""Settings of diagnosis. Read from `RESOLUTIONFLOW_<NAME>`."""

from datetime import timedelta

from pydantic import Field

from shared.settings import CommonSettings


class DiagnosisSettings(CommonSettings):
    """How long a diagnosis may be, and how long it may lie."""

    diagnosis_max_steps: int = Field(default=30, ge=1)
    """Steps of a session; reopening grants as many again."""
    diagnosis_idle_days: float = Field(default=14, gt=0)
    """Days without any event after which a session is abandoned."""

    @property
    def idle_limit(self) -> timedelta:
        """`diagnosis_idle_days` as a duration."""
        return timedelta(days=self.diagnosis_idle_days)
