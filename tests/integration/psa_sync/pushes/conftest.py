"""The service for its tests."""

from collections.abc import AsyncIterator

import pytest

from tests.conftest import Database
from tests.integration.psa_sync.connections.kit import Psa, running_psa
from tests.integration.psa_sync.pushes.kit import Bench, replica


@pytest.fixture
async def psa() -> AsyncIterator[Psa]:
    """A PSA with its demo's data."""
    async with running_psa() as running:
        yield running


@pytest.fixture
async def bench(module_database: Database, psa: Psa) -> AsyncIterator[Bench]:
    """The service; each test has an account of its own."""
    async with replica(module_database, psa) as made:
        yield made


@pytest.fixture
async def other_replica(module_database: Database, psa: Psa) -> AsyncIterator[Bench]:
    """Another replica of it."""
    async with replica(module_database, psa) as made:
        yield made
