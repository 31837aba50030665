"""From `up` to a case being worked, the first time and again, and what it takes of memory."""

import time
from pathlib import Path

import httpx2
import pytest

from services.ops.demo import ENGINEER, PASSWORD
from tests.bench.kit import Line, show, syncs_per_second
from tests.bench.product import Product, running_product

pytestmark = pytest.mark.timeout(400)

PROBLEM = "Outlook asks for the password again and again since this morning"


@pytest.mark.parametrize(("mode", "most"), [("one process", "1,024 MiB"), ("--split", "2,048 MiB")])
async def test_start(tmp_path: Path, mode: str, most: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    arguments = [mode] if mode.startswith("--") else []
    async with running_product(folder, arguments) as product:
        lines = [*await _start_lines("first start", product)]
    async with running_product(folder, arguments) as product:
        lines += await _start_lines("second start", product, "6 s")
        memory = product.memory()
    lines.append(Line("memory (PSS)", f"{sum(memory.values()):,.0f} MiB", bar=most))
    lines += [Line(f"of which {part}", f"{size:,.0f} MiB") for part, size in memory.items()]
    show(f"start, everything installed, {mode}", lines, [syncs_per_second(tmp_path)])
    assert sum(memory.values()) > 0


async def _start_lines(name: str, product: Product, bar: str = "") -> list[Line]:
    worked = await _work_a_case(product)
    return [
        Line(f"{name}: says where it is, after", f"{product.seconds:.1f} s", bar=bar),
        Line(f"{name}: first step of a case, after a further", f"{worked:.1f} s"),
    ]


async def _work_a_case(product: Product) -> float:
    """Sign in and start a case; the seconds until its first step."""
    began = time.perf_counter()
    async with httpx2.AsyncClient(base_url=f"{product.url}/api/v1", timeout=75) as http:
        answer = await http.post("/auth/login", json={"email": ENGINEER, "password": PASSWORD})
        http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        intake = {"intake_type": "free_text", "intake_content": {"text": PROBLEM}}
        case = (await http.post("/ai-sessions", json=intake)).json()
        assert case["first_step"] is not None, case
    return time.perf_counter() - began
