"""Questions to PSAs that somebody waits for."""

import asyncio

import pytest

from services.psa_sync.connections.asking import AT_ONCE, Asking, Turns
from services.psa_sync.ports import Busy, Refused, Unclear


async def test_given_a_question_under_way_when_it_is_asked_again_then_the_psa_is_asked_once() -> None:
    asking, asked, answer = Asking(), 0, asyncio.Event()

    async def question() -> int:
        nonlocal asked
        asked += 1
        await answer.wait()
        return asked

    first, second = (asyncio.create_task(asking.ask("psa", "tickets", question)) for _ in range(2))
    other = asyncio.create_task(asking.ask("psa", "boards", question))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    answer.set()

    assert (await second, await other) == (2, 2)
    assert await asking.ask("psa", "tickets", question) == 3
    assert asking.running == {}


async def test_given_a_psa_that_is_silent_when_somebody_waits_then_they_wait_for_so_long_only() -> None:
    async def silence() -> None:
        await asyncio.Event().wait()

    with pytest.raises(Unclear, match="timeout"):
        await Asking(seconds=0.01).ask("psa", "tickets", silence)


async def test_given_a_failure_when_two_wait_for_it_then_both_hear_of_it() -> None:
    async def refused() -> None:
        await asyncio.sleep(0)
        raise Refused("not_found", "There is no such thing.")

    asking = Asking()
    heard = await asyncio.gather(*(asking.ask("psa", "it", refused) for _ in range(2)), return_exceptions=True)

    assert [type(one) for one in heard] == [Refused, Refused]


async def test_given_a_psa_that_hangs_when_more_and_more_is_asked_then_it_is_busy_and_the_others_are_not() -> None:
    answer, asking = asyncio.Event(), Asking(turns=Turns(patience=0.05))
    hanging = [asyncio.create_task(asking.ask("hanging", number, answer.wait)) for number in range(AT_ONCE)]
    await asyncio.sleep(0)

    with pytest.raises(Busy, match="too_many_questions"):
        await asking.ask("hanging", "one more", answer.wait)
    same = asyncio.create_task(asking.ask("hanging", 0, answer.wait))
    assert await asking.ask("another", 1, lambda: asyncio.sleep(0, "answered")) == "answered"

    answer.set()
    assert await asyncio.gather(*hanging, same) == [True] * (AT_ONCE + 1)
    assert await asking.ask("hanging", "one more", answer.wait)


async def test_given_turns_when_nobody_asks_any_more_then_nothing_of_it_is_kept() -> None:
    turns = Turns()

    async with turns.turn("psa"):
        assert list(turns.kept) == ["psa"]

    assert not list(turns.kept)
