"""What matching needs from outside: an index of published flows. The embedder's port is `shared.embedding.Embedder`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.matching.calibration import Outcome
from services.matching.ranking import Hit
from shared.embedding import Vectors


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A published flow as it is found. `stream_version` is how far its stream was read; `terms` as of `words`."""

    flow_id: UUID
    stream_version: int
    flow_version: int
    name: str
    domain: str
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Library:
    """An account's listed flows: how many, and which embedder they are asked with."""

    flows: int
    embedder: str


@dataclass(frozen=True, slots=True)
class FlowVectors:
    """The two unit vectors of a flow, each of shape (dimension,)."""

    head: Vectors
    body: Vectors


class FlowIndex(Protocol):
    """Published flows of each account. Every call sees one account only."""

    async def put(self, account: UUID, entry: IndexEntry, vectors: Mapping[str, FlowVectors], active: str) -> None:
        """List a flow, with vectors by embedder; quiet when it is listed as of the same or a later stream version.

        `active` is the embedder that a library not seen before is asked with.
        """

    async def withdraw(self, account: UUID, flow_id: UUID, stream_version: int) -> None:
        """List a flow no more; quiet when a later version is listed."""

    async def library(self, account: UUID) -> Library | None:
        """The account's library; None before its first flow."""

    async def word_scores(self, account: UUID, asked: Mapping[str, int], limit: int) -> dict[UUID, float]:
        """BM25 of the flows that hold the terms best, at most `limit`."""

    async def hits(
        self, account: UUID, embedder: str, queries: Vectors, word_scores: Mapping[UUID, float],
        terms: Sequence[str], limit: int,
    ) -> list[Hit]:  # fmt: skip
        """The flows most similar to any query vector, at most `limit`, and those of `word_scores`, with shared terms.

        Similarity is mostly the head's cosine and partly the body's.
        """

    async def record_outcome(
        self, account: UUID, session: UUID, flow_id: UUID, embedder: str, outcome: Outcome, at: datetime
    ) -> None:
        """Keep how a match turned out; a flow that fitted was successful at that time."""

    async def outcomes(self, account: UUID, embedder: str) -> list[Outcome]:
        """The newest recorded outcomes, a bounded number."""


class EmbedderSwitch(Protocol):
    """What changing an account's embedder needs of the index."""

    async def missing(self, account: UUID, embedder: str, limit: int) -> list[UUID]:
        """Listed flows without vectors of that embedder."""

    async def add_vectors(self, account: UUID, flow_id: UUID, embedder: str, vectors: FlowVectors) -> None:
        """Put vectors beside those that are in use."""

    async def self_recall(self, account: UUID, embedder: str) -> float:
        """The share of a sample of flows whose body finds its own head first: what embedders are compared by."""

    async def switch(self, account: UUID, embedder: str) -> None:
        """Ask the library with that embedder from now on and drop the vectors of the others."""
