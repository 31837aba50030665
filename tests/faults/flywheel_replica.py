"""One replica of the flywheel that dies, again and again, and is begun again each time.

Run as `python -m tests.faults.flywheel_replica SEED CHANCE`, the settings in the environment. A life ends, with the
chance given, before or after any append to an analysis or a proposal, and before or after anything that is written
beside the log. How lives follow each other: `push_replica.py`.
"""

import asyncio
import random
import sys

from services.flywheel.adapters.postgres import PostgresPlacements, PostgresTitles
from services.flywheel.app import builder
from services.flywheel.settings import FlywheelSettings
from shared.llm.settings import ModelSettings
from shared.log.postgres import PostgresLog
from shared.service import serve
from tests.faults.push_replica import main, mortal
from tests.unit.flywheel.world import WordEmbedder

CONCERNED = ("analysis", "proposal")
WRITES = ((PostgresPlacements, "put"), (PostgresTitles, "put"), (PostgresTitles, "drop"))


def live(seed: int, chance: float) -> None:
    """One life."""
    choice = random.Random(seed)
    append = mortal(PostgresLog.append, choice, chance, lambda _, stream, *__: stream.category in CONCERNED)
    setattr(PostgresLog, "append", append)  # noqa: B010 - mypy takes no assignment to a method
    for table, write in WRITES:
        setattr(table, write, mortal(getattr(table, write), choice, chance, lambda *_: True))
    settings = FlywheelSettings()
    asyncio.run(serve("flywheel", settings, builder(settings, ModelSettings(), WordEmbedder())))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), live)
