"""Flows as they were published, read from their streams in the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.flywheel.incoming import FlowPublished
from services.flywheel.proposals.events import FlowText
from services.flywheel.proposals.ports import Flow, Known, Provenance
from shared.envelope import StoredEvent
from shared.log import EventLog, read_as

DRAFTS = ("flow_drafted", "flow_revised")
"""An edited flow may have hundreds."""


@dataclass(frozen=True, slots=True)
class FlowLog:
    """A `FlowReader` over the log."""

    log: EventLog

    async def read(
        self, account: UUID, flow: UUID, flow_version: int | None = None, *, exactly: bool = False
    ) -> Flow | None:
        """See `FlowReader.read`."""
        return _flow(flow, await self._load(account, flow, () if exactly else DRAFTS), flow_version)

    async def look(self, account: UUID, flow: UUID) -> Known:
        """See `FlowReader.look`."""
        events = await self._load(account, flow, DRAFTS)
        if found := _flow(flow, events, None):
            return Known("archived" if found.archived else "published", found)
        if events:  # all that is left is that it was archived
            return Known("archived")
        return Known("draft" if await self._load(account, flow, upto=1) else "absent")

    async def _load(
        self, account: UUID, flow: UUID, without: Sequence[str] = (), upto: int | None = None
    ) -> list[StoredEvent]:
        events = await self.log.load(f"flow-{flow}", upto, without=without)
        return [event for event in events if event.account == account]


def _flow(id_: UUID, events: Sequence[StoredEvent], flow_version: int | None) -> Flow | None:
    published = [(read_as(FlowPublished, event), event) for event in events if event.type == "flow_published"]
    meant = [(read, event) for read, event in published if flow_version in (None, read.flow_version)]
    if not meant:
        return None
    read, event = meant[-1]
    return Flow(
        id_,
        FlowText(**read.model_dump(include=set(FlowText.model_fields))),
        Provenance(read.origin, read.source_session_id),
        read.flow_version,
        events[-1].version,
        archived=any(event.type == "flow_archived" for event in events),
        published_at=event.recorded_at,
    )
