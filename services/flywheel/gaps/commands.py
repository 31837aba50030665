"""What is asked of a gap."""

from datetime import datetime
from uuid import UUID

from services.flywheel.analysis.events import EngineName
from services.flywheel.gaps.events import Evidence, Kind, Severity
from services.flywheel.proposals.events import Usage
from shared.message import Actor, Command


class ObserveGap(Command):
    """The gap is seen in the sessions of now. Found, where it is new; otherwise what it changes, if anything.

    `closing`: when it was closed, of a closed one; the evidence is of sessions that ended later. `forgets`: a session
    that showed it was erased.
    """

    kind: Kind
    title: str
    problem_domain: str | None
    flow_id: UUID | None = None
    flow_name: str | None = None
    flow_version: int | None = None
    node_id: str | None = None
    keywords: tuple[str, ...] = ()
    severity: Severity
    evidence: Evidence
    example_session_ids: tuple[UUID, ...]
    closing: datetime | None = None
    forgets: bool = False
    at: datetime


class LoseGap(Command):
    """Nothing speaks for the gap any more, as it was at this version of its stream."""

    version: int
    at: datetime


class ForgetCase(Command):
    """A case was erased; `title` is what the gap is called where it was named after that case, too."""

    session: UUID
    title: str
    at: datetime


class CoverGap(Command):
    """A flow was published that closes the gap: the one drafted for it, or one that says what it lacks.

    `flow_version`: the version that was published; of a gap within that very flow only a later one closes it.
    """

    flow_id: UUID
    flow_version: int
    at: datetime


class RecordDraft(Command):
    """The flow library has the draft, which was made of these sessions."""

    round: int
    flow_id: UUID
    session_ids: tuple[UUID, ...]
    engine: EngineName | None
    usage: Usage | None
    prompt_version: str | None
    prompt_blob: str | None
    at: datetime


class DropDraft(Command):
    """The flow is archived: it will not close the gap."""

    flow_id: UUID
    at: datetime


class RecordDraftRefusal(Command):
    """No flow came of it."""

    round: int
    code: str
    at: datetime


class _ByHand(Command):
    actor: Actor
    at: datetime
    expected_version: int | None = None


class AssignGap(_ByHand):
    """Give it to somebody, or to nobody."""

    user_id: UUID | None


class SnoozeGap(_ByHand):
    """Put it aside until then."""

    until: datetime


class CloseGap(_ByHand):
    """Close it; `flow_id`: a flow that does, `published` or not yet."""

    note: str | None
    flow_id: UUID | None
    published: bool


class ReopenGap(_ByHand):
    """Open it again."""


class AskForDraft(_ByHand):
    """Have a flow made of its sessions."""


ByHand = AssignGap | SnoozeGap | CloseGap | ReopenGap | AskForDraft
GapCommand = ObserveGap | LoseGap | ForgetCase | CoverGap | RecordDraft | DropDraft | RecordDraftRefusal | ByHand
