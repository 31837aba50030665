"""Looks up host names in threads of its own: names that nobody answers for hold up no other work.

A thread cannot be ended, only waited for; so those that are still at it count, also after their caller went away.
"""

import asyncio
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

THREADS = 32

System = Callable[[str, int], list[str]]
"""Asks for a host's addresses, in a thread; raises OSError."""


def system(host: str, port: int) -> list[str]:
    """What the system's resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Lookups:
    """So many lookups at a time, and no more: what comes above that is not queued behind them."""

    def __init__(self, threads: int = THREADS, ask: System = system) -> None:
        self._ask = ask
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="lookup")
        self._free = threading.BoundedSemaphore(threads)

    async def __call__(self, host: str, port: int) -> list[str]:
        """The addresses. Raises OSError, also where too many names are being looked up already."""
        if not self._free.acquire(blocking=False):
            raise OSError("too many names are being looked up")
        asked = self._threads.submit(self._ask, host, port)
        asked.add_done_callback(self._freed)
        return await asyncio.wrap_future(asked)

    def _freed(self, _: Any) -> None:
        self._free.release()
