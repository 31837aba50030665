"""What is asked of a document stream."""

from datetime import datetime
from uuid import UUID

from services.documentation.events import Documentation, EngineName, NoteKind, Usage
from shared.message import Command, Message


class Drafted(Message):
    """A closing document as an engine wrote it. `usage` is what the model cost, also where it was of no use."""

    markdown: str
    engine: EngineName
    usage: Usage | None = None
    prompt_version: str | None = None
    prompt_blob: str | None = None


class WriteDocumentation(Command):
    """Keep the documentation of one closing, rendered already."""

    outcome: int
    session_version: int
    documentation: Documentation
    markdown: str


class KeepDraft(Command):
    """Keep a draft, so that whoever asks again gets the same. `force`: in the place of the one that is there."""

    at: datetime
    kind: NoteKind
    state_version: int
    draft: Drafted
    force: bool = False


class EditNote(Command):
    """Keep what an engineer made of the document. `outcome`: the last closing that the session had by then."""

    at: datetime
    outcome: int
    kind: NoteKind
    state_version: int
    markdown: str
    by: UUID


class WriteNote(Command):
    """Keep the document that belongs to a closing; an engineer's edit of the same state goes before the draft."""

    at: datetime
    outcome: int
    kind: NoteKind
    state_version: int
    draft: Drafted


DocumentCommand = WriteDocumentation | KeepDraft | EditNote | WriteNote
