"""The decider of a push; pure.

    requested ──▶ attempting ──▶ succeeded
                   │      ▲          ▲
                   ▼      │          │ found later
                  waiting ─┴──▶ abandoned ──▶ waiting (asked for again)

The order of these events is what keeps a note from being written twice: an attempt is noted before the PSA is asked,
and after one whose end is unclear nothing is begun before the PSA must have settled it (`settled_at`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, assert_never
from uuid import UUID

from services.psa_sync.pushes.commands import (
    AbandonPush,
    BeginAttempt,
    FailAttempt,
    PushCommand,
    ReportDuplicates,
    RequestPush,
    RetryPush,
    SucceedPush,
)
from services.psa_sync.pushes.events import (
    PushAbandoned,
    PushAttempted,
    PushAttemptFailed,
    PushDuplicated,
    PushEvent,
    PushRequested,
    PushRetried,
    PushSucceeded,
)
from shared.decider import Decider
from shared.errors import IllegalState

Phase = Literal["requested", "attempting", "waiting", "succeeded", "abandoned"]
_OPEN: frozenset[Phase] = frozenset({"requested", "waiting"})


@dataclass(frozen=True, slots=True)
class NotRequested:
    """Nothing to push yet."""


@dataclass(frozen=True, slots=True)
class Push:
    """A push as it stands.

    `failures` in a row and `trying_since` count from when somebody last asked, or from when the connection was back.
    `settled_at`: before then an earlier attempt may still be at work in the PSA; None where none can be.
    `touched`: some attempt may have written something. `over_since`: when somebody last was done with it.
    """

    request: PushRequested
    phase: Phase = "requested"
    attempts: int = 0
    failures: int = 0
    trying_since: datetime | None = None
    retry_at: datetime | None = None
    settled_at: datetime | None = None
    touched: bool = False
    over_since: datetime | None = None
    code: str | None = None
    error: str | None = None
    success: PushSucceeded | None = None
    duplicates: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether nobody tries any more."""
        return self.phase in ("succeeded", "abandoned")

    @property
    def not_before(self) -> datetime | None:
        """When the next attempt may begin; None: at once."""
        return max((at for at in (self.retry_at, self.settled_at) if at is not None), default=None)


State = NotRequested | Push


def push_decider(window: timedelta) -> Decider[State, PushCommand, PushEvent]:
    """The decider where a PSA commits what it was sent within `window`, or never."""

    def fold(state: State, event: PushEvent) -> State:
        return evolve(state, event, window)

    return Decider(initial=NotRequested(), decide=decide, evolve=fold)


def decide(  # noqa: PLR0911 - a table
    command: PushCommand, state: State
) -> Sequence[PushEvent]:
    """What the command brings about; what is known or over already brings nothing."""
    if isinstance(command, RequestPush):
        return [command.request] if isinstance(state, NotRequested) else []
    push = requested(state)
    match command:
        case RetryPush():
            return _retry(command, push)
        case BeginAttempt():
            return _begin(command, push)
        case SucceedPush():
            return _succeed(command, push)
        case FailAttempt():
            return _fail(command, push)
        case AbandonPush():
            return _abandon(command, push)
        case ReportDuplicates():
            known = set(command.note_ids) <= set(push.duplicates)
            return [] if known else [PushDuplicated(**dict(command))]
        case _:
            assert_never(command)


def requested(state: State) -> Push:
    """The push. Raises IllegalState."""
    if isinstance(state, NotRequested):
        raise IllegalState("not_requested", "Nothing of this closing was to be written into a ticket.")
    return state


def _retry(command: RetryPush, push: Push) -> list[PushEvent]:
    """While an attempt runs there is nothing to ask for: it says itself how it went."""
    if push.phase in ("attempting", "succeeded"):
        return []
    retried = PushRetried(by=command.by, at=command.at)
    if command.request is None or _same(command.request, push.request):
        return [retried]
    if push.touched and _ticket_of(command.request) != _ticket_of(push.request):
        raise IllegalState(
            "written_elsewhere",
            "The note may stand in the ticket that was linked before; link that one again to go on with it there.",
        )
    return [command.request, retried]


def _same(one: PushRequested, other: PushRequested) -> bool:
    return one.model_copy(update={"at": other.at, "by": other.by}) == other


def _ticket_of(request: PushRequested) -> tuple[UUID, str]:
    return request.connection_id, request.ticket_id


def _begin(command: BeginAttempt, push: Push) -> list[PushEvent]:
    """Nothing begins over a connection that is not the push's any more: somebody asked for another meanwhile."""
    if push.request.connection_id != command.connection_id:
        return []
    if push.phase not in _OPEN:
        raise IllegalState("not_waiting", f"The push is {push.phase}; no attempt can begin.")
    if push.settled_at is not None and command.at < push.settled_at:
        raise IllegalState("unsettled", "An earlier attempt may still be at work; wait until it cannot be any more.")
    return [PushAttempted(attempt=push.attempts + 1, at=command.at)]


def _abandon(command: AbandonPush, push: Push) -> list[PushEvent]:
    if push.phase not in _OPEN or push.request.connection_id != command.connection_id:
        return []
    return [PushAbandoned(**command.model_dump(exclude={"connection_id"}))]


def _succeed(command: SucceedPush, push: Push) -> list[PushEvent]:
    """Whatever was written down meanwhile: a note that was seen is there."""
    return [] if push.phase == "succeeded" else [PushSucceeded(attempt=push.attempts, **dict(command))]


def _fail(command: FailAttempt, push: Push) -> list[PushEvent]:
    if push.phase != "attempting" or push.attempts != command.attempt:
        return []
    failed = PushAttemptFailed(**command.model_dump(exclude={"abandon"}))
    given_up = PushAbandoned(code=command.code, error=command.error, at=command.at)
    return [failed, given_up] if command.abandon else [failed]


def evolve(  # noqa: PLR0911 - a table
    state: State, event: PushEvent, window: timedelta
) -> State:
    """The push after one more event."""
    if isinstance(event, PushRequested):
        return replace(state, request=event) if isinstance(state, Push) else Push(event)
    if isinstance(state, NotRequested):
        return state
    match event:
        case PushAttempted():
            since = state.trying_since or event.at
            return replace(state, phase="attempting", attempts=event.attempt, trying_since=since, retry_at=None)
        case PushSucceeded():
            return replace(state, phase="succeeded", success=event, over_since=event.at, code=None, error=None)
        case PushAttemptFailed():
            return _failed(state, event, window)
        case PushAbandoned():
            return _abandoned(state, event)
        case PushRetried():
            return replace(state, phase="waiting", failures=0, trying_since=None, retry_at=None, code=None, error=None)
        case PushDuplicated():
            return replace(state, duplicates=event.note_ids)
        case _:
            assert_never(event)


def _abandoned(push: Push, event: PushAbandoned) -> Push:
    return replace(
        push, phase="abandoned", over_since=event.at, code=event.code, error=event.error, retry_at=None
    )  # fmt: skip


def _failed(push: Push, event: PushAttemptFailed, window: timedelta) -> Push:
    waits_for_somebody = event.retry_at is None
    return replace(
        push,
        phase="waiting",
        failures=0 if waits_for_somebody else push.failures + 1,
        trying_since=None if waits_for_somebody else push.trying_since,
        retry_at=event.retry_at,
        settled_at=event.at + window if event.unclear else None,
        touched=push.touched or event.unclear or event.note_id is not None,
        code=event.code,
        error=event.error,
    )
