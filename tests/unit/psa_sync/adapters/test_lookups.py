"""A name that nobody answers for holds up its own lookup, and nothing else."""

import asyncio
import threading

import pytest

from services.psa_sync.adapters.lookups import Lookups
from shared.testing.waiting import PATIENCE


class Names:
    """Names that end in `.slow` are answered only when told to."""

    def __init__(self) -> None:
        self.told = threading.Event()

    def ask(self, host: str, port: int) -> list[str]:
        if host.endswith(".slow"):
            assert self.told.wait(30)
        return [f"{host} {port}"]


async def test_given_slow_names_when_others_are_looked_up_elsewhere_then_those_are_found() -> None:
    names = Names()
    webhooks, psas = Lookups(2, names.ask), Lookups(2, names.ask)
    waiting = [asyncio.create_task(webhooks(f"{number}.slow", 443)) for number in range(2)]

    assert await psas("na.myconnectwise.net", 443) == ["na.myconnectwise.net 443"]
    assert await asyncio.to_thread(names.ask, "another", 1) == ["another 1"]

    names.told.set()
    assert await asyncio.gather(*waiting) == [["0.slow 443"], ["1.slow 443"]]


async def test_given_as_many_slow_names_as_there_are_threads_when_one_more_comes_then_it_is_refused_at_once() -> None:
    names = Names()
    lookups = Lookups(2, names.ask)
    for number in range(2):  # who asks goes away; the thread is still at it
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await lookups(f"{number}.slow", 443)

    with pytest.raises(OSError, match="too many"):
        await lookups("hooks.example", 443)

    names.told.set()
    assert await _found(lookups) == ["hooks.example 443"]


async def _found(lookups: Lookups) -> list[str]:
    """The answer, as soon as there is a thread for it."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await lookups("hooks.example", 443)
            except OSError:
                await asyncio.sleep(0.001)


async def test_given_names_of_this_computer_when_looked_up_then_the_system_knows_them() -> None:
    assert {"127.0.0.1", "::1"} & set(await Lookups()("localhost", 443))


async def test_given_a_name_that_is_none_when_looked_up_then_there_is_room_again() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError(f"{host} is not known")

    lookups = Lookups(1, unknown)

    for _ in range(3):
        with pytest.raises(OSError, match="is not known"):
            await lookups("hooks.example", 443)
