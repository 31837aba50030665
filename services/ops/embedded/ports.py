"""Ports for servers of this machine, kept from everybody else until theirs listens."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from services.ops.embedded.folder import write_private

HOST = "127.0.0.1"


@contextmanager
def held_port(host: str, port: int = 0) -> Iterator[int]:
    """A port, any free one for 0, that nobody else is given until this is left; its own server may listen on it.

    Linux shares the port of a bound socket that does not listen with those alone who ask for just that port. Where
    they are refused too, as on macOS, the port is only chosen. Of two who ask for the same one by its number, who
    listens first has it. Raises OSError if somebody listens on it.
    """
    with _bound(host, port) as holder:
        chosen = holder.getsockname()[1]
        if not _can_listen(host, chosen):
            holder.close()
        yield chosen


def _can_listen(host: str, port: int) -> bool:
    try:
        with _bound(host, port) as server:
            server.listen()
    except OSError:
        return False
    return True


def _bound(host: str, port: int) -> socket.socket:
    bound = socket.socket()
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound


@contextmanager
def kept_port(file: Path, *, in_use: bool = False) -> Iterator[int]:
    """The port of the last start, if our server is on it or nobody is; else a free one. It is kept in `file`."""
    kept = int(file.read_text()) if file.exists() else 0
    with ExitStack() as held:
        port = kept if in_use and kept else _held(held, kept)
        write_private(file, str(port))
        yield port


def _held(stack: ExitStack, wanted: int) -> int:
    try:
        return stack.enter_context(held_port(HOST, wanted))
    except OSError:
        return stack.enter_context(held_port(HOST))
