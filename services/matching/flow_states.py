"""Flows as they stand, remembered between commands."""

from dataclasses import dataclass, field

from services.matching.commands import FlowCommand
from services.matching.domain import Flow
from services.matching.events import FlowEvent
from shared.handle import Handled, Handler

KEPT_FLOWS = 100


@dataclass(frozen=True, slots=True)
class FlowStates:
    """The flows that were edited last, as far as they were read: an editor that saves as one types revises one flow
    hundreds of times, and need not have all of it read each time.
    """

    flows: Handler[Flow, FlowCommand, FlowEvent]
    _kept: dict[str, tuple[Flow, int]] = field(default_factory=dict)

    async def load(self, stream: str) -> tuple[Flow, int]:
        """The flow as it is now, and its version."""
        return await self.flows.refresh(stream, self._kept.get(stream, (self.flows.decider.initial, 0)))

    def keep(self, handled: Handled[Flow, FlowEvent]) -> None:
        """Remember what a command left behind."""
        self._kept.pop(handled.stream, None)
        self._kept[handled.stream] = (handled.state, handled.version)
        if len(self._kept) > KEPT_FLOWS:
            self._kept.pop(next(iter(self._kept)))
