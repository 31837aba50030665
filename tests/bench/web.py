"""The web app in Chromium, on the running product: `python -m tests.bench.web [lighthouse] [long-case] [looks]`.

`lighthouse`: speed and accessibility of each page on a first visit. `long-case`: 200 steps with a log of 10 MiB,
scrolled, opened and closed again and again. `looks` measures nothing: it puts pictures of every page and state into
`build/looks`, to be looked at. What they do: `services/web/e2e/*.bench.ts`.
"""

import asyncio
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from services.web import build, npm
from tests.e2e.product import ROOT, UNLIMITED, running_product

LIGHTHOUSE = "lighthouse@12.8.2"
LIGHTHOUSE_DIR = ROOT / "build" / "lighthouse"
"""A folder of its own: the app needs none of its 200 packages."""
BENCHES: Mapping[str, Mapping[str, str]] = {
    "lighthouse": {},
    "long-case": {"RESOLUTIONFLOW_DIAGNOSIS_MAX_STEPS": "200"},
    "looks": {},
}
"""By name, what the product is set to for it."""


async def run(bench: str) -> int:
    """Run one on a product of its own; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        async with running_product(Path(folder), {**UNLIMITED, **BENCHES[bench]}) as product:
            environment = {"BASE_URL": product.url, "LIGHTHOUSE_DIR": str(LIGHTHOUSE_DIR)}
            return await asyncio.to_thread(
                npm.run_aloud, "run", "--silent", "bench", "--", f"{bench}.bench", **environment
            )


def install_lighthouse() -> None:
    """Install it, unless it is there."""
    if not (LIGHTHOUSE_DIR / "node_modules" / "lighthouse").is_dir():
        LIGHTHOUSE_DIR.mkdir(parents=True, exist_ok=True)
        npm.run_quietly("install", "--prefix", str(LIGHTHOUSE_DIR), "--no-audit", "--no-fund", LIGHTHOUSE)


def main(wanted: Sequence[str]) -> int:
    """The exit code: not 0 where one of them could not be done."""
    if unknown := set(wanted) - set(BENCHES):
        sys.stderr.write(f"No such bench: {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.\n")
        return 2
    build.build()
    npm.install(tools=True)
    if "lighthouse" in wanted:
        install_lighthouse()
    return max(asyncio.run(run(bench)) for bench in wanted)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(BENCHES)))
