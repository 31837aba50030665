"""Reads flows as they were published, from the log."""

from dataclasses import dataclass
from uuid import UUID

from services.matching.events import FLOW_EVENTS, FlowArchived, FlowPublished
from shared.log import EventLog


@dataclass(frozen=True, slots=True)
class Published:
    """What the log says of a flow: its publications in order, how far it was read, whether it is archived."""

    versions: tuple[FlowPublished, ...]
    stream_version: int
    archived: bool

    @property
    def listed(self) -> FlowPublished | None:
        """The text that cases are matched with now, if any."""
        return self.versions[-1] if self.versions and not self.archived else None


async def read_published(log: EventLog, flow_id: UUID) -> Published:
    """The publications of a flow."""
    events = FLOW_EVENTS.decode_all(await log.load(f"flow-{flow_id}"))
    versions = tuple(event for event in events if isinstance(event, FlowPublished))
    return Published(versions, len(events), any(isinstance(event, FlowArchived) for event in events))
