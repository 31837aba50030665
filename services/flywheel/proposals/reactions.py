"""What proposals do on events: reviewers' words are carried out, and published flows are kept in mind.

proposal_approved            the flow is published
approval_undone              what was published is taken back
flow_published, _archived    sessions are compared with the flow, or no more
case_erased                  what only that case led to goes with it
"""

from dataclasses import dataclass
from uuid import UUID

from services.flywheel import SERVICE
from services.flywheel.incoming import CaseErased
from services.flywheel.proposals.forgetting import Forgetting
from services.flywheel.proposals.ports import FlowReader, Titles
from services.flywheel.proposals.publishing import Publishing
from services.flywheel.proposals.recognising import Recogniser
from shared.envelope import StoredEvent, follow
from shared.log import read_as


@dataclass(frozen=True, slots=True)
class ProposalReactions:
    """Proposals' reactions and what they work with."""

    publishing: Publishing
    flows: FlowReader
    titles: Titles
    recogniser: Recogniser
    forgetting: Forgetting

    async def on_case_erased(self, event: StoredEvent) -> None:
        """Keep nothing that was made of the case alone."""
        await self.forgetting.of_case(event.account, read_as(CaseErased, event).session)

    async def on_proposal_approved(self, event: StoredEvent) -> None:
        """Publish it, if the reviewer's own request did not get so far. A refusal is told in the proposal."""
        await self.publishing.publish(event.account, UUID(event.stream_id), follow(event, SERVICE))

    async def on_approval_undone(self, event: StoredEvent) -> None:
        """Take it back, likewise."""
        await self.publishing.withdraw(event.account, UUID(event.stream_id), follow(event, SERVICE))

    async def on_flow_changed(self, event: StoredEvent) -> None:
        """Keep the flow in mind as the log tells it now."""
        flow_id = UUID(event.stream_id)
        flow = await self.flows.read(event.account, flow_id)
        if flow is None or flow.archived:
            await self.titles.drop(event.account, flow_id)
        else:
            await self.titles.put(
                event.account, flow_id, *await self.recogniser.flow(flow.text), flow_version=flow.stream_version
            )
