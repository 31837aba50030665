"""What can be killed of a running product, and how."""

import random
from pathlib import Path

import psutil

SERVICES = (
    "intake",
    "matching",
    "diagnosis",
    "documentation",
    "psa_sync",
    "flywheel",
    "notifier",
    "gateway",
    "projector",
    "relay",
    "ops",
)
SERVERS = ("nats", "postgres")


def kill(product: int, data_dir: Path, victim: str) -> bool:
    """kill -9 one part of the product; whether it was there. `wipe` is the broker with all that it stored."""
    if victim == "wipe":
        wipe(data_dir)
        victim = "nats"
    found = processes_of(product, victim)
    for process in found:
        process.kill()
    return bool(found)


def processes_of(product: int, victim: str) -> list[psutil.Process]:
    """The processes of one part of the product; none while it is being started."""
    return [process for process in psutil.Process(product).children(recursive=True) if _is(process, victim)]


def wipe(data_dir: Path) -> None:
    """Take the broker's store away under it; it comes back with an empty one."""
    store = data_dir / "nats" / "jetstream"
    if store.exists():
        store.rename(store.with_name(f"lost-{random.getrandbits(64):x}"))


def _is(process: psutil.Process, victim: str) -> bool:
    try:
        command = process.cmdline()
    except psutil.Error:
        return False
    if victim == "nats":
        return command[:1] != [] and command[0].endswith("nats-server")
    if victim == "postgres":
        return "-D" in command and command[0].endswith("postgres")
    return command[-2:] == ["services.ops.serving", victim]
