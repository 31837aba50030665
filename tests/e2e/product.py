"""The product as a user starts it: a process of its own, on a port and in a folder of its own."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.testing.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
START_SECONDS = 2 * PATIENCE
STOP_SECONDS = PATIENCE
OURS = ("RESOLUTIONFLOW_", "ANTHROPIC_", "OTEL_")
UNLIMITED = {
    f"RESOLUTIONFLOW_{kind}_LIMIT_PER_MINUTE": "60000"
    for kind in ("START", "ANSWER", "DRAFT", "COMMAND", "READ", "PSA", "SIGN_IN")
}
"""For whatever is not about limits."""

_URL = re.compile(r"http://[0-9.]+:\d+")


@dataclass(frozen=True, slots=True)
class Product:
    """A running product."""

    url: str
    pid: int
    data_dir: Path
    log: Path

    def log_lines(self) -> list[dict[str, Any]]:
        """What it has logged so far."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines() if line.startswith("{")]


def copy(prepared: Path, folder: Path) -> Path:
    """A copy of a data folder inside another folder; PostgreSQL's files keep their owner, the broker a new port."""
    subprocess.run(["cp", "-a", str(prepared), str(folder / "data")], check=True)
    (folder / "data" / "nats" / "port").unlink()
    return folder / "data"


@asynccontextmanager
async def running_product(
    folder: Path, environment: Mapping[str, str], start_seconds: float = START_SECONDS, prepared: Path | None = None
) -> AsyncIterator[Product]:
    """`resolutionflow up` with the demo, until the context ends; it must end by itself when it is asked to.

    With a `prepared` data folder it goes on from a copy of that.
    """
    log = folder / "stderr.log"
    if prepared is not None:
        copy(prepared, folder)
    command = (sys.executable, "-m", "services.ops", "up", "--data-dir", str(folder / "data"), "--port", "0")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    with log.open("wb") as stderr:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env={**inherited, **environment}, stdout=asyncio.subprocess.PIPE, stderr=stderr
        )
    try:
        url = await asyncio.wait_for(_announced(process), start_seconds)
        yield Product(url, process.pid, folder / "data", log)
    except TimeoutError:
        raise AssertionError(f"it did not start:\n{log.read_text('utf-8')[-4000:]}") from None
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.communicate(), STOP_SECONDS)
    assert process.returncode == 0, log.read_text("utf-8")[-4000:]


async def _announced(process: asyncio.subprocess.Process) -> str:
    """The address in the banner."""
    assert process.stdout is not None
    async for line in process.stdout:
        if found := _URL.search(line.decode()):
            return found[0]
    raise TimeoutError
