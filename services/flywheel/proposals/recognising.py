"""How proposals and flows are recognised: by their titles' words, and by what they mean."""

from dataclasses import dataclass

from services.flywheel.proposals.commands import MakeProposal
from services.flywheel.proposals.events import FlowText, ProposalMade
from services.flywheel.proposals.merging import ENHANCEMENT, title_words
from services.flywheel.proposals.ports import Scope, Title
from shared.embedding import Embedder


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Makes titles that can be compared."""

    embedder: Embedder

    async def proposal(self, made: ProposalMade | MakeProposal) -> tuple[Scope, Title]:
        """A proposal's."""
        keywords = made.flow.match_keywords if made.flow else ()
        scope = Scope(made.proposal_type, made.target_flow_id, made.problem_domain)
        return scope, await self._title(made.title, keywords)

    async def flow(self, text: FlowText) -> tuple[Scope, Title]:
        """A published flow's: as that of a new flow that would be the same."""
        return Scope("new_flow", None, text.problem_domain), await self._title(text.name, text.match_keywords)

    async def _title(self, title: str, keywords: tuple[str, ...]) -> Title:
        meaning = ". ".join((title.removeprefix(ENHANCEMENT), ", ".join(keywords)))
        vectors = await self.embedder.embed([meaning])
        return Title(title_words(title), vectors[0], self.embedder.name)
