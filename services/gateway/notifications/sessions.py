"""What people are told of a session, read off its opened events."""

from collections.abc import Sequence
from uuid import UUID

from services.gateway.notifications.incoming import (
    EscalationPickedUp,
    FixOutcomeRecorded,
    FixSuggested,
    SessionReassigned,
    SessionStarted,
    last,
)
from shared.envelope import StoredEvent
from shared.log import read_as

TITLE_CHARS = 200
ANSWERS = frozenset(
    {"escalation_picked_up", "escalation_taken_back", "handed_over", "session_resolved", "session_abandoned"}
)
"""After these nobody is needed for what was asked before."""
_ENDS = frozenset({"session_resolved", "session_abandoned", "handed_over"})


def title(session: Sequence[StoredEvent]) -> str:
    """What the case is called."""
    started = last(SessionStarted, ["session_started"], session)
    return started.summary[:TITLE_CHARS] if started else ""


def owner(session: Sequence[StoredEvent]) -> UUID:
    """Whose it is by now."""
    moved = [event for event in session if event.type in {"session_reassigned", "escalation_picked_up"}]
    if not moved:
        return read_as(SessionStarted, session[0]).owner_id
    if moved[-1].type == "session_reassigned":
        return read_as(SessionReassigned, moved[-1]).to_id
    return read_as(EscalationPickedUp, moved[-1]).by


def waits(session: Sequence[StoredEvent], fix: UUID) -> bool:
    """Whether the case is open, and the fix the active one, waiting for its verification."""
    ended = [event.type in _ENDS for event in session if event.type in {*_ENDS, "session_reopened"}]
    active = last(FixSuggested, ["fix_suggested"], session)
    outcome = last(FixOutcomeRecorded, ["fix_outcome_recorded"], session)
    is_active = active is not None and active.fix_id == fix
    is_pending = outcome is not None and (outcome.fix_id, outcome.outcome) == (fix, "applied_pending")
    return is_active and is_pending and not (ended and ended[-1])


def waited(session: Sequence[StoredEvent]) -> set[UUID]:
    """The fixes that wait for their verification, or did once."""
    told = [read_as(FixOutcomeRecorded, event) for event in session if event.type == "fix_outcome_recorded"]
    return {one.fix_id for one in told if one.outcome == "applied_pending"}


def is_answered(session: Sequence[StoredEvent], asked: int) -> bool:
    """Whether somebody came after the `asked`-th event, which asked for an engineer, or nobody is needed any more."""
    return any(event.type in ANSWERS for event in session[asked:])


def fix_title(session: Sequence[StoredEvent], fix: UUID) -> str:
    """What one of its fixes is called."""
    suggested = [read_as(FixSuggested, event) for event in session if event.type == "fix_suggested"]
    return next(one.title for one in suggested if one.fix_id == fix)
