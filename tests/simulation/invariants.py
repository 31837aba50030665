"""What must hold of every run, whatever has happened in it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from uuid import UUID

from services.diagnosis.escalation.events import (
    BriefingGiven,
    EscalationPickedUp,
    EscalationRequested,
    EscalationTakenBack,
    HandedOver,
)
from services.diagnosis.events import (
    SESSION_EVENTS,
    SessionAbandoned,
    SessionEvent,
    SessionReopened,
    SessionResolved,
    StepAnswered,
    StepProposed,
)
from services.diagnosis.material.events import FactRecorded, FixOutcomeRecorded, FixReminderSent, FixSuggested
from services.diagnosis.material.fixes import FINAL
from services.diagnosis.state import NotStarted, State, under_way
from services.documentation.events import DOCUMENT_EVENTS, DocumentationWritten, NoteWritten
from services.gateway.projections.case_parts import Document
from shared.errors import Problem
from shared.log.memory import MemoryLog
from tests.simulation.agreement import of_document, of_state_version
from tests.simulation.engineer import Engineer, Sent, state_of
from tests.simulation.scheduler import at_once
from tests.simulation.services import REMINDER_AFTER
from tests.simulation.world import World, fold_into

CLOSINGS = SessionResolved | SessionAbandoned | EscalationRequested | HandedOver
QUIET = {"rate_session", "answer_step", "revise_fact", "retract_fact", "record_fix_outcome", "record_script_result"}
"""Commands that may have nothing to do."""


def broken(world: World) -> list[str]:
    """Every invariant that does not hold, in words."""
    return [
        *(f"failed: {failure}" for failure in world.failures),
        *([] if world.is_quiescent() else ["it never came to rest"]),
        *versions(world),
        *projection(world),
        *(fault for engineer in world.engineers for fault in of_engineer(world, engineer)),
    ]


def versions(world: World) -> Iterator[str]:
    """Versions count from one without a gap; positions too."""
    found: dict[str, list[int]] = defaultdict(list)
    for position, event in enumerate(world.log._events, start=1):
        found[event.stream].append(event.version)
        if event.position != position:
            yield f"position {event.position} stands at {position}"
    for stream, counted in found.items():
        if counted != list(range(1, len(counted) + 1)):
            yield f"{stream} has versions {counted}"


def projection(world: World) -> Iterator[str]:
    """The live read models are those of a rebuild."""
    rebuilt: dict[UUID, Document] = {}
    fold_into(rebuilt, world.log, world.log._events)
    for session, document in rebuilt.items():
        if world.documents.get(session) != document:
            yield "a read model differs from its rebuild"


def of_engineer(world: World, engineer: Engineer) -> Iterator[str]:
    """What the engineer was told is true, and the case goes on."""
    for sent in engineer.sent:
        yield from of_command(world.log, engineer.session, sent)
    stored = at_once(MemoryLog.load(world.log, f"session-{engineer.session}"))
    events = SESSION_EVENTS.decode_all(stored)
    yield from of_steps(events)
    yield from of_documentation(world, engineer, events)
    state = state_of(world.log, engineer.session)
    if not events and engineer.sent:
        yield "a case that was received never became a session"
    if under_way(state):
        yield "a step is awaited that nobody proposes"
    yield from of_escalations(events, state)
    yield from of_material(events)
    if not isinstance(state, NotStarted):
        yield from of_document(world.documents[engineer.session], state, events)
        yield from of_state_version(world.documents[engineer.session], stored)


def of_command(log: MemoryLog, session: UUID, sent: Sent) -> Iterator[str]:
    """An accepted command has happened, once; a refused one has not."""
    effects = [
        event
        for event in log._events
        if event.session == session
        and event.meta.get("command_id") == sent.request.key
        and event.meta["actor"] == str(sent.request.actor.user_id)
    ]
    if isinstance(sent.result, Problem) and effects:
        yield f"{sent.name} was refused ({sent.result.code}) and happened"
    if isinstance(sent.result, dict) and not effects and sent.name not in QUIET:
        yield f"{sent.name} was accepted and did not happen"
    times = max(Counter(event.type for event in effects).values(), default=0)
    if times > 1:
        yield f"{sent.name} happened {times} times"


def of_steps(events: list[SessionEvent]) -> Iterator[str]:
    """One step after the other: each proposed once, answered at most once, and before the next."""
    orders = [event.order for event in events if isinstance(event, StepProposed | BriefingGiven)]
    if orders != list(range(len(orders))):
        yield f"steps were proposed in the order {orders}"
    open_: UUID | None = None
    for event in events:
        if isinstance(event, StepProposed):
            open_ = event.step_id
        elif isinstance(event, SessionReopened | EscalationPickedUp):
            open_ = None
        elif isinstance(event, StepAnswered):
            if event.step_id != open_:
                yield "a step was answered that was not open"
            confirmed = event.action_result is not None and event.action_result.success
            open_ = open_ if confirmed else None  # who has said that it worked may still find that it did not


def of_escalations(events: list[SessionEvent], state: State) -> Iterator[str]:
    """Each is looked through, and has one end at most; each pick-up is briefed once at most, by its own briefing."""
    waiting: int | None = None
    briefed: int | None = None
    for event in events:
        if isinstance(event, EscalationRequested):
            waiting = event.outcome
        elif isinstance(event, EscalationPickedUp | EscalationTakenBack | HandedOver):
            if waiting is None:
                yield f"{event.type} came though nobody waited"
            briefed = waiting if isinstance(event, EscalationPickedUp) else None
            waiting = None
        elif isinstance(event, BriefingGiven):
            if event.outcome != briefed:
                yield f"the briefing of {event.outcome} came when that of {briefed} was awaited"
            briefed = None
    if not isinstance(state, NotStarted) and state.case.lacking_insight:
        yield f"nobody looked through the escalations {set(state.case.lacking_insight)}"


def of_material(events: list[SessionEvent]) -> Iterator[str]:
    """A step tells one thing at most; fixes are decided while they are active, for good once; reminders take a day."""
    told = Counter(event.step_id for event in events if isinstance(event, FactRecorded) and event.by is None)
    if told and max(told.values()) > 1:
        yield f"steps told of facts {sorted(told.values())} times"
    active: UUID | None = None
    final: set[UUID] = set()
    for event in events:
        if isinstance(event, FixSuggested):
            active = event.fix_id
        elif isinstance(event, FixOutcomeRecorded | FixReminderSent):
            if event.fix_id != active or event.fix_id in final:
                yield f"{event.type} came for a fix that is not active"
            final |= {event.fix_id} if isinstance(event, FixOutcomeRecorded) and event.outcome in FINAL else set()
    sent = [event for event in events if isinstance(event, FixReminderSent)]
    for one, next_ in pairwise(sent):
        if one.fix_id == next_.fix_id and next_.at - one.at < REMINDER_AFTER:
            yield "two reminders came within a day"


def of_documentation(world: World, engineer: Engineer, events: list[SessionEvent]) -> Iterator[str]:
    """Each closing is documented, once; each but giving up ends with one note."""
    stored = at_once(MemoryLog.load(world.log, f"document-{engineer.session}"))
    told = DOCUMENT_EVENTS.decode_all(stored)
    documented = Counter(event.outcome for event in told if isinstance(event, DocumentationWritten))
    noted = Counter(event.outcome for event in told if isinstance(event, NoteWritten))
    closed = [event for event in events if isinstance(event, CLOSINGS)]
    if documented != Counter(event.outcome for event in closed):
        yield f"{len(closed)} closings have documentation {dict(documented)}"
    if noted != Counter(event.outcome for event in closed if not isinstance(event, SessionAbandoned)):
        yield f"{len(closed)} closings have notes {dict(noted)}"
