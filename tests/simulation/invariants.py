"""What must hold of every run, whatever has happened in it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from uuid import UUID

from services.diagnosis.events import (
    SESSION_EVENTS,
    SessionAbandoned,
    SessionEvent,
    SessionResolved,
    StepAnswered,
    StepProposed,
)
from services.diagnosis.state import Active, Paused, awaited
from services.documentation.events import DOCUMENT_EVENTS
from services.gateway.projections.case_document import Document
from shared.errors import Problem
from shared.log.memory import MemoryLog
from tests.simulation.engineer import Engineer, Sent, state_of
from tests.simulation.scheduler import at_once
from tests.simulation.world import World, fold_into


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
        yield from of_command(world, engineer, sent)
    stored = at_once(MemoryLog.load(world.log, f"session-{engineer.session}"))
    events = SESSION_EVENTS.decode_all(stored)
    yield from of_steps(events)
    yield from of_documentation(world, engineer, events)
    state = state_of(world.log, engineer.session)
    if not events and engineer.sent:
        yield "a case that was received never became a session"
    if isinstance(state, Active | Paused) and awaited(state):
        yield "a step is awaited that nobody proposes"


def of_command(world: World, engineer: Engineer, sent: Sent) -> Iterator[str]:
    """An accepted command has happened, once; a refused one has not."""
    effects = [
        event
        for event in world.log._events
        if event.session == engineer.session
        and event.meta.get("command_id") == sent.request.key
        and event.meta["actor"] == str(engineer.user)
    ]
    if isinstance(sent.result, Problem) and effects:
        yield f"{sent.name} was refused ({sent.result.code}) and happened"
    if isinstance(sent.result, dict) and not effects and sent.name != "rate_session" and sent.name != "answer_step":
        yield f"{sent.name} was accepted and did not happen"
    if len(effects) > 1:
        yield f"{sent.name} happened {len(effects)} times"


def of_steps(events: list[SessionEvent]) -> Iterator[str]:
    """One step after the other: each proposed once, answered at most once, and before the next."""
    orders = [event.order for event in events if isinstance(event, StepProposed)]
    if orders != list(range(len(orders))):
        yield f"steps were proposed in the order {orders}"
    open_: UUID | None = None
    for event in events:
        if isinstance(event, StepProposed):
            open_ = event.step_id
        elif isinstance(event, StepAnswered):
            if event.step_id != open_:
                yield "a step was answered that was not open"
            confirmed = event.action_result is not None and event.action_result.success
            open_ = open_ if confirmed else None  # who has said that it worked may still find that it did not


def of_documentation(world: World, engineer: Engineer, events: list[SessionEvent]) -> Iterator[str]:
    """Each closing is documented, once."""
    stored = at_once(MemoryLog.load(world.log, f"document-{engineer.session}"))
    documented = Counter(event.outcome for event in DOCUMENT_EVENTS.decode_all(stored))
    closed = Counter(event.outcome for event in events if isinstance(event, SessionResolved | SessionAbandoned))
    if documented != closed:
        yield f"closings {dict(closed)} have documentation {dict(documented)}"
