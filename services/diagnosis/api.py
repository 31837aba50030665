"""The commands of a session, as the gateway sends them: `cmd.diagnosis.<name>`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from services.diagnosis.commands import (
    AbandonSession,
    AnswerStep,
    LinkTicket,
    PauseSession,
    RateSession,
    ReassignSession,
    ReopenSession,
    ResolveSession,
    ResumeSession,
    RetryStep,
    SessionCommand,
)
from services.diagnosis.commands_base import UserCommand
from services.diagnosis.escalation.commands import Escalate, HandOver, PickUp, TakeBack
from services.diagnosis.events import SessionEvent
from services.diagnosis.material.commands import (
    AddFact,
    RecordFixOutcome,
    RecordScript,
    RecordScriptResult,
    RetractFact,
    ReviseFact,
    SuggestFix,
)
from services.diagnosis.state import Active, NotStarted, OpenStep, State, open_step, under_way
from shared.bus.commands import Endpoint, Request
from shared.clock import Clock
from shared.envelope import Stream
from shared.errors import InvalidInput, NotFound
from shared.handle import Handled, Handler
from shared.ids import new_id
from shared.sealing import KeyDestroyed

SERVICE = "diagnosis"
CACHED_STREAMS = 10_000

_COMMANDS: Mapping[str, type[UserCommand]] = {
    "answer_step": AnswerStep,
    "retry_step": RetryStep,
    "pause_session": PauseSession,
    "resume_session": ResumeSession,
    "reassign_session": ReassignSession,
    "link_ticket": LinkTicket,
    "resolve_session": ResolveSession,
    "abandon_session": AbandonSession,
    "reopen_session": ReopenSession,
    "rate_session": RateSession,
    "add_fact": AddFact,
    "revise_fact": ReviseFact,
    "retract_fact": RetractFact,
    "suggest_fix": SuggestFix,
    "record_fix_outcome": RecordFixOutcome,
    "record_script": RecordScript,
    "record_script_result": RecordScriptResult,
    "escalate": Escalate,
    "pick_up": PickUp,
    "take_back": TakeBack,
    "hand_over": HandOver,
}
_MINTED: Mapping[type[UserCommand], str] = {AddFact: "fact_id", SuggestFix: "fix_id", RecordScript: "generation_id"}
_IDS = ("fact_id", "fix_id", "generation_id")


@dataclass(frozen=True, slots=True)
class Api:
    """Diagnosis' command endpoints."""

    handler: Handler[State, SessionCommand, SessionEvent]
    clock: Clock
    _streams: dict[UUID, Stream] = field(default_factory=dict)

    def endpoints(self) -> Mapping[str, Endpoint]:
        """The endpoint of each command."""
        return {name: partial(self.command, kind) for name, kind in _COMMANDS.items()}

    async def command(self, kind: type[UserCommand], request: Request) -> dict[str, Any]:
        """Do it, and say how the session stands, and of which fact, fix or script it was.

        Raises:
            Problem: the decider refuses, or the account has no such session.
        """
        asked = {"actor": request.actor, "at": self.clock(), "expected_version": request.expected_version}
        command: Any = kind.model_validate({**minted(kind, request), **request.body, **asked})
        try:
            stream = await self._stream(request)
            handled = await self.handler.handle(stream, command, request.origin(SERVICE), request.command_key)
        except KeyDestroyed:
            raise _unknown() from None
        return {**answer(handled), **_named(command)}

    async def _stream(self, request: Request) -> Stream:
        """The session's stream as it was begun; it never changes, so it is remembered."""
        session = request.session
        if session is None:
            raise InvalidInput("no_session", "The command names no session.")
        stream = self._streams.get(session) or await self._begun(session)
        if stream.account != request.actor.account_id:
            raise _unknown()
        return stream

    async def _begun(self, session: UUID) -> Stream:
        events = await self.handler.log.load(f"session-{session}", upto=1)
        if not events:
            raise _unknown()
        stream = Stream("session", str(session), events[0].account, session, events[0].client)
        if len(self._streams) >= CACHED_STREAMS:
            self._streams.pop(next(iter(self._streams)))
        self._streams[session] = stream
        return stream


def minted(kind: type[UserCommand], request: Request) -> dict[str, UUID]:
    """The id of what the command makes: the same one whenever the same key comes, so also where a reply got lost."""
    name = _MINTED.get(kind)
    if name is None or request.session is None:
        return {}
    return {name: uuid5(request.session, f"{request.actor.label}:{request.key}") if request.key else new_id()}


def answer(handled: Handled[State, SessionEvent]) -> dict[str, Any]:
    """How the session stands after a command: `awaiting_step` says whether a step is being worked out."""
    state = handled.state
    if isinstance(state, NotStarted):
        raise _unknown()
    suggestion = _suggestion(state)
    return {
        "stream": handled.stream,
        "version": handled.version,
        "status": state.status,
        "awaiting_step": under_way(state),
        "resolution_suggested": suggestion is not None,
        "resolution_summary": suggestion.resolution_summary if suggestion else None,
    }


def _suggestion(state: State) -> OpenStep | None:
    """The suggested resolution that the session stands at, confirmed or not."""
    step = open_step(state) if isinstance(state, Active) else None
    return step if step is not None and step.shape == "resolution_suggestion" else None


def _named(command: UserCommand) -> dict[str, str]:
    return {name: str(value) for name in _IDS if (value := getattr(command, name, None)) is not None}


def _unknown() -> NotFound:
    return NotFound("unknown_session", "There is no such session.")
