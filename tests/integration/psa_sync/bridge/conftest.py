"""The bridge for its tests."""

from collections.abc import AsyncIterator

import pytest

from tests.conftest import Database
from tests.integration.psa_sync.bridge.kit import Bench, bench


@pytest.fixture
async def bridge(database: Database) -> AsyncIterator[Bench]:
    """A bridge that watches no board."""
    async with bench(database) as made:
        yield made


@pytest.fixture
async def watching(database: Database) -> AsyncIterator[Bench]:
    """A bridge that watches the help desk's board."""
    async with bench(database, ("Help Desk",)) as made:
        yield made
