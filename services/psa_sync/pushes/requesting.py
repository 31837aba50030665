"""From a closing document to the request that it be written into its ticket."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from services.psa_sync.connections.events import NoteKind
from services.psa_sync.ports import NoConnection, Opened
from services.psa_sync.pushes.compose import note_text
from services.psa_sync.pushes.events import PushRequested
from services.psa_sync.pushes.incoming import NoteWritten, Ticket, read_session, read_ticket
from services.psa_sync.pushes.marker import marker_of, push_id
from services.psa_sync.pushes.story import Story, story_of, until_closing
from services.psa_sync.tickets.events import CASE_TICKET_EVENTS, TicketContextLoaded
from services.psa_sync.tickets.linking import plain_ticket
from shared.clock import Clock
from shared.log import EventLog

UNNAMED = "The engineer"

Find = Callable[[UUID, UUID | None], Awaitable[Opened]]
"""An account's connection, also a paused one: that of the id, or the only one. Raises NoConnection."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for beside the connection's settings. `relinked`: for the ticket that is linked by now."""

    by: UUID | None = None
    note_kind: NoteKind | None = None
    relinked: bool = False


@dataclass(frozen=True, slots=True)
class Requests:
    """Makes requests out of what the log says of a case and its connection."""

    log: EventLog
    find: Find
    clock: Clock

    async def make(self, account: UUID, session: UUID, note: NoteWritten, wish: Wish) -> PushRequested | None:
        """The request; None where the case has no ticket, or the ticket no connection."""
        story, ticket = await self._read(session, note.outcome, relinked=wish.relinked)
        if ticket is None:
            return None
        try:
            named = UUID(ticket.psa_connection_id) if ticket.psa_connection_id else None
            known = await self.find(account, named)
        except (ValueError, NoConnection):  # a link that names nothing of ours, or nothing any more
            return None
        ticket_id = await self._id(session, ticket, known.id)
        return self._request(known, session, note, wish, story, ticket_id)

    async def _read(self, session: UUID, outcome: int, *, relinked: bool) -> tuple[Story, Ticket | None]:
        from_case = read_ticket(await self.log.load(f"case-{session}"))
        events = read_session(await self.log.load(f"session-{session}"))
        story = story_of(until_closing(events, outcome), from_case)
        return story, (story_of(events, from_case) if relinked else story).ticket

    async def _id(self, session: UUID, ticket: Ticket, connection: UUID) -> str:
        """The PSA's own id, where that PSA has told it: people may have named the ticket by another number."""
        named = plain_ticket(ticket.psa_ticket_id)
        told = CASE_TICKET_EVENTS.decode_all(await self.log.load(f"ticket-{session}"))
        loaded = [event for event in told if isinstance(event, TicketContextLoaded)]
        ids = {event.ticket_id: event.context.ticket.id for event in loaded if event.connection_id == connection}
        return ids.get(named, named)

    def _request(
        self, known: Opened, session: UUID, note: NoteWritten, wish: Wish, story: Story, ticket_id: str
    ) -> PushRequested:
        push = known.content.push
        marker = marker_of(push_id(session, note.outcome))
        engineer = story.closed_by or story.owner
        member = known.members.get(engineer) if engineer else None
        resolved = note.kind == "resolution_note"
        return PushRequested(
            connection_id=known.id,
            ticket_id=ticket_id,
            outcome=note.outcome,
            kind=note.kind,
            note_kind=wish.note_kind or push.note_kind,
            marker=marker,
            text=note_text(note.markdown, marker, known.content.provider),
            time=story.time if push.time_entry else None,
            status=push.status_on_resolve if resolved else push.status_on_escalate,
            member_id=member,
            member_warning=None if member else _warning(story, engineer, known),
            by=wish.by,
            at=self.clock(),
        )


def _warning(story: Story, engineer: UUID | None, known: Opened) -> str:
    name = story.names.get(engineer, UNNAMED) if engineer else UNNAMED
    return f"{name[:60]} has no member in {known.content.name[:60]}; the note is in the name of the integration."
