"""What gaps need from outside: what is kept of sessions and flows, and when an account is looked at."""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.flywheel.gaps.facts import Row, SessionFact
from services.flywheel.gaps.finding import KnownFlow
from services.flywheel.gaps.limits import Limits
from services.flywheel.proposals.events import FlowText
from services.flywheel.proposals.ports import Order, Provenance
from shared.embedding import Vectors


class Facts(Protocol):
    """A row for each session that ended. Can be built again from the log."""

    async def put(self, account: UUID, fact: SessionFact, meaning: Vectors | None, embedder: str) -> None:
        """Keep the session; quiet where it is known as of a later version, or erased. One that was led means None."""

    async def unend(self, account: UUID, session: UUID, version: int) -> None:
        """The session has not ended any more; quiet where it is known as of a later version, or erased."""

    async def erase(self, account: UUID, session: UUID) -> None:
        """Keep nothing of the session, however late it is told of again."""

    async def erased(self, account: UUID) -> Collection[UUID]:
        """The sessions of which nothing may be kept."""

    async def drop(self, account: UUID, start: datetime) -> None:
        """Keep no session that ended before `start`; what was erased stays known as that."""

    async def within(
        self, account: UUID, limits: Limits, now: datetime, flows: Collection[UUID], embedder: str
    ) -> Sequence[Row]:
        """The newest sessions of the window that no flow led; and the newest that each of these flows led, of the last
        days and of those before. One whose meaning is another embedder's means nothing.
        """


class KnownFlows(Protocol):
    """The flows that were published. Can be built again from the log."""

    async def put(self, account: UUID, flow: KnownFlow, stream_version: int) -> None:
        """Keep the flow; quiet where it is known as of a later version of its stream."""

    async def all(self, account: UUID) -> Sequence[KnownFlow]:
        """All of the account."""


class GapIndex(Protocol):
    """Which gaps an account has, and which flows they wait for. Can be built again from the log."""

    async def put(self, account: UUID, gap: UUID, flow: UUID | None, kind: str | None = None) -> None:
        """Know the gap, and the flow that it is about, or that is to close it; and its kind, if that is said."""

    async def all(self, account: UUID) -> Sequence[UUID]:
        """All of the account that are not retired."""

    async def retire(self, account: UUID, gap: UUID) -> None:
        """Nothing can show this gap any more; until it is put again."""

    async def retired(self, account: UUID) -> Collection[UUID]:
        """Those that are retired."""

    async def uncovered(self, account: UUID) -> Sequence[UUID]:
        """All that are not known to be within a flow, retired ones too."""

    async def waiting_for(self, account: UUID, flow: UUID) -> Sequence[UUID]:
        """Those that may hear of the flow's publication."""


class GapLanes(Protocol):
    """One after the other, per account."""

    def hold(self, account: UUID) -> AbstractAsyncContextManager[None]:
        """Nobody else decides which gaps there are, in no process. Raises Unavailable where that takes too long."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An account that is to be looked at now."""

    account: UUID
    held_until: datetime


class Runs(Protocol):
    """When each account is looked at; durable."""

    async def ask(self, account: UUID, due_at: datetime) -> None:
        """Look at the account then, or earlier where that is due already."""

    async def claim(self, now: datetime) -> Claim | None:
        """The account that has waited longest, for nobody else until the claim is over or too old."""

    async def renew(self, claim: Claim, now: datetime) -> Claim:
        """The claim, held from now on; as it was where somebody else has the account by now."""

    async def done(self, claim: Claim, next_at: datetime) -> None:
        """Look again at `next_at`, or earlier where that was asked for meanwhile."""


class Matches(Protocol):
    """What the flow library says of a problem."""

    async def matching(self, account: UUID, text: str, domain: str) -> Collection[UUID]:
        """The published flows that would lead a session about it. Raises a `Problem`."""


class DraftLibrary(Protocol):
    """Where drafts go."""

    async def draft_new(self, order: Order, flow: FlowText, provenance: Provenance) -> UUID:
        """Write a flow down that is not published; the same order gives the same flow. Raises a `Problem`."""


class CaseKeys(Protocol):
    """The keys that cases are sealed with."""

    async def all_there(self, sessions: Collection[UUID]) -> bool:
        """Whether none of the cases was erased."""
