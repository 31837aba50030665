"""Server processes: found again by their pid files after a crash of ours, and ended."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from shared.errors import Unavailable

POLL_SECONDS = 0.01
WATCH_SECONDS = 0.1
INHERITED = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")  # a server has no business with the rest, API keys for one


class ServerFailed(Unavailable):
    """An embedded server ended instead of starting, or did not get ready. The facts hold its log's end."""

    def __init__(self, server: str, log: Path) -> None:
        detail = f"{server} did not start. Its log says why: {log}"
        super().__init__("server_failed", detail, log=_tail(log))


def find_server(pid_file: Path, command: Sequence[str]) -> psutil.Process | None:
    """The live process that the pid file names, if it really is the server that `command` starts.

    A pid is reused by anybody after a crash: a process with another command line is not ours to touch.
    """
    with suppress(FileNotFoundError, IndexError, ValueError, psutil.Error):
        process = psutil.Process(int(pid_file.read_text().split()[0]))
        if process.cmdline() == list(command) and is_alive(process):
            return process
    return None


def is_alive(process: psutil.Process) -> bool:
    """Whether it still runs: a zombie that waits for its parent does not. Our own children are reaped."""
    if isinstance(process, psutil.Popen):
        return process.poll() is None
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def watch(process: psutil.Process) -> None:
    """Return when the process has ended, for whatever reason."""
    while is_alive(process):  # noqa: ASYNC110 - a process that is not our child tells nobody
        await asyncio.sleep(WATCH_SECONDS)


async def wait_until_gone(processes: Sequence[psutil.Process], within: float) -> bool:
    """Whether all have ended; waits for at most `within` seconds."""
    deadline = asyncio.get_running_loop().time() + within
    while any(is_alive(process) for process in processes):
        if asyncio.get_running_loop().time() > deadline:
            return False
        await asyncio.sleep(POLL_SECONDS)
    return True


async def end(processes: Sequence[psutil.Process], kindly: signal.Signals, within: float = 20) -> None:
    """Ask the processes to end; kill those that have not done so `within` seconds."""
    for sent in (kindly, signal.SIGKILL):
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(sent)
        if await wait_until_gone(processes, within):
            return


def start_process(command: Sequence[str], log: Path, prefix: Sequence[str] = ()) -> psutil.Popen:
    """Start a server in a session of its own, so that it outlives us and our terminal's Ctrl-C.

    `prefix` is a program that becomes the command by exec, under the same pid. Not an asyncio subprocess:
    those are killed with their event loop.
    """
    with log.open("ab") as output:
        return psutil.Popen(
            [*prefix, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=server_environment(),
            start_new_session=True,
        )


def server_environment() -> dict[str, str]:
    """What a server sees of our environment."""
    return {name: os.environ[name] for name in INHERITED if name in os.environ}


def _tail(log: Path, size: int = 2000) -> str:
    return log.read_bytes()[-size:].decode(errors="replace") if log.exists() else ""
