"""Preparing an installation whose servers run elsewhere."""

import subprocess
from pathlib import Path

from services.ops.embedded.broker import binary
from services.ops.setup import SetupSettings, setup
from tests.conftest import Database


async def test_given_nothing_when_set_up_twice_then_keys_and_rights_are_there_and_stay(
    database: Database, tmp_path: Path
) -> None:
    settings = SetupSettings(
        superuser_url=database.dsn("postgres"),
        broker_folder=tmp_path / "broker",
        master_key_file=tmp_path / "keys" / "master.key",
    )
    await setup(settings)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    await setup(settings)

    check = subprocess.run([binary(), "-t", "-c", str(tmp_path / "broker/nats.conf")], capture_output=True, check=False)
    assert check.returncode == 0
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
