"""`cmd.psa_sync.push_note`: write the document of a case's last closing into its ticket, or try that again now."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.psa_sync.connections.events import NoteKind
from services.psa_sync.pushes.commands import PushCommand, RequestPush, RetryPush
from services.psa_sync.pushes.domain import Push, State
from services.psa_sync.pushes.events import DocumentKind, PushEvent
from services.psa_sync.pushes.incoming import NoteWritten, read_notes, read_session
from services.psa_sync.pushes.marker import push_id
from services.psa_sync.pushes.queue import Queue
from services.psa_sync.pushes.reactions import queued_of
from services.psa_sync.pushes.record import SERVICE, Pushes
from services.psa_sync.pushes.requesting import Requests, Wish
from services.psa_sync.pushes.story import story_of, until_closing
from shared.bus.commands import Answer, Endpoint, Request
from shared.clock import Clock
from shared.envelope import StoredEvent, Stream
from shared.errors import Forbidden, IllegalState, InvalidInput, NotFound
from shared.handle import Handled

LEADS = frozenset({"team_admin", "account_admin"})


class PushNoteBody(BaseModel):
    """Which document, the last one without a kind; and where in the ticket, as the connection says without a kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: DocumentKind | None = None
    note_kind: NoteKind | None = None


@dataclass(frozen=True, slots=True)
class Api:
    """What people ask of pushes."""

    pushes: Pushes
    requests: Requests
    queue: Queue
    clock: Clock

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """The commands by name."""
        return {"push_note": self.push_note}

    async def push_note(self, request: Request) -> Answer:
        """Push, or push again. What is being tried right now, or stands in the ticket, is left alone."""
        body = PushNoteBody.model_validate(request.body)
        session, by = _named(request)
        stored = await self._session(request, session)
        note = await self._note(session, body.kind)
        _check_right(request, by, stored, note)
        account = request.actor.account_id
        stream = Stream("push", push_id(session, note.outcome), account, session, stored[0].client)
        push, version = await self.pushes.load(stream.name)
        command = await self._command(account, session, note, push, Wish(by, body.note_kind, relinked=True))
        handled = await self.pushes.handle(
            stream, command, request.origin(SERVICE), request.command_key, known=(push, version)
        )
        await self._wake(stream, note, handled)
        return _answer(handled)

    async def _command(self, account: UUID, session: UUID, note: NoteWritten, push: State, wish: Wish) -> PushCommand:
        wanted = await self.requests.make(account, session, note, wish)
        if isinstance(push, Push) and wish.by is not None:
            return RetryPush(request=wanted, by=wish.by, at=self.clock())
        if wanted is None:
            raise IllegalState(
                "no_ticket", "The case has no ticket, or its ticket no connection; link one, then push the note."
            )
        return RequestPush(request=wanted)

    async def _session(self, request: Request, session: UUID) -> list[StoredEvent]:
        """The session's events. Raises NotFound."""
        stored = await self.requests.log.load(f"session-{session}")
        if not stored or stored[0].account != request.actor.account_id:
            raise NotFound("unknown_session", "There is no such session.")
        return stored

    async def _note(self, session: UUID, kind: DocumentKind | None) -> NoteWritten:
        """The last document. Raises IllegalState."""
        notes = read_notes(await self.requests.log.load(f"document-{session}"))
        meant = [note for note in notes if kind in (None, note.kind)]
        if not meant:
            raise IllegalState("no_document", "The case has no closing document yet; resolve or escalate it first.")
        return meant[-1]

    async def _wake(self, stream: Stream, note: NoteWritten, handled: Handled[State, PushEvent]) -> None:
        if isinstance(handled.state, Push) and not handled.state.is_over:
            await self.queue.put(queued_of(stream, handled.state, note, self.clock()))


def _named(request: Request) -> tuple[UUID, UUID]:
    if request.session is None:
        raise InvalidInput("no_session", "The command names no session.")
    if request.actor.user_id is None:
        raise InvalidInput("no_user", "A note is pushed by a user.")
    return request.session, request.actor.user_id


def _check_right(request: Request, by: UUID, stored: list[StoredEvent], note: NoteWritten) -> None:
    events = read_session(stored)
    then, now = story_of(until_closing(events, note.outcome), None), story_of(events, None)
    if request.actor.role not in LEADS and by not in (then.owner, then.closed_by, now.owner):
        raise Forbidden("not_your_session", "Only its owner and team leads may push a session's documents.")


def _status(push: Push) -> str:
    """As clients are told it."""
    if push.is_over:
        return push.phase
    return "failed" if push.code and push.phase == "waiting" else "pending"


def _answer(handled: Handled[State, PushEvent]) -> Answer:
    if not isinstance(handled.state, Push):
        raise TypeError(f"{handled.stream} is no push")
    push = handled.state
    return {
        "push_id": handled.stream.removeprefix("push-"),
        "stream": handled.stream,
        "version": handled.version,
        "status": _status(push),
        "outcome": push.request.outcome,
        "error": push.error,
        "member_warning": push.request.member_warning,
    }
