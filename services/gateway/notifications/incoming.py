"""What people are told of events that other services write: only the fields that are told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, TypeVar
from uuid import UUID

from shared.envelope import StoredEvent
from shared.log import read_as
from shared.message import Incoming

M = TypeVar("M", bound=Incoming)


class SessionStarted(Incoming):
    """The diagnosis began."""

    owner_id: UUID
    summary: str


class SessionReassigned(Incoming):
    """Another engineer owns the session."""

    to_id: UUID


class EscalationRequested(Incoming):
    """The engineer asks for another one. `outcome` counts the session's closings, this is one of them."""

    outcome: int
    reason: str
    to_id: UUID | None
    team_id: UUID | None
    by: UUID
    by_name: str


class EscalationPickedUp(Incoming):
    """Another engineer owns the session now."""

    by: UUID


class FixSuggested(Incoming):
    """A fix is the active one now."""

    fix_id: UUID
    title: str


class FixOutcomeRecorded(Incoming):
    """How the fix turned out."""

    fix_id: UUID
    outcome: str


class FixReminderSent(Incoming):
    """The fix waits for its verification, and has for long."""

    fix_id: UUID
    pending_since: datetime
    at: datetime


class PushRequested(Incoming):
    """A document shall stand in a ticket."""

    connection_id: UUID
    ticket_id: str
    outcome: int


class PushAbandoned(Incoming):
    """Nobody tries any more."""

    code: str
    error: str


class ConnectionContent(Incoming):
    """A connection with a PSA."""

    name: str


class ConnectionAdded(Incoming):
    """The account has a connection."""

    connection: ConnectionContent


class ConnectionChanged(Incoming):
    """The connection reads otherwise now."""

    connection: ConnectionContent


class ProposalMade(Incoming):
    """A session suggests a flow, a change to one, or confirms one."""

    proposal_type: Literal["new_flow", "enhancement", "auto_reinforced"]
    title: str
    problem_domain: str | None


class ProposalReopened(Incoming):
    """It is pending again. `by` is None where sessions enough spoke for it since."""

    by: UUID | None


class ProposalForgotten(Incoming):
    """A proposal's key is destroyed: nothing of it may be kept."""

    proposal_id: UUID


class GapFound(Incoming):
    """The flow library leaves something uncovered."""

    title: str
    severity: str
    problem_domain: str | None


class GapRelabelled(Incoming):
    """A gap must not be called as it was found."""

    title: str


def last(model: type[M], types: Sequence[str], events: Sequence[StoredEvent]) -> M | None:
    """The last of the opened events that is of one of the types."""
    found = [event for event in events if event.type in types]
    return read_as(model, found[-1]) if found else None
