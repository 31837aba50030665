"""What proposals need from outside: an order among those of an account, what they may be merged with, and the flow
library.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, Protocol
from uuid import UUID

from services.flywheel.proposals.events import FlowText, ProposalType, Source
from services.flywheel.proposals.merging import Near
from shared.embedding import Vectors

NEVER = datetime.min.replace(tzinfo=UTC)


class Lanes(Protocol):
    """One after the other, per account."""

    def hold(self, account: UUID) -> AbstractAsyncContextManager[None]:
        """Nobody else places a proposal of the account meanwhile, in no process."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a draft may be merged with: proposals of its type, target and domain, and flows of its domain."""

    proposal_type: ProposalType
    target: UUID | None
    domain: str | None


@dataclass(frozen=True, slots=True)
class Title:
    """How a proposal or a flow is recognised. `vector` is a unit vector of the embedder `embedder`."""

    words: frozenset[str]
    vector: Vectors
    embedder: str


class Titles(Protocol):
    """Proposals that are not published, and published flows, to merge with. Can be built again from the log."""

    async def near(self, account: UUID, scope: Scope, title: Title) -> Sequence[Near]:
        """Those in scope that share a word with the title or are near in meaning; a bounded number."""

    async def put(self, account: UUID, id_: UUID, scope: Scope, title: Title, flow_version: int | None = None) -> None:
        """Keep a proposal, or with a version of its stream a flow.

        Quiet when the flow is known as of a later version, and when the proposal was forgotten.
        """

    async def close(self, account: UUID, id_: UUID) -> None:
        """A reviewer wants none of it: it is merged with only where nothing else is alike, until it is put again."""

    async def drop(self, account: UUID, id_: UUID) -> None:
        """Merge nothing with it any more."""


class Placements(Protocol):
    """Which proposal each session's end was given to, written before it is."""

    async def of(self, account: UUID, source: Source) -> UUID | None:
        """The proposal, if one was chosen."""

    async def put(self, account: UUID, source: Source, proposal: UUID) -> None:
        """Remember the choice, in the place of an earlier one. Raises KeyDestroyed where the case was erased."""

    async def only_of(self, account: UUID, session: UUID) -> Sequence[UUID]:
        """The proposals that this case's ends were given to, and no other case's."""

    async def forget(self, account: UUID, session: UUID) -> None:
        """Keep no choice of this case."""


class ProposalKeys(Protocol):
    """The keys that proposals are sealed with, each with its own."""

    async def destroy(self, proposal: UUID) -> None:
        """Nobody can read the proposal any more."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a flow's text comes from."""

    origin: Literal["manual", "ai_generated", "ai_enhanced"]
    source: UUID | None


@dataclass(frozen=True, slots=True)
class Flow:
    """A published flow as it stands. `archived`: it is matched no more. `published_at`: since when it reads so.

    `stream_version` is that of the last event that was read: drafts count only where it was read `exactly`.
    """

    id: UUID
    text: FlowText
    provenance: Provenance
    flow_version: int
    stream_version: int
    archived: bool
    published_at: datetime = NEVER


@dataclass(frozen=True, slots=True)
class Known:
    """How a flow stands, and what was published of it last, if anything."""

    standing: Literal["absent", "draft", "published", "archived"]
    flow: Flow | None = None


class FlowReader(Protocol):
    """Flows as the log tells them."""

    async def read(
        self, account: UUID, flow: UUID, flow_version: int | None = None, *, exactly: bool = False
    ) -> Flow | None:
        """The flow as it was published last, or in that version; None where the account has no such.

        `exactly`: at the stream version that a change of it has to expect, for which all of its drafts are read.
        """

    async def look(self, account: UUID, flow: UUID) -> Known:
        """How the flow stands, published or not."""


@dataclass(frozen=True, slots=True)
class FlowVersion:
    """What was published."""

    flow_id: UUID
    flow_version: int


@dataclass(frozen=True, slots=True)
class Order:
    """Who asks for a change of the flow library, and under which key: the same key again changes nothing."""

    account: UUID
    by: UUID
    key: str


class FlowLibrary(Protocol):
    """The service that owns flows."""

    async def faults(self, account: UUID, tree: dict[str, Any]) -> list[dict[str, str]]:
        """Every fault of a tree: {code, node_id, detail}. Raises Unavailable."""

    async def publish_new(self, order: Order, flow: FlowText, provenance: Provenance) -> FlowVersion:
        """Publish a flow that is not there yet. Raises a `Problem`."""

    async def publish_change(
        self, order: Order, flow_id: UUID, flow: FlowText, provenance: Provenance, expected: int | None
    ) -> FlowVersion:
        """Publish another text of a flow, if its stream is at the expected version. Raises a `Problem`."""

    async def archive(self, order: Order, flow_id: UUID) -> None:
        """Match no more cases with a flow. Raises a `Problem`."""
