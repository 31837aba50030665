"""What matching reads of other services' events."""

from datetime import datetime
from uuid import UUID

from shared.message import Incoming


class PastedLog(Incoming):
    """The cut of a log that keeps its error lines."""

    excerpt: str


class CaseReceived(Incoming):
    """The words and the log of a case."""

    text: str | None = None
    log: PastedLog | None = None


class CaseClassified(Incoming):
    """What intake made of the case."""

    summary: str
    domain: str
    symptoms: tuple[str, ...] = ()


class LeadingFlow(Incoming):
    """The flow that a session was led by."""

    id: UUID


class SessionStarted(Incoming):
    """The flow that a session began with, if any."""

    flow: LeadingFlow | None = None


class FlowAdopted(Incoming):
    """The flow that the engineer chose instead."""

    flow: LeadingFlow


class SessionResolved(Incoming):
    """The problem was solved."""

    at: datetime
