"""The web app in Chromium, on the running product: `services/web/e2e`. Needs a Chromium (`CHROMIUM_PATH`)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.web import build, npm
from tests.e2e.product import UNLIMITED, Product, running_product
from tests.web.control import fault_control

SOON = {**UNLIMITED, "RESOLUTIONFLOW_GAPS_DELAY_SECONDS": "1"}
"""Gaps are looked for while somebody waits for one."""
SPLIT = {**UNLIMITED, "RESOLUTIONFLOW_SPLIT": "true"}
START_SECONDS = 180.0
"""On a machine that does other things too; how quick it is shows `tests/bench/test_start.py`."""
pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
async def web() -> None:
    """The app as it is now, and what drives a browser."""
    await asyncio.to_thread(build.build)
    await asyncio.to_thread(npm.install, tools=True)


@pytest.fixture(scope="module")
async def product(web: None, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    """The product, all of it in one process."""
    async with running_product(tmp_path_factory.mktemp("product"), SOON, START_SECONDS) as running:
        yield running


async def test_given_the_running_product_when_it_is_used_in_a_browser_then_all_of_it_works(product: Product) -> None:
    assert await playwright("work", "--grep-invert=@speed|@faults", BASE_URL=product.url) == 0


async def test_given_nothing_else_to_do_when_steps_are_answered_then_the_app_is_as_quick_as_it_must_be(
    product: Product,
) -> None:
    assert await playwright("speed", "--grep=@speed", "--workers=1", BASE_URL=product.url) == 0


async def test_given_the_product_in_parts_when_they_fail_under_a_browser_then_nothing_is_lost_and_it_says_so(
    web: None, tmp_path: Path
) -> None:
    async with running_product(tmp_path, SPLIT, START_SECONDS) as product:
        with fault_control(product) as control:
            urls = {"BASE_URL": product.url, "CONTROL_URL": control}
            code = await playwright("faults", "--grep=@faults", "--workers=1", **urls)

    assert code == 0


async def playwright(name: str, *options: str, **environment: str) -> int:
    """Run the specs for everybody to see; the exit code. The traces of what failed are in `test-results/<name>`."""
    run = ("run", "--silent", "e2e", "--", f"--output=test-results/{name}", *options)
    return await asyncio.to_thread(npm.run_aloud, *run, **environment)
