"""What documentation does when a session was closed: it reads it from the log, as it was then, and writes it down.

session_resolved                    its documentation, and the resolution note
escalation_requested, handed_over   its documentation, and the escalation package
session_abandoned                   its documentation
"""

from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from uuid import UUID

from services.documentation.commands import DocumentCommand, Drafted, WriteDocumentation, WriteNote
from services.documentation.compose import compose
from services.documentation.domain import Documents
from services.documentation.engines import Engines
from services.documentation.events import Documentation, DocumentEvent, NoteEdited, NoteKind
from services.documentation.incoming import (
    EscalationRequested,
    HandedOver,
    SessionAbandoned,
    SessionResolved,
    read_event,
    read_session,
)
from services.documentation.ports import NoteRequest
from services.documentation.render import markdown
from services.documentation.session import Closing, Session, session_of, with_ticket
from shared.bus.reactions import NotYet
from shared.clock import Clock
from shared.envelope import StoredEvent, Stream, follow
from shared.handle import Handler
from shared.llm.leases import Leased, Leases
from shared.llm.ledger import Work

SERVICE = "documentation"


@dataclass(frozen=True, slots=True)
class Reactions:
    """Documentation's reactions and what they work with."""

    handler: Handler[Documents, DocumentCommand, DocumentEvent]
    engines: Engines
    leases: Leases
    clock: Clock

    async def on_session_closed(self, event: StoredEvent) -> None:
        """Document the session as it stood when it was closed, whatever came after."""
        closed = read_event(event)
        if not isinstance(closed, SessionResolved | SessionAbandoned | EscalationRequested | HandedOver):
            raise TypeError(f"{event.type} closes no session")
        stored = await self.handler.log.load(event.stream, event.version)
        await self._write_documentation(event, closed.outcome, stored)
        kind = _kind(closed)
        if kind is not None:
            session = with_ticket(session_of(read_session(stored)), await self._told_of_ticket(event))
            await self._write_note(event, closed.outcome, kind, session)

    async def _told_of_ticket(self, closing: StoredEvent) -> list[StoredEvent]:
        """What the ticket system had told by then."""
        told = await self.handler.log.load(f"ticket-{closing.stream_id}")
        return [event for event in told if event.recorded_at <= closing.recorded_at]

    async def _write_documentation(self, event: StoredEvent, outcome: int, stored: list[StoredEvent]) -> None:
        documentation = documentation_of(stored, self.clock)
        command = WriteDocumentation(
            outcome=outcome,
            session_version=event.version,
            documentation=documentation,
            markdown=markdown(documentation),
        )
        await self._do(event, command)

    async def _write_note(self, event: StoredEvent, outcome: int, kind: NoteKind, session: Session) -> None:
        documents, _ = await self.handler.load(_stream(event).name)
        edit = documents.current(kind, session.state_version)
        if outcome in documents.written:
            return
        if isinstance(edit, NoteEdited):
            words = Drafted(markdown=edit.markdown, engine=documents.drafted_by(kind))
            await self._do(event, self._end(outcome, kind, session, words))
            return
        work = Work(event.account, UUID(event.stream_id), f"{kind} at the end", outcome, session.owner, event.client)
        try:
            async with self._alone(session, work):
                await self._draft_note(event, outcome, NoteRequest(kind, session, work))
        except Leased:
            raise NotYet from None

    async def _draft_note(self, event: StoredEvent, outcome: int, request: NoteRequest) -> None:
        documents, _ = await self.handler.load(_stream(event).name)
        if outcome not in documents.written:  # another replica may have been at it until now
            draft = await self.engines.draft(request)
            await self._do(event, self._end(outcome, request.kind, request.session, draft))

    def _end(self, outcome: int, kind: NoteKind, session: Session, draft: Drafted) -> WriteNote:
        return WriteNote(at=self.clock(), outcome=outcome, kind=kind, state_version=session.state_version, draft=draft)

    def _alone(self, session: Session, work: Work) -> AbstractAsyncContextManager[None]:
        """Nobody else asks a model for this document meanwhile; the playbook costs nothing and needs no lease."""
        return self.leases.hold(work) if self.engines.asks_model(session) else nullcontext()

    async def _do(self, event: StoredEvent, command: DocumentCommand) -> None:
        await self.handler.handle(_stream(event), command, follow(event, SERVICE))


def documentation_of(events: list[StoredEvent], clock: Clock) -> Documentation:
    """The documentation of the session that opened events tell of."""
    return compose(session_of(read_session(events)), clock())


def _stream(event: StoredEvent) -> Stream:
    return Stream("document", event.stream_id, event.account, UUID(event.stream_id), event.client)


def _kind(closing: Closing) -> NoteKind | None:
    match closing:
        case SessionResolved():
            return "resolution_note"
        case EscalationRequested() | HandedOver():
            return "escalation_package"
        case SessionAbandoned():
            return None
