"""Of which sessions a flow is made, and which of them says most. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from services.flywheel.transcript import Transcript
from services.flywheel.writing.building import helpful


@dataclass(frozen=True, slots=True)
class Told:
    """A session of a gap."""

    session: UUID
    client: UUID | None
    transcript: Transcript

    @property
    def outcome(self) -> int:
        """The resolution that holds; 0 where none does."""
        held = [outcome for outcome in self.transcript.resolutions if outcome not in self.transcript.reopened]
        return max(held, default=0)


def best_first(sessions: Iterable[Told]) -> list[Told]:
    """Those that were resolved: first the one that took most steps which led on, so that its tree says most."""
    resolved = [told for told in sessions if told.outcome]
    return sorted(resolved, key=lambda told: (-len(helpful(told.transcript.steps)), str(told.session)))
