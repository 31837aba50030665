"""A bridge that watches a board, for the tests of what it offers."""

from collections.abc import AsyncIterator

import pytest

from tests.conftest import Database
from tests.integration.psa_sync.bridge.kit import Bench, bench


@pytest.fixture
async def watching(database: Database) -> AsyncIterator[Bench]:
    """A bridge that watches the help desk's board."""
    async with bench(database, ("Help Desk",)) as made:
        yield made


@pytest.fixture
async def watching_both(database: Database) -> AsyncIterator[Bench]:
    """A bridge that watches another board too."""
    async with bench(database, ("Help Desk", "Monitoring")) as made:
        yield made
