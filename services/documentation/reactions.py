"""What documentation does on an event: it reads a closed session from the log and writes its documentation."""

from dataclasses import dataclass
from uuid import UUID

from services.documentation.commands import WriteDocumentation
from services.documentation.compose import compose, session_of
from services.documentation.domain import Documented
from services.documentation.events import Documentation, DocumentationWritten
from services.documentation.incoming import SessionAbandoned, SessionResolved, read_event
from services.documentation.render import markdown
from shared.clock import Clock
from shared.envelope import StoredEvent, Stream, follow
from shared.handle import Handler

SERVICE = "documentation"


@dataclass(frozen=True, slots=True)
class Reactions:
    """Documentation's reactions and what they work with."""

    handler: Handler[Documented, WriteDocumentation, DocumentationWritten]
    clock: Clock

    async def on_session_closed(self, event: StoredEvent) -> None:
        """Document the session as it stood when it was closed, whatever came after."""
        closed = read_event(event)
        if not isinstance(closed, SessionResolved | SessionAbandoned):
            raise TypeError(f"{event.type} closes no session")
        session = UUID(event.stream_id)
        documentation = documentation_of(await self.handler.log.load(event.stream, event.version), self.clock)
        command = WriteDocumentation(
            outcome=closed.outcome,
            session_version=event.version,
            documentation=documentation,
            markdown=markdown(documentation),
        )
        stream = Stream("document", str(session), event.account, session, event.client)
        await self.handler.handle(stream, command, follow(event, SERVICE))


def documentation_of(events: list[StoredEvent], clock: Clock) -> Documentation:
    """The documentation of the session that opened events tell of."""
    read = (read_event(event) for event in events)
    return compose(session_of(event for event in read if event is not None), clock())
