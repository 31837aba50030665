"""The parts of several subjects as those of one service: what two of them react to, both do."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from shared.bus.commands import Endpoint
from shared.bus.reactions import NotYet, Reaction
from shared.envelope import StoredEvent
from shared.errors import Erased
from shared.sealing import KeyDestroyed
from shared.service import Parts


def merged(*subjects: Parts) -> Parts:
    """All of them. Raises ValueError where two take the same command or query."""
    types = sorted({type_ for parts in subjects for type_ in parts.reactions})
    return Parts(
        reactions={type_: _all_of([p.reactions[type_] for p in subjects if type_ in p.reactions]) for type_ in types},
        commands=_united(parts.commands for parts in subjects),
        queries=_united(parts.queries for parts in subjects),
        background=tuple(work for parts in subjects for work in parts.background),
    )


def _united(endpoints: Iterable[Mapping[str, Endpoint]]) -> dict[str, Endpoint]:
    united: dict[str, Endpoint] = {}
    for some in endpoints:
        if twice := united.keys() & some.keys():
            raise ValueError(f"taken by two subjects: {', '.join(sorted(twice))}")
        united.update(some)
    return united


def _all_of(reactions: Sequence[Reaction]) -> Reaction:
    """One reaction of several. None waits for another or keeps it from its work; what fails brings the event again."""
    if len(reactions) == 1:
        return reactions[0]

    async def react(event: StoredEvent) -> None:
        outcomes = await asyncio.gather(*(reaction(event) for reaction in reactions), return_exceptions=True)
        failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        if failures:
            raise min(failures, key=_rank)

    return react


def _rank(failure: BaseException) -> int:
    """A failure goes before what was only too early, and that before what is erased: that ends the event."""
    if isinstance(failure, KeyDestroyed | Erased):
        return 2
    return 1 if isinstance(failure, NotYet) else 0
