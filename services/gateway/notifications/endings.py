"""What is over: it is not told any more, and what was told of it counts as read.

escalation_picked_up, escalation_taken_back, handed_over,
session_resolved, session_abandoned         the escalation before it; a fix that waits
fix_outcome_recorded, fix_suggested         the fix that waited
session_reassigned, escalation_picked_up    a fix that waits, for whose case it was
push_retried, push_succeeded                the push
proposal_published, _dismissed, _rejected   the proposal
gap_closed, gap_snoozed                     the gap
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.gateway.notifications.commands import CloseNotification
from services.gateway.notifications.incoming import EscalationRequested, last
from services.gateway.notifications.kinds import Kind
from services.gateway.notifications.recipients import escalation_subject
from services.gateway.notifications.sessions import owner, waited, waits
from services.gateway.notifications.streams import Streams, change
from services.gateway.notifications.table import Notifications
from shared.clock import Clock
from shared.envelope import StoredEvent
from shared.log import EventLog

ESCALATIONS: Sequence[Kind] = ("escalation_to_me", "escalation_to_team")
_PENDING = frozenset({"proposal_made", "proposal_reopened", "publication_refused", "publication_withdrawn"})
DECIDED = frozenset({"proposal_published", "proposal_dismissed", "proposal_rejected"})
_FOUND = frozenset({"gap_found", "gap_reopened"})
GONE = frozenset({"gap_closed", "gap_snoozed"})
FIX_OVER = frozenset({"fix_outcome_recorded", "fix_suggested", "session_reassigned"})
PUSH_OVER = frozenset({"push_retried", "push_succeeded"})


def is_pending(proposal: Sequence[StoredEvent]) -> bool:
    """Whether it waits for a reviewer."""
    return _last_is(proposal, _PENDING, DECIDED | {"proposal_approved"})


def is_open(gap: Sequence[StoredEvent]) -> bool:
    """Whether it is one, and is to be shown."""
    return _last_is(gap, _FOUND, GONE)


def is_given_up(push: Sequence[StoredEvent]) -> bool:
    """Whether nobody tries it any more."""
    return _last_is(push, frozenset({"push_abandoned"}), PUSH_OVER)


def _last_is(events: Sequence[StoredEvent], one: frozenset[str], other: frozenset[str]) -> bool:
    types = [event.type for event in events if event.type in one | other]
    return bool(types) and types[-1] in one


@dataclass(frozen=True, slots=True)
class Endings:
    """Closes the notifications of what is over."""

    log: EventLog
    streams: Streams
    table: Notifications
    clock: Clock

    async def on_session_over(self, event: StoredEvent) -> None:
        """It waits for no engineer, and none of its fixes for their verification; or another engineer has it now."""
        await self.on_escalation_over(event)
        await self.on_fix_over(event)

    async def on_escalation_over(self, event: StoredEvent) -> None:
        """Nobody is needed any more, for what was asked last before it."""
        asked = last(EscalationRequested, ["escalation_requested"], await self.log.load(event.stream, event.version))
        if asked is not None:
            await self.close(event.account, ESCALATIONS, escalation_subject(UUID(event.stream_id), asked.outcome))

    async def on_fix_over(self, event: StoredEvent) -> None:
        """No fix waits for its verification but the one that does by now, and that for whose case it is by now."""
        session = await self.log.load(event.stream)
        for fix in waited(session):
            still = owner(session) if waits(session, fix) else None
            await self.close(event.account, ["fix_waiting"], str(fix), still)

    async def on_push_over(self, event: StoredEvent) -> None:
        """It is tried again, or done. Of its connection that says nothing: others may be given up over it."""
        if not is_given_up(await self.log.load(event.stream)):
            await self.close(event.account, ["push_failed"], event.stream_id)

    async def on_proposal_decided(self, event: StoredEvent) -> None:
        """It waits for no reviewer, unless it does again."""
        if not is_pending(await self.log.load(event.stream)):
            await self.close(event.account, ["proposal_pending"], event.stream_id)

    async def on_gap_over(self, event: StoredEvent) -> None:
        """It is none, or not to be shown, unless it is again."""
        if not is_open(await self.log.load(event.stream)):
            await self.close(event.account, ["gap_found"], event.stream_id)

    async def close(self, account: UUID, kinds: Sequence[Kind], subject: str, but: UUID | None = None) -> None:
        """What was told of the thing counts as read; not what `but` was told."""
        for id_ in await self.table.unread_of(account, kinds, subject, but):
            await change(self.streams, account, id_, CloseNotification(at=self.clock()))
            await self.table.read(account, id_, self.clock())
