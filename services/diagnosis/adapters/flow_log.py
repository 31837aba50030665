"""Published flows, read from their streams in the log."""

from dataclasses import dataclass
from uuid import UUID

from services.diagnosis.events import FlowGuide
from services.diagnosis.incoming import FlowPublished
from shared.log import EventLog, read_as


@dataclass(frozen=True, slots=True)
class FlowLog:
    """A `FlowReader` over the log."""

    log: EventLog

    async def published(self, account: UUID, flow: UUID, version: int) -> FlowGuide | None:
        """See `FlowReader.published`."""
        for event in await self.log.load(f"flow-{flow}", without=("flow_drafted", "flow_revised")):
            if event.account != account or event.type != "flow_published":
                continue
            found = read_as(FlowPublished, event)
            if found.flow_version == version:
                return FlowGuide(id=flow, name=found.name, version=version, score=0.0, tree=found.tree_structure)
        return None
