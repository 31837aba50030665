"""`cmd.documentation.draft_note` and `edit_note`: a closing document before the closing.

A draft belongs to the session's state: who asks again in the same state gets the same, and pays nothing. A draft that
takes long is answered with `{pending, after}`: the caller asks again, with `after`, and gets the one that came then.
"""

import asyncio
import hmac
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.documentation.commands import DocumentCommand, EditNote, KeepDraft
from services.documentation.domain import Documents, Note
from services.documentation.drafting import Drafting
from services.documentation.engines import Engines
from services.documentation.events import DocumentEvent, NoteEdited, NoteKind, NoteWritten
from services.documentation.incoming import read_session, read_ticket
from services.documentation.ports import NoteRequest
from services.documentation.session import Session, session_of, with_ticket
from shared.bus.commands import Request
from shared.clock import Clock
from shared.envelope import Stream
from shared.errors import Forbidden, IllegalState, InvalidInput, NotFound, Unavailable
from shared.handle import Handler
from shared.llm.leases import Leased, Leases
from shared.llm.ledger import Work
from shared.llm.untrusted import clean
from shared.sealing import KeyDestroyed

SERVICE = "documentation"
MOST_CHARS = 20_000
LOOK_AGAIN_SECONDS = 0.5
LEADS = frozenset({"team_admin", "account_admin"})
CLOSED = frozenset({"resolved", "escalated", "abandoned"})


class DraftNoteBody(BaseModel):
    """The body of `draft_note`. `after`: how many drafts there were when the caller first asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: NoteKind
    force: bool = False
    after: int | None = Field(default=None, ge=0)


class EditNoteBody(BaseModel):
    """The body of `edit_note`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: NoteKind
    markdown: Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARS)]
    state_version: int = Field(ge=0)


@dataclass(frozen=True, slots=True)
class Case:
    """A session that somebody may draft documents of, and where these are kept."""

    session: Session
    stream: Stream
    ticket: str | None

    @property
    def state_version(self) -> int:
        """The state that a document would be drafted from now."""
        return self.session.state_version


