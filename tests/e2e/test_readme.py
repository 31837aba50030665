"""The README's commands do what it says."""

import asyncio
import re

from tests.e2e.kit import Person
from tests.e2e.product import ROOT, Product

ADDRESS = "http://127.0.0.1:8000"


async def test_given_a_running_product_when_the_readme_s_commands_are_typed_then_a_case_is_documented(
    product: Product, engineer: Person
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"^```bash\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert ADDRESS in script

    shell = await asyncio.create_subprocess_exec(
        "bash", "-euo", "pipefail", "-c", script.replace(ADDRESS, product.url),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, complaints = (output.decode() for output in await shell.communicate())

    assert (shell.returncode, complaints) == (0, "")
    assert '"status":"resolved"' in said
    assert "# Outlook asks Priya for her password again and again" in said
    assert "Reconnected the work account; the prompts are gone." in said.split("## Resolution")[1]
