"""Deciders as given/when/then: `spec.given(events).when(command).then(events)`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.decider import Decider
from shared.errors import Problem
from shared.message import Command, Event

S = TypeVar("S")
C = TypeVar("C", bound=Command)
E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[E]):
    """What a command did: events, or a refusal."""

    events: Sequence[E]
    refusal: Problem | None = None

    def then(self, *expected: E) -> None:
        """These events, whole and in order."""
        assert self.refusal is None, f"refused: {self.refusal}"
        assert list(self.events) == list(expected)

    def then_nothing(self) -> None:
        """Accepted without an event."""
        self.then()

    def then_refused(self, status: int, code: str) -> Problem:
        """Refused so; answers the refusal for a look at its facts."""
        assert self.refusal is not None, f"accepted with {list(self.events)}"
        assert (self.refusal.status, self.refusal.code) == (status, code)
        return self.refusal


@dataclass(frozen=True, slots=True)
class Given(Generic[S, C, E]):
    """A state, by its history."""

    decider: Decider[S, C, E]
    history: Sequence[E]

    def when(self, command: C) -> Outcome[E]:
        """Decide the command on that state."""
        try:
            return Outcome(self.decider.decide(command, self.decider.fold(self.history)))
        except Problem as problem:
            return Outcome((), problem)


@dataclass(frozen=True, slots=True)
class DeciderSpec(Generic[S, C, E]):
    """The specification of one decider."""

    decider: Decider[S, C, E]

    def given(self, *history: E) -> Given[S, C, E]:
        """What has happened before."""
        return Given(self.decider, history)
