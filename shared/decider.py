"""The pure heart of every stream: what may happen, and what it means."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.message import Command, Event

S = TypeVar("S")
C = TypeVar("C", bound=Command)
E = TypeVar("E", bound=Event)


@dataclass(frozen=True)  # no slots: Python 3.11 cannot subscript a generic one
class Decider(Generic[S, C, E]):
    """`decide` turns a command and a state into events; `evolve` turns a state and an event into a state.

    Both are pure: the clock, ids and every outside answer come in with the command. `decide` refuses by
    raising a `shared.errors.Problem`; `evolve` must not fail, the fact has happened.
    """

    initial: S
    decide: Callable[[C, S], Sequence[E]]
    evolve: Callable[[S, E], S]

    def fold(self, events: Iterable[E], state: S | None = None) -> S:
        """The state after `events`, from `state` or from the beginning."""
        current = self.initial if state is None else state
        for event in events:
            current = self.evolve(current, event)
        return current
