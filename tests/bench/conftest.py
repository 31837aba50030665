"""The installation that benchmarks run on: the servers of `make run`, with fsync on, on the loop of the product."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping

import pytest
import uvloop

from tests.bench.house import House, open_house


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """As the product runs."""
    return {"uvloop": uvloop.new_event_loop}


@pytest.fixture(scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """Both servers, a migrated database and a master key."""
    async with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened
