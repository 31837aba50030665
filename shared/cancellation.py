"""Loops that can be ended: `asyncio.wait_for` before Python 3.12, which the NATS client uses, may swallow a
cancellation that meets its result.
"""

import asyncio


def end_if_cancelled() -> None:
    """Raise CancelledError if this task was asked to end and something swallowed it. For the head of a loop."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
