"""What matching needs from outside. The embedder's port is `shared.embedding.Embedder`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from services.matching.calibration import Outcome
from services.matching.ranking import Hit
from shared.embedding import Vectors


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A published flow as it is found; `terms` as of `words`. `stream_version` is that of its publication."""

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
        """List a flow, with vectors by embedder; quiet when a later publication is listed, or it is withdrawn.

        Of the publication that is listed the vectors are kept, also where its stream was read further before.

        `active` is the embedder that a library not seen before is asked with.
        """

    async def withdraw(self, account: UUID, flow_id: UUID, stream_version: int) -> None:
        """List a flow no more; quiet when a later version is listed."""

    async def library(self, account: UUID) -> Library | None:
        """The account's library; None before its first flow."""

    async def word_scores(self, account: UUID, asked: Mapping[str, int], limit: int) -> dict[UUID, float]:
        """The flows that hold the terms best, at most `limit`: their BM25 as a share of `bm25.ceiling`."""

    async def hits(
        self, account: UUID, embedder: str, queries: Vectors, word_scores: Mapping[UUID, float],
        limit: int,
    ) -> list[Hit]:  # fmt: skip
        """The flows most similar to any query vector, at most `limit`, and those of `word_scores`.

        Similarity is mostly the head's cosine and partly the body's.
        """

    async def shared_terms(
        self, account: UUID, flow_ids: Sequence[UUID], terms: Sequence[str]
    ) -> dict[UUID, list[str]]:
        """Which of the terms each flow holds, the weightiest first; a flow that holds none is left out."""

    async def record_outcome(
        self, account: UUID, session: UUID, flow_id: UUID, embedder: str, outcome: Outcome, at: datetime
    ) -> None:
        """Keep how a match turned out; a flow that fitted was successful at that time."""

    async def outcomes(self, account: UUID, embedder: str) -> list[Outcome]:
        """The newest recorded outcomes, a bounded number."""


@dataclass(frozen=True, slots=True)
class IndexJob:
    """A flow to be indexed; `due_at` is when another worker may take it, and tells this lease from others."""

    account: UUID
    flow_id: UUID
    tries: int
    due_at: datetime


class IndexJobs(Protocol):
    """The queue of flows that wait to be indexed."""

    async def enqueue(self, account: UUID, flow_id: UUID) -> None:
        """Have a flow indexed soon; asking twice is as good as once."""

    async def lease(self) -> IndexJob | None:
        """The job that has waited longest, for this worker alone for a while; None when nothing is due."""

    async def done(self, job: IndexJob) -> None:
        """Forget a job, unless it was asked for again meanwhile."""

    async def give_back(self, job: IndexJob) -> None:
        """Let others have a job at once that was begun and not done."""

    async def failed(self, job: IndexJob, kind: str) -> None:
        """Try a job again later, or keep it as failed after the last try."""


@dataclass(frozen=True, slots=True)
class ImportStatus:
    """How many of an import's flows still wait to be indexed, and how many could not be."""

    pending: int
    failed: int

    @property
    def status(self) -> Literal["running", "completed"]:
        """`completed` when nothing waits any more."""
        return "running" if self.pending else "completed"


class Imports(Protocol):
    """Which flows each import wrote."""

    async def record(self, account: UUID, import_id: UUID, flow_ids: Sequence[UUID]) -> None:
        """Remember an import before its flows are written; again is harmless."""

    async def status(self, account: UUID, import_id: UUID) -> ImportStatus:
        """How far an import is indexed. Raises NotFound for one of another account or none."""


class EmbedderSwitch(Protocol):
    """What changing an account's embedder needs of the index."""

    async def flows(self, account: UUID) -> list[UUID]:
        """The listed flows."""

    async def missing(self, account: UUID, embedder: str) -> int:
        """How many listed flows have no vectors of that embedder yet."""

    async def self_recall(self, account: UUID, embedder: str) -> float:
        """The share of a sample of flows whose body finds its own head first: what embedders are compared by."""

    async def library(self, account: UUID) -> Library | None:
        """The account's library; None before its first flow."""

    async def switch(self, account: UUID, embedder: str) -> None:
        """Ask the library with that embedder from now on and drop the vectors of the others."""
