"""Running until told to stop."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable
from contextlib import suppress

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


async def until_stopped(work: Awaitable[None]) -> None:
    """Run the work until it ends; the first SIGINT or SIGTERM cancels it. The second has its usual effect."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        task.cancel()
        for number in STOP_SIGNALS:
            loop.remove_signal_handler(number)

    for number in STOP_SIGNALS:
        loop.add_signal_handler(number, stop)
    with suppress(asyncio.CancelledError):
        await task


def stop_on_eof() -> None:
    """Take the end of standard input for a SIGTERM: who started us is gone."""
    loop, standard_input = asyncio.get_running_loop(), sys.stdin.fileno()

    def read() -> None:
        if not os.read(standard_input, 4096):
            loop.remove_reader(standard_input)
            signal.raise_signal(signal.SIGTERM)

    loop.add_reader(standard_input, read)
