"""The web app in Chromium, on the running product: `services/web/e2e`. Needs a Chromium (`CHROMIUM_PATH`)."""

import asyncio
from pathlib import Path

import pytest

from services.web import build, npm
from tests.e2e.product import UNLIMITED, running_product


@pytest.mark.timeout(1800)
async def test_given_the_running_product_when_it_is_used_in_a_browser_then_all_of_it_works(tmp_path: Path) -> None:
    await asyncio.to_thread(build.build)
    await asyncio.to_thread(npm.install, tools=True)
    async with running_product(tmp_path, UNLIMITED) as product:
        code = await asyncio.to_thread(npm.run_aloud, "run", "--silent", "e2e", BASE_URL=product.url)

    assert code == 0
