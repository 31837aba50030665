"""One replica of PSA sync that dies, again and again, by its own hand or another's, and is begun again each time.

Run as `python -m tests.faults.push_replica SEED CHANCE`, the settings in the environment. A life ends, with the chance
given, before or after any append to a push's stream and before or after any request to a PSA. Each life is a process of
its own, forked from one that has everything imported; the end of standard input ends it all.
"""

import asyncio
import os
import random
import select
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from services.psa_sync.adapters.outbound import GuardedOutbound
from services.psa_sync.app import builder
from services.psa_sync.settings import PsaSyncSettings
from shared.log.postgres import PostgresLog
from shared.service import serve

Method = Callable[..., Awaitable[Any]]
Life = Callable[[int, float], None]
WATCH_SECONDS = 0.05


def mortal(method: Method, choice: random.Random, chance: float, concerns: Callable[..., bool]) -> Method:
    """The method, at whose both ends the process may die by kill -9."""

    async def called(*args: Any, **more: Any) -> Any:
        _perhaps_die(choice, chance * concerns(*args))
        result = await method(*args, **more)
        _perhaps_die(choice, chance * concerns(*args))
        return result

    return called


def _perhaps_die(choice: random.Random, chance: float) -> None:
    if choice.random() < chance:
        os.kill(os.getpid(), signal.SIGKILL)


def live(seed: int, chance: float) -> None:
    """One life."""
    choice = random.Random(seed)
    append = mortal(PostgresLog.append, choice, chance, lambda _, stream, *__: stream.category == "push")
    setattr(PostgresLog, "append", append)  # noqa: B010 - mypy takes no assignment to a method
    send = mortal(GuardedOutbound.send, choice, chance, lambda *_: True)
    setattr(GuardedOutbound, "send", send)  # noqa: B010 - the same
    settings = PsaSyncSettings()
    asyncio.run(serve("psa_sync", settings, builder(settings)))


def main(seed: int, chance: float, live: Life = live) -> None:
    """Life after life, each told on standard output."""
    while True:
        seed += 1
        print(seed, flush=True)
        life = os.fork()
        if life == 0:
            live(seed, chance)
        while os.waitpid(life, os.WNOHANG) == (0, 0):
            if select.select([sys.stdin], [], [], WATCH_SECONDS)[0]:
                os.kill(life, signal.SIGKILL)
                sys.exit()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
