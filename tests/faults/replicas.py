"""Two replicas of a service, as processes of their own that are killed and frozen."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.e2e.product import OURS, ROOT
from tests.integration.shared.bus import BreakableBroker
from tests.integration.shared.logs import Logs

STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Weather:
    """How bad it is. `deaths`: the chance that a life ends at one of its own fault points."""

    deaths: float
    pause_seconds: tuple[float, float]
    """Between two blows from outside."""
    freezes: float
    """How often such a blow stops a life for a while; the others are a kill -9."""
    frozen_seconds: float


@dataclass(slots=True)
class Replicas:
    """Those that are running, and what has become of them. Each keeps one life going: a process below it."""

    processes: list[asyncio.subprocess.Process] = field(default_factory=list)
    lives: int = 0
    killed: int = 0
    frozen: int = 0

    def alive(self) -> list[psutil.Process]:
        """The lives of now."""
        return [life for process in self.processes for life in psutil.Process(process.pid).children()]

    async def trouble(self, weather: Weather, choice: random.Random) -> None:
        """For ever: kill -9 one, or stop one for a while."""
        while True:
            await asyncio.sleep(choice.uniform(*weather.pause_seconds))
            with suppress(psutil.Error, IndexError):
                life = choice.choice(self.alive())
                if choice.random() < weather.freezes:
                    self.frozen += 1
                    life.suspend()
                    try:
                        await asyncio.sleep(weather.frozen_seconds)
                    finally:
                        life.resume()
                else:
                    self.killed += 1
                    life.send_signal(signal.SIGKILL)


@asynccontextmanager
async def replicas(
    module: str, logs: Logs, broker: BreakableBroker, master_key: Path, *, deaths: float, seed: int, **settings: str
) -> AsyncIterator[Replicas]:
    """Two of `tests.faults.<module>`, on this database and this broker."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(OURS)},
        **settings,
        "RESOLUTIONFLOW_LOG_LEVEL": "ERROR",
        "RESOLUTIONFLOW_DATABASE_URL": logs.database.url,
        "RESOLUTIONFLOW_BROKER_URL": broker.url,
        "RESOLUTIONFLOW_BROKER_SEED_DIR": str(broker.seed_dir),
        "RESOLUTIONFLOW_MASTER_KEY_FILE": str(master_key),
    }
    running = Replicas()
    for number in range(2):
        command = (sys.executable, "-m", f"tests.faults.{module}", str(seed * 1_000_000 + number * 500_000))
        process = await asyncio.create_subprocess_exec(
            *command, str(deaths), cwd=ROOT, env=environment,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        running.processes.append(process)
    try:
        yield running
    finally:
        for process in running.processes:
            assert process.stdin is not None
            process.stdin.close()
            told, _ = await asyncio.wait_for(process.communicate(), STOP_SECONDS)
            running.lives += len(told.splitlines())
