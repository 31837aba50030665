"""What pushes do on an event.

note_written         ask for the document to be written into the case's ticket, if it has one
push_requested,
push_retried         put it in the queue: whoever asked for it may have died before that
connection_resumed   go on with what waited for the connection
connection_removed   give up what waited for it
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.psa_sync.pushes.commands import RequestPush
from services.psa_sync.pushes.domain import Push
from services.psa_sync.pushes.incoming import NoteWritten, read_notes
from services.psa_sync.pushes.marker import push_id
from services.psa_sync.pushes.queue import Queue, Queued
from services.psa_sync.pushes.record import SERVICE, Pushes
from services.psa_sync.pushes.requesting import Requests, Wish
from shared.clock import Clock
from shared.envelope import StoredEvent, Stream, follow

SETTLING = timedelta(seconds=1)
"""Documents of one ticket that were written shortly after each other are all in the queue by then, in any order."""


@dataclass(frozen=True, slots=True)
class Reactions:
    """The reactions of pushes and what they work with."""

    pushes: Pushes
    requests: Requests
    queue: Queue
    clock: Clock

    async def on_note_written(self, event: StoredEvent) -> None:
        """Request the push, once; the queue hears of it each time, for it may have missed it."""
        if event.session is None:
            raise ValueError(f"{event.type} belongs to no session")
        (note,) = read_notes([event])
        stream = Stream("push", push_id(event.session, note.outcome), event.account, event.session, event.client)
        push, version = await self.pushes.load(stream.name)
        if not isinstance(push, Push):
            request = await self.requests.make(event.account, event.session, note, Wish())
            if request is None:
                return
            command = RequestPush(request=request)
            push = (await self.pushes.handle(stream, command, follow(event, SERVICE), known=(push, version))).state
        if isinstance(push, Push) and not push.is_over:
            await self.queue.put(queued_of(stream, push, note, self.clock() + SETTLING))

    async def on_push_asked(self, event: StoredEvent) -> None:
        """Have it looked after, unless it is over by now."""
        if event.session is None:
            raise ValueError(f"{event.type} belongs to no session")
        stream = Stream("push", event.stream_id, event.account, event.session, event.client)
        push, _ = await self.pushes.load(stream.name)
        if isinstance(push, Push) and not push.is_over:
            notes = read_notes(await self.pushes.log.load(f"document-{event.session}"))
            note = next(note for note in notes if note.outcome == push.request.outcome)
            settling = SETTLING if event.type == "push_requested" else timedelta()
            await self.queue.put(queued_of(stream, push, note, self.clock() + settling))

    async def on_connection_changed(self, event: StoredEvent) -> None:
        """Look at everything that is to be written over the connection."""
        await self.queue.hurry_connection(UUID(event.stream_id), self.clock())


def queued_of(stream: Stream, push: Push, note: NoteWritten, due_at: datetime) -> Queued:
    """The push in the queue."""
    return Queued(
        push=stream.id,
        session=stream.key_id,
        account=stream.account,
        connection=push.request.connection_id,
        ticket=push.request.ticket_id,
        written_at=note.at,
        due_at=due_at,
    )
