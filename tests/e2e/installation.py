"""`resolutionflow up` as somebody starts it, and the other commands beside it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from services.ops.settings import URL_FILE
from shared.testing.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "services.ops")
START_SECONDS = 2 * PATIENCE
STOP_SECONDS = PATIENCE


@dataclass(frozen=True, slots=True)
class Installation:
    """A data folder, and how commands are run on it."""

    folder: Path

    def run(self, *arguments: str, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        """A command with what is typed into it."""
        return subprocess.run(
            [*COMMAND, *arguments],
            input=typed,
            cwd=ROOT,
            env=self.environment(settings),
            capture_output=True,
            text=True,
            check=False,
        )

    def json(self, *arguments: str, exit_code: int = 0) -> Any:
        """What a command answers with `--json`."""
        done = self.run(*arguments, "--json")
        assert done.returncode == exit_code, done.stdout + done.stderr
        return json.loads(done.stdout)

    def environment(self, settings: dict[str, str]) -> dict[str, str]:
        """Ours, without what would lead elsewhere."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RESOLUTIONFLOW_")}
        return kept | {"RESOLUTIONFLOW_DATA_DIR": str(self.folder)} | settings

    def pid(self, pid_file: str) -> int:
        """The server that the pid file names; 0 while there is none, or none is written in it yet."""
        file = self.folder / pid_file
        words = file.read_text().split() if file.exists() else []
        return int(words[0]) if words else 0

    @property
    def url(self) -> str:
        """Where the running `up` answers."""
        return (self.folder / URL_FILE).read_text()

    @property
    def _log(self) -> Path:
        return self.folder.parent / f"{self.folder.name}.up.log"

    @contextmanager
    def up(self, *options: str) -> Iterator[psutil.Process]:
        """Run `up` until the end of the block; its process. Its output is kept in `up.log`."""
        with self._log.open("w+") as output:
            process = subprocess.Popen(
                [*COMMAND, "up", "--port", "0", *options],
                cwd=ROOT, env=self.environment({}), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            )  # fmt: skip
            try:
                wait_until(lambda: "is running" in Path(output.name).read_text() or process.poll() is not None)
                assert process.poll() is None, Path(output.name).read_text()
                yield psutil.Process(process.pid)
            finally:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    process.kill()
                    raise


def wait_until(happened: Any, seconds: float = START_SECONDS) -> None:
    """Poll until it happened."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)
