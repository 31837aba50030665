"""What the app may cost a browser, in bytes of gzipped JavaScript: a bundle that costs more is not built.

The first load is the entry with the largest page. A page is named `…Page.tsx`.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

MANIFEST = Path(".vite") / "manifest.json"
ENTRY = "index.html"
PAGE = "Page.tsx"
FIRST_LOAD = 220_000
LAZY = 120_000
"""Of one page or other part that is loaded when it is needed, beyond the entry."""

Manifest = Mapping[str, Mapping[str, Any]]


class OverBudgetError(Exception):
    """The bundle is too large; where, and by how much."""


def check_budget(bundle: Path) -> None:
    """Raise OverBudgetError for a bundle, compressed already, that is too large."""
    manifest: Manifest = json.loads((bundle / MANIFEST).read_text("utf-8"))
    entry = _files(manifest, ENTRY)
    lazy = {name: _files(manifest, name) - entry for name, part in manifest.items() if part.get("isDynamicEntry")}
    sizes = {name: _size(bundle, files) for name, files in lazy.items()}
    pages = (size for name, size in sizes.items() if name.endswith(PAGE))
    first = _size(bundle, entry) + max(pages, default=0)
    faults = [_fault(name, size, LAZY) for name, size in sizes.items() if size > LAZY]
    if first > FIRST_LOAD:
        faults.append(_fault("the first load", first, FIRST_LOAD))
    if faults:
        raise OverBudgetError("\n".join(faults))


def _fault(name: str, size: int, limit: int) -> str:
    return f"{name} is {size / 1000:.0f} kB of gzipped JavaScript; {limit / 1000:.0f} kB are allowed."


def _files(manifest: Manifest, name: str) -> frozenset[str]:
    """The files that are loaded with a part of the bundle."""
    return frozenset(manifest[part]["file"] for part in _parts(manifest, name, set()))


def _parts(manifest: Manifest, name: str, seen: set[str]) -> Iterator[str]:
    if name not in seen:
        seen.add(name)
        yield name
        for needed in manifest[name].get("imports", ()):
            yield from _parts(manifest, needed, seen)


def _size(bundle: Path, files: frozenset[str]) -> int:
    return sum((bundle / f"{file}.gz").stat().st_size for file in files)
