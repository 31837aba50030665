"""Settings of intake. Read from `RESOLUTIONFLOW_<NAME>`."""

from datetime import timedelta

from services.intake.domain import Limits
from shared.settings import CommonSettings

MIB = 1024 * 1024


class IntakeSettings(CommonSettings):
    """What one intake may bring, and how long it waits."""

    intake_text_bytes: int = 128 * 1024
    """The description, as UTF-8. It travels inside events; what is longer is a log."""
    intake_log_bytes: int = 20 * MIB
    """The pasted log, as UTF-8; it is kept whole, and an excerpt is shown to a model."""
    intake_screenshots: int = 5
    """Screenshots of one intake."""
    intake_screenshot_bytes: int = 5 * MIB
    """Of one screenshot, as uploaded."""
    intake_excerpt_chars: int = 8000
    """What a model sees of a log."""
    intake_ticket_seconds: float = 3.0
    """How long a case waits for the context of its ticket before it goes on without."""

    @property
    def limits(self) -> Limits:
        """What the decider enforces."""
        return Limits(self.intake_text_bytes, self.intake_screenshots)

    @property
    def ticket_wait(self) -> timedelta:
        """`intake_ticket_seconds` as a duration."""
        return timedelta(seconds=self.intake_ticket_seconds)
