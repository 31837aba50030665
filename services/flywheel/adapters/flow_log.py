"""Published flows, read from their streams in the log."""

from dataclasses import dataclass
from uuid import UUID

from services.flywheel.incoming import FlowPublished, read_as
from services.flywheel.proposals.events import FlowText
from services.flywheel.proposals.ports import Flow, Provenance
from shared.log import EventLog


@dataclass(frozen=True, slots=True)
class FlowLog:
    """A `FlowReader` over the log."""

    log: EventLog

    async def read(self, account: UUID, flow: UUID, flow_version: int | None = None) -> Flow | None:
        """See `FlowReader.read`."""
        events = [event for event in await self.log.load(f"flow-{flow}") if event.account == account]
        published = [read_as(FlowPublished, event) for event in events if event.type == "flow_published"]
        meant = [text for text in published if flow_version in (None, text.flow_version)]
        if not meant:
            return None
        archived = any(event.type == "flow_archived" for event in events)
        return _flow(flow, meant[-1], len(events), archived=archived)


def _flow(id_: UUID, read: FlowPublished, stream_version: int, *, archived: bool) -> Flow:
    text = FlowText(**read.model_dump(include=set(FlowText.model_fields)))
    provenance = Provenance(read.origin, read.source_session_id)
    return Flow(id_, text, provenance, read.flow_version, stream_version, archived)
