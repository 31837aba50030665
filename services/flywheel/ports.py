"""What an analysis needs from outside: a budget, and somebody who writes flows."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.flywheel.analysis.events import EngineName
from services.flywheel.proposals.events import Enhancement, FlowDraft, Source, Usage
from services.flywheel.proposals.ports import Flow
from services.flywheel.transcript import Transcript
from shared.llm.ledger import Work
from shared.timers import Timer


class Budget(Protocol):
    """Proposals that models make, counted per account and UTC day."""

    async def reserve(self, account: UUID, source: Source, day: date) -> bool:
        """Set one proposal of the day aside for this session's end; False when the day's are used up.

        What is set aside already, or was made on any day, is not counted twice.
        """

    async def settle(self, account: UUID, source: Source) -> None:
        """The proposal was made."""

    async def release(self, account: UUID, source: Source) -> None:
        """It was not; give it back."""


class Waits(Protocol):
    """What is done later."""

    async def set(self, timer: Timer) -> None:
        """Set a timer, or move it."""


@dataclass(frozen=True, slots=True)
class FlowRequest:
    """A resolved session to make a proposal of. With a target, a change of that flow is wanted.

    `work` says for whom. `paid_as`: what the day's budget counts it as, where that is not the session's end.
    """

    session: Transcript
    source: Source
    work: Work
    target: Flow | None
    paid_as: Source | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal as a writer has it: either a flow or an enhancement."""

    title: str
    description: str
    content: FlowDraft | Enhancement
    engine: EngineName
    usage: Usage | None = None
    transcript: bytes | None = None
    prompt_version: str | None = None


class NotWritten(Exception):
    """The writer has nothing of use. `code` says why, `usage` what it cost."""

    def __init__(self, code: str, usage: Usage | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.usage = usage


class FlowWriter(Protocol):
    """Writes proposals."""

    async def write(self, request: FlowRequest) -> Draft:
        """A proposal whose tree may be published.

        Raises:
            NotWritten: there is none to be had from this writer now.
        """
