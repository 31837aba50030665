"""Gives a session's end to a proposal: to one that says the same, or to one of its own. Once, whatever breaks off."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from services.flywheel.proposals.commands import MakeProposal, ProposalCommand, SupportProposal
from services.flywheel.proposals.domain import Proposal, State, made
from services.flywheel.proposals.events import ProposalEvent, Source
from services.flywheel.proposals.merging import Likeness, Near, best
from services.flywheel.proposals.ports import FlowReader, Lanes, Placements, Scope, Title, Titles
from services.flywheel.proposals.recognising import Recogniser
from shared.envelope import Origin, Stream
from shared.errors import Erased, IllegalState, NotFound
from shared.handle import Handler
from shared.sealing import KeyDestroyed


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a session's end went: a proposal, there before or not; or a flow that is published already."""

    proposal: UUID | None
    merged: bool
    flow: UUID | None = None


def proposal_stream(account: UUID, proposal: UUID) -> Stream:
    """The stream of a proposal: nobody's case, but sealed by a key of its own, which can be destroyed."""
    return Stream("proposal", str(proposal), account, proposal)


@dataclass(frozen=True, slots=True)
class Placing:
    """One lane an account, so that two sessions at once do not make the same proposal twice."""

    proposals: Handler[State, ProposalCommand, ProposalEvent]
    lanes: Lanes
    placements: Placements
    titles: Titles
    flows: FlowReader
    recogniser: Recogniser
    likeness: Likeness
    reopen_after: int
    """How many more sessions bring a dismissed proposal back."""

    async def place(self, account: UUID, command: MakeProposal, origin: Origin) -> Placed:
        """Merge the draft into what says the same, or make it a proposal.

        The choice is written before it is carried out: whoever comes back finds what was begun.
        """
        scope, title = await self.recogniser.proposal(command)
        async with self.lanes.hold(account):
            if begun := await self._begun(account, command.source):
                return begun[0]
            while near := best(title.words, await self.titles.near(account, scope, title), self.likeness):
                if placed := await self._merged(account, near, command, origin):
                    return placed
            return await self._made(account, command, origin, (scope, title))

    async def begun(self, account: UUID, source: Source) -> tuple[Placed, Proposal] | None:
        """Where a session's end went already, if whoever placed it stopped before that was written down."""
        if await self.placements.of(account, source) is None:
            return None
        async with self.lanes.hold(account):
            return await self._begun(account, source)

    async def _begun(self, account: UUID, source: Source) -> tuple[Placed, Proposal] | None:
        """The proposal that has heard of this session's end; it is recognised from now on, if it was not yet."""
        chosen = await self.placements.of(account, source)
        if chosen is None:
            return None
        try:
            state, _ = await self.proposals.load(f"proposal-{chosen}")
        except KeyDestroyed:
            return None
        if not isinstance(state, Proposal) or not state.knows(source):
            return None
        if state.status == "pending":
            await self.titles.put(account, chosen, *await self.recogniser.proposal(state.made))
        return Placed(chosen, merged=state.made.source != source), state

    async def _merged(self, account: UUID, near: Near, command: MakeProposal, origin: Origin) -> Placed | None:
        """The session's end as support of what is there; None where that is published by now, or gone."""
        if near.kind == "flow":
            return await self._covered(account, near.id)
        await self.placements.put(account, command.source, near.id)
        proposal = await self._supported(account, near.id, command, origin)
        if proposal is None:
            await self.titles.drop(account, near.id)
            return None
        if near.kind == "closed" and proposal.open:
            await self.titles.put(account, near.id, *await self.recogniser.proposal(proposal.made))
        return Placed(near.id, merged=True)

    async def _supported(self, account: UUID, id_: UUID, command: MakeProposal, origin: Origin) -> Proposal | None:
        support = SupportProposal(source=command.source, reopen_after=self.reopen_after, at=command.at)
        try:
            return made((await self.proposals.handle(proposal_stream(account, id_), support, origin)).state)
        except (KeyDestroyed, Erased):
            return None
        except (IllegalState, NotFound) as refusal:
            if refusal.code not in ("already_decided", "unknown_proposal"):
                raise
            return None

    async def _covered(self, account: UUID, flow_id: UUID) -> Placed | None:
        """The flow that says as much; None where it is archived meanwhile."""
        flow = await self.flows.read(account, flow_id)
        if flow is None or flow.archived:
            await self.titles.drop(account, flow_id)
            return None
        return Placed(None, merged=True, flow=flow_id)

    async def _made(
        self, account: UUID, command: MakeProposal, origin: Origin, known_by: tuple[Scope, Title]
    ) -> Placed:
        proposal = uuid5(command.source.session_id, f"proposal {command.source.outcome}")
        await self.placements.put(account, command.source, proposal)
        await self.titles.put(account, proposal, *known_by)  # first: nobody must miss what is made
        await self.proposals.handle(proposal_stream(account, proposal), command, origin)
        return Placed(proposal, merged=False)
