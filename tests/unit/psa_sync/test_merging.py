"""The parts of several subjects as those of one service."""

import asyncio
from datetime import UTC, datetime

import pytest

from services.psa_sync.merging import merged
from shared.bus.commands import Answer, Request
from shared.bus.reactions import NotYet, Reaction
from shared.envelope import StoredEvent
from shared.ids import new_id
from shared.sealing import KeyDestroyed
from shared.service import Parts
from shared.testing.waiting import PATIENCE

EVENT = StoredEvent(
    id=new_id(), stream="case-1", version=1, category="case", type="case_received", schema_version=1, account=new_id(),
    session=None, client=None, data=b"", meta_json="{}", recorded_at=datetime.now(UTC), hash=b"",
)  # fmt: skip


async def nothing(_: Request) -> Answer:
    return {}


def failing(error: Exception) -> Reaction:
    async def react(_: StoredEvent) -> None:
        raise error

    return react


async def test_given_two_subjects_when_an_event_comes_then_neither_waits_for_the_other() -> None:
    first, second = asyncio.Event(), asyncio.Event()

    async def one(_: StoredEvent) -> None:
        first.set()
        await second.wait()

    async def other(_: StoredEvent) -> None:
        second.set()
        await first.wait()

    parts = merged(Parts(reactions={"x": one}), Parts(reactions={"x": other, "y": other}))

    async with asyncio.timeout(PATIENCE):
        await parts.reactions["x"](EVENT)
    assert parts.reactions["y"] is other


@pytest.mark.parametrize(
    ("errors", "heard"),
    [
        ((NotYet(), ValueError()), ValueError),
        ((KeyDestroyed(new_id()), NotYet()), NotYet),
        ((KeyDestroyed(new_id()), ValueError()), ValueError),
        ((KeyDestroyed(new_id()), KeyDestroyed(new_id())), KeyDestroyed),
    ],
)
async def test_given_two_failures_when_an_event_comes_then_the_graver_one_is_heard(
    errors: tuple[Exception, Exception], heard: type[Exception]
) -> None:
    parts = merged(*(Parts(reactions={"x": failing(error)}) for error in errors))

    with pytest.raises(heard):
        await parts.reactions["x"](EVENT)


def test_given_one_command_of_two_subjects_when_they_are_merged_then_that_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="do_it"):
        merged(Parts(commands={"do_it": nothing}), Parts(commands={"do_it": nothing}))
