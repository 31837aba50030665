"""Reads flows as they were published, from the log."""

from dataclasses import dataclass
from uuid import UUID

from services.matching.events import FLOW_EVENTS, FlowArchived, FlowDrafted, FlowPublished, FlowRevised
from shared.log import EventLog


@dataclass(frozen=True, slots=True)
class Published:
    """What the log says of a flow: its publications in order, the version of the last thing that matters to its
    readers, whether it is archived. Drafts are not read: there may be hundreds of an edited flow.
    """

    versions: tuple[FlowPublished, ...]
    stream_version: int
    archived: bool

    @property
    def listed(self) -> FlowPublished | None:
        """The text that cases are matched with now, if any."""
        return self.versions[-1] if self.versions and not self.archived else None


async def read_published(log: EventLog, flow_id: UUID) -> Published:
    """The publications of a flow."""
    stored = await log.load(f"flow-{flow_id}", without=(FlowDrafted.type, FlowRevised.type))
    events = FLOW_EVENTS.decode_all(stored)
    versions = tuple(event for event in events if isinstance(event, FlowPublished))
    read_to = stored[-1].version if stored else 0
    return Published(versions, read_to, any(isinstance(event, FlowArchived) for event in events))
