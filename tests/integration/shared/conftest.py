"""Logs on real databases, and a relay at work on a broker that may break."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from shared.settings import CommonSettings
from tests.conftest import Database
from tests.integration.shared.bus import BreakableBroker, breakable_broker, relaying
from tests.integration.shared.logs import Logs
from tests.integration.shared.world import World


@pytest.fixture
async def logs(database: Database) -> AsyncIterator[Logs]:
    """Logs on a database of this test's own."""
    async with AsyncExitStack() as stack:
        yield Logs(database, stack)


@pytest.fixture(scope="module")
async def module_logs(module_database: Database) -> AsyncIterator[Logs]:
    """Logs on a database that the module's tests share, each with accounts of its own."""
    async with AsyncExitStack() as stack:
        yield Logs(module_database, stack)


@pytest.fixture
async def own_broker(tmp_path: Path) -> AsyncIterator[BreakableBroker]:
    """A broker that the test may kill."""
    async with breakable_broker(tmp_path) as broker:
        yield broker


@pytest.fixture
async def world(logs: Logs, own_broker: BreakableBroker, tmp_path: Path) -> AsyncIterator[World]:
    """A relay at work on a broker that the test may kill."""
    key = tmp_path / "master.key"
    key.write_bytes(b"m" * 32)
    settings = CommonSettings(
        database_url=logs.database.url,
        broker_url=own_broker.url,
        broker_seed_dir=own_broker.seed_dir,
        master_key_file=key,
    )
    async with relaying(own_broker, logs.relay_connection):
        yield World(logs, settings, await own_broker.connect("ops"))
