"""A notifier with an account, and a mail server."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from tests.conftest import Database
from tests.integration.gateway.notifications.bench import Bench, open_bench
from tests.integration.gateway.notifications.postbox import Postbox, serving
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs


@pytest.fixture
async def postbox() -> AsyncIterator[Postbox]:
    """A mail server that takes everything."""
    async with serving(Postbox()) as made:
        yield made


@pytest.fixture
async def bench(database: Database, postbox: Postbox) -> AsyncIterator[Bench]:
    """The notifier, with that server."""
    async with AsyncExitStack() as stack:
        yield await open_bench(await ReadSide.open(Logs(database, stack)), postbox)
