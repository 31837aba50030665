"""Event → who is told of it; and what follows from what they were told.

escalation_requested       the engineer who is named, or the team
proposal_made, gap_found   who looks after the flow library
proposal_reopened          likewise, where sessions did it and no reviewer
fix_reminder_sent          the session's owner, once a wait has become too long
push_abandoned             the session's owner, and the administrators
notification_raised        an e-mail waits, or a digest, if the person wants one
preferences_changed        what waits is told as they wish by now
notification_read,
notifications_read         a thing that was seen may be told of again
case_erased                nothing more is sent of the case

What is over by the time that its event is heard is not told; what ends while it is told is closed again, see `endings`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from services.gateway.notifications import recipients
from services.gateway.notifications.emailing import Emailing
from services.gateway.notifications.endings import ESCALATIONS, Endings, is_given_up, is_open, is_pending
from services.gateway.notifications.events import (
    ConnectionAbout,
    EscalationAbout,
    FixAbout,
    GapAbout,
    NotificationRaised,
    NotificationRead,
    NotificationsRead,
    PreferencesChanged,
    ProposalAbout,
    PushAbout,
    read_own,
)
from services.gateway.notifications.incoming import (
    ConnectionAdded,
    ConnectionChanged,
    EscalationRequested,
    FixReminderSent,
    GapFound,
    GapRelabelled,
    ProposalForgotten,
    ProposalMade,
    ProposalReopened,
    PushAbandoned,
    PushRequested,
    last,
)
from services.gateway.notifications.raising import Raising
from services.gateway.notifications.sessions import fix_title, is_answered, owner, title, waits
from services.gateway.notifications.table import Notifications
from shared.envelope import StoredEvent
from shared.log import EventLog, read_as

TEXT_CHARS = 500


@dataclass(frozen=True, slots=True)
class Reactions:
    """The reactions and what they work with. `forget` drops a case's key that this process still holds."""

    log: EventLog
    raising: Raising
    table: Notifications
    emailing: Emailing
    endings: Endings
    fix_after: timedelta
    forget: Callable[[UUID], None]

    async def on_escalation_requested(self, event: StoredEvent) -> None:
        """Tell who is asked for, unless somebody came by now."""
        asked = read_as(EscalationRequested, event)
        session = await self.log.load(event.stream)
        if is_answered(session, event.version):
            return
        about = EscalationAbout(
            session_id=UUID(event.stream_id),
            case_title=title(session),
            by_name=asked.by_name,
            reason=asked.reason[:TEXT_CHARS],
            team_id=None if asked.to_id else asked.team_id,
        )
        people = await self.raising.people(event.account)
        await self.raising.tell(event, recipients.of_escalation(about, asked.outcome, asked.to_id, asked.by, people))
        if is_answered(await self.log.load(event.stream), event.version):
            subject = recipients.escalation_subject(about.session_id, asked.outcome)
            await self.endings.close(event.account, ESCALATIONS, subject)

    async def on_proposal_made(self, event: StoredEvent) -> None:
        """Tell the reviewers; of what nobody reviews, nobody."""
        await self._tell_of_proposal(event, read_as(ProposalMade, event))

    async def on_proposal_reopened(self, event: StoredEvent) -> None:
        """Tell the reviewers, where none of them did it."""
        made = last(ProposalMade, ["proposal_made"], await self.log.load(event.stream, event.version))
        if made is not None and read_as(ProposalReopened, event).by is None:
            await self._tell_of_proposal(event, made)

    async def _tell_of_proposal(self, event: StoredEvent, made: ProposalMade) -> None:
        if made.proposal_type == "auto_reinforced" or not is_pending(await self.log.load(event.stream)):
            return
        about = ProposalAbout(
            proposal_id=UUID(event.stream_id),
            proposal_type=made.proposal_type,
            title=made.title,
            problem_domain=made.problem_domain,
        )
        people = await self.raising.people(event.account)
        await self.raising.tell(event, recipients.of_proposal(about, people))
        await self.endings.on_proposal_decided(event)

    async def on_fix_reminder_sent(self, event: StoredEvent) -> None:
        """Tell the owner once of each wait that became too long, while the case is open and the fix waits."""
        reminder = read_as(FixReminderSent, event)
        session = await self.log.load(event.stream)
        if reminder.at - reminder.pending_since < self.fix_after or not waits(session, reminder.fix_id):
            return
        about = FixAbout(
            session_id=UUID(event.stream_id),
            fix_id=reminder.fix_id,
            case_title=title(session),
            fix_title=fix_title(session, reminder.fix_id),
            pending_since=reminder.pending_since,
        )
        people = await self.raising.people(event.account)
        occasion = uuid5(reminder.fix_id, reminder.pending_since.isoformat())
        await self.raising.tell(event, recipients.of_waiting_fix(about, owner(session), people), occasion)
        await self.endings.on_fix_over(event)

    async def on_push_abandoned(self, event: StoredEvent) -> None:
        """Tell the owner of the document, and the administrators of the connection."""
        given_up = read_as(PushAbandoned, event)
        if event.session is None:
            raise ValueError(f"{event.type} belongs to no session")
        push = await self.log.load(event.stream)
        if not is_given_up(push):
            return
        asked = last(PushRequested, ["push_requested"], push[: event.version])
        session = await self.log.load(f"session-{event.session}")
        if asked is None:
            raise LookupError("a push that was never requested")
        about = PushAbout(
            session_id=event.session,
            outcome=asked.outcome,
            case_title=title(session),
            ticket_id=asked.ticket_id,
            error=given_up.error[:TEXT_CHARS],
        )
        connection = await self._connection(asked.connection_id)
        people = await self.raising.people(event.account)
        await self.raising.tell(event, recipients.of_failed_push(about, connection, owner(session), people))
        await self.endings.on_push_over(event)

    async def on_gap_found(self, event: StoredEvent) -> None:
        """Tell who looks after the flow library."""
        found = read_as(GapFound, event)
        stored = await self.log.load(event.stream)
        if not is_open(stored):
            return
        about = GapAbout(
            gap_id=UUID(event.stream_id),
            title=(last(GapRelabelled, ["gap_relabelled"], stored) or found).title,
            severity=found.severity,
            problem_domain=found.problem_domain,
        )
        people = await self.raising.people(event.account)
        await self.raising.tell(event, recipients.of_gap(about, people))
        await self.endings.on_gap_over(event)

    async def on_notification_raised(self, event: StoredEvent) -> None:
        """Have an e-mail wait, if the person wants one."""
        read_own(NotificationRaised, event)
        await self.emailing.wanted(event.account, UUID(event.stream_id))

    async def on_preferences_changed(self, event: StoredEvent) -> None:
        """Have what waits told as the person wishes by now."""
        await self.emailing.all_wanted(event.account, read_own(PreferencesChanged, event).user_id)

    async def on_notification_read(self, event: StoredEvent) -> None:
        """It is no unread one any more."""
        await self.table.read(event.account, UUID(event.stream_id), read_own(NotificationRead, event).at)

    async def on_notifications_read(self, event: StoredEvent) -> None:
        """Likewise."""
        seen = read_own(NotificationsRead, event)
        await self.table.read_up_to(event.account, seen.user_id, seen.upto, seen.at)

    async def on_case_erased(self, event: StoredEvent) -> None:
        """Send nothing more of the case."""
        await self._forget(event.account, UUID(event.stream_id))

    async def on_proposal_forgotten(self, event: StoredEvent) -> None:
        """Send nothing more of the proposal."""
        await self._forget(event.account, read_as(ProposalForgotten, event).proposal_id)

    async def _forget(self, account: UUID, key: UUID) -> None:
        self.forget(key)
        await self.table.forget(account, key)

    async def _connection(self, id_: UUID) -> ConnectionAbout:
        stored = await self.log.load(f"connection-{id_}")
        added = last(ConnectionAdded, ["connection_added"], stored)
        named = last(ConnectionChanged, ["connection_changed"], stored) or added
        return ConnectionAbout(connection_id=id_, name=named.connection.name if named else str(id_))
