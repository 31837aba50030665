"""Ports of this machine's loopback for servers of the data folder."""

import socket
from contextlib import suppress
from pathlib import Path

from services.ops.embedded.folder import write_private

HOST = "127.0.0.1"


def kept_port(file: Path, *, in_use: bool = False) -> int:
    """The port of the last start, if our server is on it or nobody is; else a free one. It is kept in `file`."""
    kept = int(file.read_text()) if file.exists() else 0
    if in_use and kept:
        return kept
    port = _free_port(kept) or _free_port(0)
    write_private(file, str(port))
    return port


def _free_port(wanted: int) -> int:
    """`wanted` (0: any) if it can be had, else 0."""
    with socket.socket() as probe, suppress(OSError):
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, wanted))
        port: int = probe.getsockname()[1]
        return port
    return 0
