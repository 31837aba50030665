"""The deciders of a flow and of a case's match; pure."""

from dataclasses import dataclass
from typing import Literal, assert_never

from services.matching.commands import (
    ArchiveFlow,
    DraftFlow,
    FlowCommand,
    ImportFlow,
    PublishFlow,
    RecordMatch,
    ReviseFlow,
)
from services.matching.events import (
    Decision,
    FlowArchived,
    FlowContent,
    FlowDrafted,
    FlowEvent,
    FlowPublished,
    FlowRevised,
    FlowsMatched,
    Thresholds,
)
from services.matching.tree import Fault, faults, size_faults
from shared.decider import Decider
from shared.errors import Forbidden, IllegalState, InvalidInput, NotFound, RevisionMismatch
from shared.message import Actor

EDITORS = frozenset({"team_admin", "account_admin", "system"})


@dataclass(frozen=True, slots=True)
class Unwritten:
    """No flow yet."""


@dataclass(frozen=True, slots=True)
class Written:
    """A flow as it is written now. `flow_version` is the last published one, 0 before the first, and `out` its text.

    `version` is the stream's.
    """

    content: FlowContent
    version: int
    flow_version: int
    out: FlowContent | None

    @property
    def changed(self) -> bool:
        """Whether it reads otherwise than what was published last."""
        return self.content != self.out

    @property
    def status(self) -> Literal["draft", "published"]:
        """Whether cases are matched with a version of it."""
        return "published" if self.flow_version else "draft"


@dataclass(frozen=True, slots=True)
class Archived:
    """Put away for good."""

    content: FlowContent
    version: int
    flow_version: int

    @property
    def status(self) -> Literal["archived"]:
        """See `Written.status`."""
        return "archived"


Flow = Unwritten | Written | Archived


def decide_flow(command: FlowCommand, flow: Flow) -> list[FlowEvent]:
    """The events that the command causes. Raises a `Problem` when the command must not be."""
    _require_editor(command.actor)
    match command:
        case DraftFlow():
            return _draft(command, flow)
        case ImportFlow():
            return _import(command, flow)
        case ReviseFlow():
            return _revise(command, flow)
        case PublishFlow():
            return _publish(command, flow)
        case ArchiveFlow():
            return _archive(command, flow)
        case _:
            assert_never(command)


def evolve_flow(flow: Flow, event: FlowEvent) -> Flow:
    """The flow after one more event."""
    version, published = (0, 0) if isinstance(flow, Unwritten) else (flow.version, flow.flow_version)
    match event:
        case FlowDrafted() | FlowRevised():
            out = flow.out if isinstance(flow, Written) else None
            return Written(content_of(event), version + 1, published, out)
        case FlowPublished():
            content = content_of(event)
            return Written(content, version + 1, event.flow_version, content)
        case FlowArchived():
            return flow if isinstance(flow, Unwritten) else Archived(flow.content, version + 1, published)
        case _:
            assert_never(event)


FLOW = Decider[Flow, FlowCommand, FlowEvent](initial=Unwritten(), decide=decide_flow, evolve=evolve_flow)


def _draft(command: DraftFlow, flow: Flow) -> list[FlowEvent]:
    if not isinstance(flow, Unwritten):
        raise IllegalState("already_drafted", "This flow exists; revise it instead.")
    _refuse(size_faults(command.tree_structure))
    return [FlowDrafted(**dict(content_of(command)))]


def _import(command: ImportFlow, flow: Flow) -> list[FlowEvent]:
    if not isinstance(flow, Unwritten):
        return []
    content = dict(content_of(command))
    if not command.publish:
        _refuse(size_faults(command.tree_structure))
        return [FlowDrafted(**content)]
    _refuse(faults(command.tree_structure))
    return [FlowDrafted(**content), FlowPublished(**content, flow_version=1)]


def _revise(command: ReviseFlow, flow: Flow) -> list[FlowEvent]:
    written = _written(flow, command.expected_version)
    _refuse(size_faults(command.tree_structure))
    known, content = written.content, content_of(command)
    if command.actor.role != "system":  # a person's revision does not change where the flow came from
        content = content.model_copy(update={"origin": known.origin, "source_session_id": known.source_session_id})
    return [] if content == known else [FlowRevised(**dict(content))]


def _publish(command: PublishFlow, flow: Flow) -> list[FlowEvent]:
    written = _written(flow, command.expected_version)
    if not written.changed:
        return []
    _refuse(faults(written.content.tree_structure))
    return [FlowPublished(**dict(written.content), flow_version=written.flow_version + 1)]


def _archive(command: ArchiveFlow, flow: Flow) -> list[FlowEvent]:
    if isinstance(flow, Archived):
        return []
    _written(flow, command.expected_version)
    return [FlowArchived()]


def _written(flow: Flow, expected_version: int | None) -> Written:
    match flow:
        case Unwritten():
            raise NotFound("unknown_flow", "There is no such flow.")
        case Archived():
            raise IllegalState("archived", "This flow is archived; write a new one from its text.")
        case Written():
            if expected_version not in (None, flow.version):
                raise RevisionMismatch("changed", "Somebody changed the flow; read it again.", version=flow.version)
            return flow
        case _:
            assert_never(flow)


def _require_editor(actor: Actor) -> None:
    if actor.role not in EDITORS:
        raise Forbidden("not_an_editor", "Flows are edited by team and account administrators; ask one of them.")


def _refuse(found: list[Fault]) -> None:
    if found:
        raise InvalidInput(
            "flow_invalid",
            f"The tree breaks {len(found)} rule(s); each is named with its node.",
            faults=[fault.to_dict() for fault in found],
        )


def content_of(message: FlowContent) -> FlowContent:
    """Just the content of an event or command that carries one."""
    return FlowContent(**{name: getattr(message, name) for name in FlowContent.model_fields})


@dataclass(frozen=True, slots=True)
class Unmatched:
    """The case has not been compared with the flows yet."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The case was compared; once is enough."""

    found: FlowsMatched


Match = Unmatched | Matched


def decide_match(command: RecordMatch, match: Match) -> list[FlowsMatched]:
    """Record the first comparison of a case; later ones are quiet."""
    if isinstance(match, Matched):
        return []
    score = command.candidates[0].score if command.candidates else None
    decision = _decision(score, command.thresholds)
    trace = {name: getattr(command, name) for name in RecordMatch.model_fields if name != "best"}
    return [FlowsMatched(decision=decision, flow=command.best if decision != "none" else None, score=score, **trace)]


def evolve_match(_: Match, event: FlowsMatched) -> Match:
    """The match after its event."""
    return Matched(event)


MATCH = Decider[Match, RecordMatch, FlowsMatched](initial=Unmatched(), decide=decide_match, evolve=evolve_match)


def _decision(score: float | None, thresholds: Thresholds) -> Decision:
    if score is None or score < thresholds.guide:
        return "none"
    return "guide" if score < thresholds.guided else "guided"
