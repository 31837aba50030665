"""Load, fold, decide, append: the loop every command goes through."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.decider import Decider
from shared.envelope import Origin, Stream
from shared.errors import IllegalState, InvalidInput, NotFound, Problem
from shared.log import CommandKey, CommandRecord, CommandReused, ConflictError, EventLog, Registry
from shared.message import Command, Event

MAX_ATTEMPTS = 8

S = TypeVar("S")
C = TypeVar("C", bound=Command)
E = TypeVar("E", bound=Event)


@dataclass(frozen=True)  # no slots: Python 3.11 cannot subscript a generic one
class Handled(Generic[S, E]):
    """What a command did: the stream's version after it, the new events, the state. `repeated`: it was done before."""

    stream: str
    version: int
    events: Sequence[E]
    state: S
    repeated: bool = False


@dataclass(frozen=True)  # no slots: Python 3.11 cannot subscript a generic one
class Handler(Generic[S, C, E]):
    """A category's decider, bound to the log."""

    log: EventLog
    decider: Decider[S, C, E]
    registry: Registry[E]

    async def load(self, stream: str, upto: int | None = None) -> tuple[S, int]:
        """The state of a stream and its version."""
        events = self.registry.decode_all(await self.log.load(stream, upto))
        return self.decider.fold(events), len(events)

    async def refresh(self, stream: str, known: tuple[S, int]) -> tuple[S, int]:
        """A state that was loaded before, and its version, brought up to what the stream says now."""
        state, version = known
        events = self.registry.decode_all(await self.log.load(stream, after=version))
        return self.decider.fold(events, state), version + len(events)

    async def handle(
        self,
        stream: Stream,
        command: C,
        origin: Origin,
        key: CommandKey | None = None,
        known: tuple[S, int] | None = None,
    ) -> Handled[S, E]:
        """Decide `command` on the stream's present state and append what follows.

        With a `key` the same command sent again does nothing and answers as the first time, even if both meet.
        `known` is the state and version that the caller has loaded; it is loaded again only if it has changed.

        Raises:
            Problem: the decider refuses; `busy` if after `MAX_ATTEMPTS` rounds somebody else was still first.
        """
        if key is not None and (done := await self.log.find_command(key)):
            return await self._repeated(key, done)
        for _ in range(MAX_ATTEMPTS):
            try:
                return await self._attempt(stream, command, origin, key, known)
            except ConflictError:
                known = None
            except CommandReused:
                if key is not None and (done := await self.log.find_command(key)):
                    return await self._repeated(key, done)
        raise IllegalState("busy", "Many changes met at this case; send the request again.")

    async def _attempt(
        self, stream: Stream, command: C, origin: Origin, key: CommandKey | None, known: tuple[S, int] | None
    ) -> Handled[S, E]:
        state, version = known or await self._own(stream)
        try:
            events = self.decider.decide(command, state)
        except Problem as problem:
            if key is not None:
                await self.log.refuse(key, stream, problem.to_dict())
            raise
        if events or key is not None:  # what changes nothing is remembered too, or its repetition might
            version = (await self.log.append(stream, version, events, origin, key)).version
        return Handled(stream.name, version, events, self.decider.fold(events, state))

    async def _own(self, stream: Stream) -> tuple[S, int]:
        recorded = await self.log.load(stream.name)
        if recorded and recorded[0].account != stream.account:
            raise NotFound("not_found", "There is no such thing in your account.")
        return self.decider.fold(self.registry.decode_all(recorded)), len(recorded)

    async def _repeated(self, key: CommandKey, done: CommandRecord) -> Handled[S, E]:
        if not hmac.compare_digest(key.body_hmac, done.body_hmac):
            raise InvalidInput("key_reused", "This Idempotency-Key was used with another body; take a new key.")
        if done.refusal is not None:
            raise Problem.from_dict(done.refusal)
        state, version = await self.load(done.stream)
        return Handled(done.stream, version, (), state, repeated=True)
