"""Finds the flows that fit a text: embeds it, asks both arms of the index, ranks, calibrates."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.matching.calibration import Calibration, refit
from services.matching.events import Candidate, Weights
from services.matching.ports import FlowIndex
from services.matching.ranking import rank
from services.matching.words import query_terms, split_codes
from shared.clock import Clock
from shared.embedding import Embedder
from shared.errors import Unavailable

CANDIDATES = 50
QUERY_TOKENS = 96
SHOWN_WORDS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates, best first, and what they were judged by. Empty names: the account has no library yet."""

    candidates: tuple[Candidate, ...] = ()
    embedder: str = ""
    calibration: str = ""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Compares texts with an account's published flows. `embedders` by name: a library says which one it wants."""

    index: FlowIndex
    embedders: Mapping[str, Embedder]
    weights: Weights
    clock: Clock

    async def match(self, account: UUID, passages: Sequence[str], domain: str | None, limit: int) -> Found:
        """The flows nearest to any of the passages, at most `limit`.

        Of each passage QUERY_TOKENS tokens are embedded, which bounds the time a query takes; words count in full.
        Raises Unavailable when the library is indexed under an embedder that does not run here.
        """
        library = await self.index.library(account)
        if library is None or not passages:
            return Found()
        name = library.embedder
        if name not in self.embedders:
            raise Unavailable("embedder_away", "The model that the flows are indexed with does not run here.")
        asked = sum((Counter(query_terms(passage)) for passage in passages), Counter())
        queries, word_scores, outcomes = await asyncio.gather(
            self.embedders[name].embed(passages, QUERY_TOKENS),
            self.index.word_scores(account, asked, CANDIDATES),
            self.index.outcomes(account, name),
        )
        hits = await self.index.hits(account, name, queries, word_scores, CANDIDATES)
        calibration = refit(Calibration.shipped(name), outcomes, library.flows)
        ranked = rank(hits, self.weights, calibration, library.flows, domain, self.clock())[:limit]
        shared = await self.index.shared_terms(account, [candidate.flow_id for candidate in ranked], list(asked))
        explained = tuple(_explained(candidate, shared.get(candidate.flow_id, ())) for candidate in ranked)
        return Found(explained, name, calibration.id)


def _explained(candidate: Candidate, shared: Sequence[str]) -> Candidate:
    words, exact = split_codes(shared)
    return candidate.model_copy(update={"words": words[:SHOWN_WORDS], "exact": exact})
