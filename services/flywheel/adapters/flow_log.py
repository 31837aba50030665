"""Published flows, read from their streams in the log."""

from dataclasses import dataclass, replace
from uuid import UUID

from services.flywheel.incoming import FlowPublished, read_as
from services.flywheel.proposals.events import FlowText
from services.flywheel.proposals.ports import Flow, Provenance
from shared.log import EventLog


@dataclass(frozen=True, slots=True)
class FlowLog:
    """A `FlowReader` and a `FlowBook` over the log."""

    log: EventLog

    async def read(self, account: UUID, flow: UUID, flow_version: int | None = None) -> Flow | None:
        """See `FlowReader.read`."""
        events = [event for event in await self.log.load(f"flow-{flow}") if event.account == account]
        published = [(read_as(FlowPublished, event), event) for event in events if event.type == "flow_published"]
        meant = [(text, event) for text, event in published if flow_version in (None, text.flow_version)]
        if not meant:
            return None
        archived = any(event.type == "flow_archived" for event in events)
        text, event = meant[-1]
        return replace(_flow(flow, text, len(events), archived=archived), published_at=event.recorded_at)

    async def exists(self, account: UUID, flow: UUID) -> bool:
        """See `FlowBook.exists`."""
        events = await self.log.load(f"flow-{flow}", 1)
        return bool(events) and events[0].account == account

    async def is_archived(self, account: UUID, flow: UUID) -> bool:
        """See `FlowBook.is_archived`."""
        events = await self.log.load(f"flow-{flow}")
        return any(event.type == "flow_archived" and event.account == account for event in events)


def _flow(id_: UUID, read: FlowPublished, stream_version: int, *, archived: bool) -> Flow:
    text = FlowText(**read.model_dump(include=set(FlowText.model_fields)))
    provenance = Provenance(read.origin, read.source_session_id)
    return Flow(id_, text, provenance, read.flow_version, stream_version, archived)
