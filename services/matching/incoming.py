"""What matching reads of other services' events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
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
    """The flow that a session was led by, with its tree."""

    id: UUID
    tree: Mapping[str, Any] = {}


class SessionStarted(Incoming):
    """The flow that a session began with, if any."""

    flow: LeadingFlow | None = None


class FlowAdopted(Incoming):
    """The flow that the engineer chose instead."""

    flow: LeadingFlow


class StepProposed(Incoming):
    """A step was put to the engineer; flows' steps name their node."""

    node_id: str | None = None


class SessionResolved(Incoming):
    """The problem was solved."""

    at: datetime
