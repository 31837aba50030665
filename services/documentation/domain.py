"""The rules of a case's documents: each closing is told once, and an engineer's words go before a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from services.documentation.commands import DocumentCommand, EditNote, KeepDraft, WriteDocumentation, WriteNote
from services.documentation.events import (
    DocumentationWritten,
    DocumentEvent,
    EngineName,
    NoteDrafted,
    NoteEdited,
    NoteKind,
    NoteWritten,
)
from shared.decider import Decider
from shared.errors import IllegalState

Note = NoteDrafted | NoteEdited | NoteWritten
MOST_EDITS = 50
"""Of one document as of one state of the session."""


@dataclass(frozen=True, slots=True)
class Documents:
    """A case's documents. `documented` and `written` are by outcome, `notes` are all, in order."""

    documented: frozenset[int] = frozenset()
    written: Mapping[int, NoteWritten] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def of_state(self, kind: NoteKind, state_version: int) -> list[Note]:
        """The document's drafts, edits and ends as of a state of the session, in order."""
        return [note for note in self.notes if (note.kind, note.state_version) == (kind, state_version)]

    def current(self, kind: NoteKind, state_version: int) -> NoteDrafted | NoteEdited | None:
        """What the document reads now, as of a state of the session: the last draft or edit of that state."""
        drawn = [note for note in self.of_state(kind, state_version) if not isinstance(note, NoteWritten)]
        return drawn[-1] if drawn else None

    def drafts(self, kind: NoteKind, state_version: int) -> int:
        """How often the document was drafted as of that state."""
        return sum(isinstance(note, NoteDrafted) for note in self.of_state(kind, state_version))

    def drafted_by(self, kind: NoteKind) -> EngineName:
        """Who made the last draft of the document; the playbook where there is none."""
        drafts = [note for note in self.notes if isinstance(note, NoteDrafted) and note.kind == kind]
        return drafts[-1].engine if drafts else "playbook"

    def superseded_edit(self, kind: NoteKind, state_version: int) -> NoteEdited | None:
        """The engineer's last words, where the document does not read so any more: the case, or a draft, went on."""
        edits = [note for note in self.notes if isinstance(note, NoteEdited) and note.kind == kind]
        if not edits or edits[-1] is self.current(kind, state_version):
            return None
        return edits[-1]


def decide(command: DocumentCommand, documents: Documents) -> Sequence[DocumentEvent]:
    """What the command brings about; what is known already brings nothing."""
    match command:
        case WriteDocumentation():
            return write_documentation(command, documents)
        case KeepDraft():
            return keep_draft(command, documents)
        case EditNote():
            return edit_note(command, documents)
        case WriteNote():
            return write_note(command, documents)
        case _:
            assert_never(command)


def write_documentation(command: WriteDocumentation, documents: Documents) -> list[DocumentEvent]:
    """The documentation, unless that outcome has one."""
    if command.outcome in documents.documented:
        return []
    return [DocumentationWritten(**dict(command))]


def keep_draft(command: KeepDraft, documents: Documents) -> list[DocumentEvent]:
    """The draft, unless one of the same state came first."""
    if documents.current(command.kind, command.state_version) and not command.force:
        return []
    return [
        NoteDrafted(
            kind=command.kind,
            state_version=command.state_version,
            at=command.at,
            **dict(command.draft),
        )
    ]


def edit_note(command: EditNote, documents: Documents) -> list[DocumentEvent]:
    """The edit, unless the document reads so already.

    Raises:
        IllegalState: a closing that the engineer has not seen took the document, or it was edited too often.
    """
    notes = documents.of_state(command.kind, command.state_version)
    if notes and notes[-1].markdown == command.markdown:
        return []
    if any(isinstance(note, NoteWritten) and note.outcome > command.outcome for note in notes):
        raise IllegalState("note_written", "The session was closed meanwhile, with this document; read it again.")
    if sum(isinstance(note, NoteEdited) for note in notes) >= MOST_EDITS:
        detail = f"At most {MOST_EDITS} edits are kept until the case goes on; resolve or escalate it."
        raise IllegalState("edit_limit", detail, limit=MOST_EDITS)
    return [NoteEdited(**command.model_dump(exclude={"outcome"}))]


def write_note(command: WriteNote, documents: Documents) -> list[DocumentEvent]:
    """The document of the closing, unless it has one."""
    if command.outcome in documents.written:
        return []
    current = documents.current(command.kind, command.state_version)
    edit = current if isinstance(current, NoteEdited) else None
    draft = command.draft if edit is None else command.draft.model_copy(update={"markdown": edit.markdown})
    return [
        NoteWritten(
            outcome=command.outcome,
            kind=command.kind,
            state_version=command.state_version,
            edited=edit is not None,
            at=command.at,
            **dict(draft),
        )
    ]


def evolve(documents: Documents, event: DocumentEvent) -> Documents:
    """The documents after one more event."""
    match event:
        case DocumentationWritten():
            return replace(documents, documented=documents.documented | {event.outcome})
        case NoteDrafted() | NoteEdited():
            return replace(documents, notes=(*documents.notes, event))
        case NoteWritten():
            written = {**documents.written, event.outcome: event}
            return replace(documents, written=written, notes=(*documents.notes, event))
        case _:
            assert_never(event)


DOCUMENT_DECIDER = Decider(initial=Documents(), decide=decide, evolve=evolve)
