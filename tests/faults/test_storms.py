"""The product in processes of its own, killed again and again while engineers work: `make faults`.

`FAULT_SEEDS=200` runs that many; the seed says what is killed and when.
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from shared.settings import CommonSettings
from tests.e2e.kit import signed_in
from tests.e2e.product import UNLIMITED, Product, running_product
from tests.faults.load import Ledger, Worker
from tests.faults.verdict import comes_to_rest, settings_of, verdict
from tests.faults.victims import SERVERS, SERVICES, kill

SEEDS = int(os.environ.get("FAULT_SEEDS", "3"))
KILLS = 8
SPLIT = {**UNLIMITED, "RESOLUTIONFLOW_SPLIT": "true"}
PEOPLE = ("engineer@demo.example", "engineer2@demo.example", "lead@demo.example")


@pytest.fixture
async def product(tmp_path: Path) -> AsyncIterator[Product]:
    async with running_product(tmp_path, SPLIT) as running:
        yield running


@pytest.fixture
def settings(product: Product) -> CommonSettings:
    return settings_of(product.data_dir)


@asynccontextmanager
async def at_work(product: Product, seed: int) -> AsyncIterator[Ledger]:
    """Engineers work until the end of the block, and finish the cases that they have begun."""
    ledger, enough = Ledger(), asyncio.Event()
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as group:
        for number, email in enumerate(PEOPLE):
            person = await stack.enter_async_context(signed_in(product.url, email))
            group.create_task(Worker(person, ledger, random.Random(seed * 100 + number), enough).work())
        yield ledger
        enough.set()


async def storm(product: Product, seed: int, victims: tuple[str, ...]) -> None:
    """Kill one victim after the other, at moments that the seed says."""
    choice = random.Random(seed)
    for _ in range(KILLS):
        await asyncio.sleep(choice.uniform(0.2, 2.5))
        kill(product.pid, product.data_dir, choice.choice(victims))


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize(
    "victims",
    [SERVICES, SERVERS, ("wipe",), (*SERVICES, *SERVERS, "wipe")],
    ids=["services", "servers", "wiped broker", "anything"],
)
async def test_given_engineers_at_work_when_parts_are_killed_then_nothing_acknowledged_is_lost(
    product: Product, settings: CommonSettings, victims: tuple[str, ...], seed: int
) -> None:
    async with at_work(product, seed) as ledger:
        await storm(product, seed, victims)

    await comes_to_rest(settings, ledger)
    assert ledger.resolved
    assert await verdict(settings, ledger) == []
