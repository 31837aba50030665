"""An answer to the next step in the caller's hands, in the product as a user starts it, while eighty work."""

import asyncio
import json
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from shared.bus.subjects import POKE
from shared.envelope import Stream
from shared.ids import new_id
from shared.message import Event
from tests.bench.engineers import ANSWERS_A_SECOND, ENGINEERS
from tests.bench.hop import Hops, measure_hops
from tests.bench.kit import Line, ms, percentile, show, syncs_per_second
from tests.bench.product import Product, running_product

pytestmark = pytest.mark.timeout(400)

SECONDS = 40
PROBES = 100


class BenchNoted(Event):
    """About as long as an answer."""

    text: str = "Yes: 153 on disk 2, eleven times between 09:02 and 09:05, then 157 once. Nothing before. " * 4


async def test_step(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    async with running_product(folder) as product:
        before = syncs_per_second(folder)
        hops, result = await _under_load(product)
        syncs = [before, syncs_per_second(folder)]
    taken, missed = result.seconds, result.missed
    unit = 2 * (percentile(hops.appends, 0.5) + percentile(hops.waits, 0.5))
    p50 = percentile(taken, 0.5)
    lines = [
        Line("answer sent to next step received, p50", ms(p50), bar="40 ms"),
        Line("the same, p99", ms(percentile(taken, 0.99)), bar="150 ms"),
        Line("in the same run: one append, p50", ms(percentile(hops.appends, 0.5))),
        Line("in the same run: one relay hop, p50", ms(percentile(hops.waits, 0.5))),
        Line("step ÷ two appends and two hops", ms(unit), p50 / unit, "4 (aim 3)"),
        Line("answers measured; without a next step", f"{len(taken)}; {missed}"),
    ]
    show(f"step: {ANSWERS_A_SECOND} answers a second by {ENGINEERS} engineers, playbook", lines, syncs)
    assert missed == 0
    assert len(taken) > SECONDS * ANSWERS_A_SECOND * 0.9


@dataclass(frozen=True, slots=True)
class Result:
    """What the engineers say: seconds of each answer, and how many brought no next step."""

    seconds: list[float]
    missed: int


async def _under_load(product: Product) -> tuple[Hops, Result]:
    """The load's own figures, and single hops beside it."""
    load = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.engineers", product.url, str(SECONDS), stdout=asyncio.subprocess.PIPE
    )
    assert load.stdout is not None
    assert await load.stdout.readline() == b"ready\n"
    hops = await _hops(product)
    output = await load.stdout.read()
    assert await load.wait() == 0
    return hops, Result(**json.loads(output))


async def _hops(product: Product) -> Hops:
    house = product.house
    client = await house.client("ops")
    stream = Stream("erasure", str(new_id()), new_id())  # a category that no service reacts to
    async with house.pool("ops", 1) as pool:
        log = house.log(pool, partial(client.publish, POKE, b""))
        hops = await measure_hops(log, client.jetstream(), stream, BenchNoted(), PROBES, (SECONDS - 10) / PROBES)
    await client.close()
    return hops
