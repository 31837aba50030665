"""A service works under the installation's master key or not at all."""

from pathlib import Path

import pytest

from shared.service import WrongMasterKey, open_runtime
from shared.settings import CommonSettings
from shared.testing.notebook import notebook_stream, write
from tests.integration.shared.logs import Logs


async def test_given_sealed_events_when_a_service_starts_with_a_key_made_anew_then_it_refuses(
    logs: Logs, settings: CommonSettings, tmp_path: Path
) -> None:
    await write(await logs.log("intake"), notebook_stream(), "a")

    with pytest.raises(WrongMasterKey):
        async with open_runtime("intake", settings.model_copy(update={"master_key_file": tmp_path / "lost.key"})):
            pass
