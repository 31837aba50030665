"""A tiny domain for tests of the mechanism: a notebook is opened, written in, and closed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from shared.decider import Decider
from shared.envelope import Origin, Stream, begin
from shared.errors import IllegalState
from shared.ids import new_id
from shared.log import CommandKey, EventLog, Registry
from shared.message import Actor, Command, Event


class NotebookOpened(Event):
    """There is a notebook."""

    title: str


class NoteWritten(Event):
    """A note stands at the end of it."""

    text: str


class NotebookClosed(Event):
    """Nothing can be added."""


NotebookEvent = NotebookOpened | NoteWritten | NotebookClosed
NOTEBOOK_EVENTS: Registry[NotebookEvent] = Registry(NotebookOpened, NoteWritten, NotebookClosed)


class WriteNote(Command):
    """Add a note; opens the notebook with the first. Quiet when the last note says the same."""

    text: str


class CloseNotebook(Command):
    """Close it for good."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """What was written so far."""

    notes: tuple[str, ...] = ()
    closed: bool = False


def decide(command: WriteNote | CloseNotebook, notebook: Notebook) -> Sequence[NotebookEvent]:
    """Refuses everything once the notebook is closed."""
    if notebook.closed:
        raise IllegalState("closed", "The notebook is closed.", notes=len(notebook.notes))
    match command:
        case WriteNote():
            if notebook.notes[-1:] == (command.text,):
                return []
            opening = [] if notebook.notes else [NotebookOpened(title=command.text)]
            return [*opening, NoteWritten(text=command.text)]
        case CloseNotebook():
            return [NotebookClosed()]
        case _:
            assert_never(command)


def evolve(notebook: Notebook, event: NotebookEvent) -> Notebook:
    """The notebook after one more event."""
    match event:
        case NotebookOpened():
            return notebook
        case NoteWritten():
            return replace(notebook, notes=(*notebook.notes, event.text))
        case NotebookClosed():
            return replace(notebook, closed=True)
        case _:
            assert_never(event)


NOTEBOOK: Decider[Notebook, WriteNote | CloseNotebook, NotebookEvent] = Decider(Notebook(), decide, evolve)


def notebook_stream(category: str = "case", account: UUID | None = None) -> Stream:
    """The stream of a new notebook, sealed with a key of its own; `category` is one that the test's role may write."""
    session = new_id()
    return Stream(category, str(session), account or new_id(), session)


def origin(stream: Stream, service: str = "intake") -> Origin:
    """The origin of something that a user of the stream's account does."""
    return begin(Actor(account_id=stream.account, user_id=new_id(), name="Sam"), service)


def command_key(stream: Stream, key: str = "key-1", body: bytes = b"body") -> CommandKey:
    """The key of a command on the stream."""
    return CommandKey(stream.account, "sam", "POST /notes", key, body)


async def write(log: EventLog, stream: Stream, *texts: str, expected: int = 0) -> int:
    """Append one note for each text; the stream's version after it."""
    notes = [NoteWritten(text=text) for text in texts]
    return (await log.append(stream, expected, notes, origin(stream))).version
