"""The product as a user starts it, in a folder of its own."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from services.ops.installation import embedded_settings
from services.ops.settings import URL_FILE
from tests.bench.house import House

UNLIMITED = {f"RESOLUTIONFLOW_{name}_LIMIT_PER_MINUTE": "6000000" for name in ("START", "ANSWER", "COMMAND", "READ")}
STOP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Product:
    """A running one. `seconds`: from its start until it said where it is."""

    folder: Path
    url: str
    process: psutil.Process
    seconds: float

    @property
    def house(self) -> House:
        """Its servers."""
        port = (self.folder / "nats" / "port").read_text()
        return House(self.folder, embedded_settings(self.folder, f"nats://127.0.0.1:{port}"))

    def memory(self) -> dict[str, float]:
        """MiB (PSS: what is shared is counted once) of Python, PostgreSQL and NATS."""
        sums = {"python": 0.0, "postgres": 0.0, "nats-server": 0.0}
        for process in _family(self.process):
            name = next((name for name in sums if process.name().startswith(name)), "python")
            sums[name] += process.memory_full_info().pss / 2**20
        return sums


def _family(process: psutil.Process) -> list[psutil.Process]:
    """The process and all that it started, the servers included, which it put into sessions of their own."""
    return [process, *process.children(recursive=True)]


@asynccontextmanager
async def running_product(folder: Path, arguments: Sequence[str] = ()) -> AsyncIterator[Product]:
    """`python -m services.ops up`, stopped at the end."""
    (folder / URL_FILE).unlink(missing_ok=True)
    began = time.perf_counter()
    command = ("-m", "services.ops", "up", "--port", "0", "--data-dir", str(folder), *arguments)
    with (folder.parent / f"{folder.name}.out").open("w") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, env={**os.environ, **UNLIMITED}, stdout=out, stderr=out
        )
    while not (folder / URL_FILE).exists():
        assert process.returncode is None, "it did not start"
        await asyncio.sleep(0.01)
    url = (folder / URL_FILE).read_text().strip()
    try:
        yield Product(folder, url, psutil.Process(process.pid), time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
