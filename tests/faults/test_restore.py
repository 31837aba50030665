"""A backup put back while the broker holds what came after it: the product goes on from the backup, and says so."""

import asyncio
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from tests.e2e.product import ROOT, UNLIMITED, running_product
from tests.faults.load import Ledger
from tests.faults.test_storms import SPLIT, at_work
from tests.faults.verdict import comes_to_rest, settings_of, verdict


async def operate(data_dir: Path, *words: str) -> str:
    """Run an operator's command, which must succeed."""
    command = (sys.executable, "-m", "services.ops", *words, "--data-dir", str(data_dir))
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    return output.decode()


async def test_given_a_backup_when_it_is_restored_behind_the_broker_then_cases_go_on_and_nothing_contradicts(
    tmp_path: Path,
) -> None:
    file = tmp_path / "backup.dump"
    kept, lost, later = Ledger(), Ledger(), Ledger()
    async with AsyncExitStack() as stack:
        product = await stack.enter_async_context(running_product(tmp_path, SPLIT))
        async with at_work(product, 1) as kept:
            await asyncio.sleep(3)
        await comes_to_rest(settings_of(product.data_dir), kept)
        await operate(product.data_dir, "backup", str(file))
        async with at_work(product, 2) as lost:
            await asyncio.sleep(2)
    await operate(tmp_path / "data", "restore", str(file), "--yes")

    async with running_product(tmp_path, UNLIMITED) as product:
        async with at_work(product, 3) as later:
            await asyncio.sleep(3)
        settings = settings_of(product.data_dir)
        await comes_to_rest(settings, later)
        assert lost.resolved
        assert later.resolved
        assert await verdict(settings, kept) == []
        assert await verdict(settings, later) == []