@dataclass(frozen=True, slots=True)
class Previews:
    """The endpoints, and what they work with."""

    handler: Handler[Documents, DocumentCommand, DocumentEvent]
    engines: Engines
    leases: Leases
    drafting: Drafting
    clock: Clock

    async def draft_note(self, request: Request) -> dict[str, Any]:
        """The document as it reads now, drafted if need be.

        Raises:
            Problem: there is no such session, it is not the caller's, or it is closed and the document was not its end.
        """
        body = DraftNoteBody.model_validate(request.body)
        case = await self._case(request)
        documents = await self._documents(case)
        if case.session.status in CLOSED:
            return _note(case, documents, _closing_note(case, documents, body), from_cache=True)
        drafts = documents.drafts(body.kind, case.state_version)
        after = drafts if body.after is None else body.after
        fresh = drafts > after or await self._repeated(request)
        current = _current(case, documents, body.kind)
        if current is not None and (fresh or not body.force):
            return _note(case, documents, current, from_cache=not fresh)
        await self._draft(case, request, body, drafts)
        documents = await self._documents(case)
        drafted = _current(case, documents, body.kind)
        if drafted is None or documents.drafts(body.kind, case.state_version) == drafts:
            return {"pending": True, "after": after}
        return _note(case, documents, drafted, from_cache=False)

    async def edit_note(self, request: Request) -> dict[str, Any]:
        """Keep the engineer's words; they stand as long as the session's state does.

        Raises:
            Problem: there is no such session, it is not the caller's, it is closed, or no such state has been.
        """
        body = EditNoteBody.model_validate(request.body)
        case = await self._case(request)
        if case.session.status in CLOSED:
            raise _closed(case.session)
        markdown = clean(body.markdown)[0].strip()
        if not markdown:
            raise InvalidInput("empty_document", "Write something, or let a new draft be made.")
        if body.state_version > case.state_version or request.actor.user_id is None:
            raise InvalidInput("unknown_state", f"The session's state is {case.state_version}; reload it.")
        command = EditNote(
            at=self.clock(),
            outcome=case.session.outcomes,
            kind=body.kind,
            state_version=body.state_version,
            markdown=markdown,
            by=request.actor.user_id,
        )
        handled = await self.handler.handle(case.stream, command, request.origin(SERVICE), request.command_key)
        reads_now = handled.state.of_state(body.kind, body.state_version)[-1]
        return _note(case, handled.state, reads_now, from_cache=True)

    async def _case(self, request: Request) -> Case:
        session_id = request.session
        if session_id is None:
            raise InvalidInput("no_session", "The command names no session.")
        try:
            stored = await self.handler.log.load(f"session-{session_id}")
            told = await self.handler.log.load(f"ticket-{session_id}")
        except KeyDestroyed:
            raise _unknown() from None
        if not stored or stored[0].account != request.actor.account_id:
            raise _unknown()
        session = with_ticket(session_of(read_session(stored)), told)
        if session.owner != request.actor.user_id and request.actor.role not in LEADS:
            raise Forbidden("not_your_session", "Only its owner, or a team lead, may do this.")
        stream = Stream("document", str(session_id), stored[0].account, session_id, stored[0].client)
        return Case(session, stream, session.ticket or await self._ticket(session_id))

    async def _ticket(self, session: UUID) -> str | None:
        received = await self.handler.log.load(f"case-{session}", upto=1)
        return read_ticket(received[0]) if received else None

    async def _documents(self, case: Case) -> Documents:
        documents, _ = await self.handler.load(case.stream.name)
        return documents

    async def _repeated(self, request: Request) -> bool:
        """Whether this very request has drafted already. Raises InvalidInput for another one under its key."""
        key = request.command_key
        done = await self.handler.log.find_command(key) if key else None
        if key and done and not hmac.compare_digest(key.body_hmac, done.body_hmac):
            raise InvalidInput("key_reused", "This Idempotency-Key was used with another body; take a new key.")
        return done is not None

    async def _draft(self, case: Case, request: Request, body: DraftNoteBody, drafts: int) -> None:
        """Draft it, or join who does; back when it is there or the patience is at its end."""
        stream, version = case.stream, case.state_version
        user = request.actor.user_id
        work = Work(stream.account, UUID(stream.id), body.kind, version, user, stream.client)

        async def draft() -> None:
            try:
                async with self._alone(case, work):
                    if (await self._documents(case)).drafts(body.kind, version) > drafts:
                        return  # another replica was at it until now
                    drafted = await self.engines.draft(NoteRequest(body.kind, case.session, work))
                    command = KeepDraft(
                        at=self.clock(), kind=body.kind, state_version=version, draft=drafted, force=body.force
                    )
                    await self.handler.handle(stream, command, request.origin(SERVICE), request.command_key)
            except Leased:
                await asyncio.sleep(LOOK_AGAIN_SECONDS)

        await self.drafting.join((stream.name, body.kind, version), draft)

    def _alone(self, case: Case, work: Work) -> AbstractAsyncContextManager[None]:
        """Nobody else asks a model for this document meanwhile; the playbook costs nothing and needs no lease."""
        return self.leases.hold(work) if self.engines.asks_model(case.session) else nullcontext()


def _current(case: Case, documents: Documents, kind: NoteKind) -> Note | None:
    """What the document reads now; while an escalation waits, what it was sent with counts too."""
    waits = case.session.closing is not None
    notes = [
        note for note in documents.of_state(kind, case.state_version) if waits or not isinstance(note, NoteWritten)
    ]
    return notes[-1] if notes else None


def _closing_note(case: Case, documents: Documents, body: DraftNoteBody) -> Note:
    """The document that the closed session ended with."""
    closing = case.session.closing
    written = documents.written.get(closing.outcome) if closing else None
    if written is None and case.session.status != "abandoned":
        raise Unavailable("note_pending", "The document is being written; ask again shortly.", retry_after=2)
    if written is None or body.force or written.kind != body.kind:
        raise _closed(case.session)
    return written


def _note(case: Case, documents: Documents, note: Note, *, from_cache: bool) -> dict[str, Any]:
    superseded = documents.superseded_edit(note.kind, case.state_version)
    return {
        "markdown": note.markdown,
        "target_ticket_ref": f"CW #{case.ticket}" if case.ticket else None,
        "state_version": note.state_version,
        "from_cache": from_cache,
        "edited": isinstance(note, NoteEdited) or (isinstance(note, NoteWritten) and note.edited),
        "engine": documents.drafted_by(note.kind) if isinstance(note, NoteEdited) else note.engine,
        "superseded_edit": superseded.markdown if superseded else None,
        "current_state_version": case.state_version,
        "at": note.at,
    }


def _closed(session: Session) -> IllegalState:
    detail = f"The session is {session.status}; reopen it to write its document anew."
    return IllegalState("session_closed", detail, status=session.status)


def _unknown() -> NotFound:
    return NotFound("unknown_session", "There is no such session.")
