"""Builds the web app where it is missing or older than its sources: `python -m services.web.build`.

The bundle in `dist` carries the digest of what it was built from: a second start compares, and builds nothing.
"""

import gzip
import hashlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from services.web.budget import OverBudgetError, check_budget
from services.web.npm import SKIP, WEB, NpmFailedError, install, is_skipped, run_quietly

DIST = WEB / "dist"
SOURCES = ("index.html", "package.json", "package-lock.json", "vite.config.ts", "src", "public")
STAMP = ".built-from"
COMPRESSED = frozenset({".css", ".html", ".js", ".svg"})


def main() -> int:
    """The exit code: 1 where the app cannot be built."""
    try:
        if not is_skipped():
            build()
    except (NpmFailedError, OverBudgetError, OSError) as error:
        sys.stderr.write(f"{error}\n\nThe web app was not built; everything else works without it.\n")
        sys.stderr.write(f"`make web` tries again; with {SKIP}=1 nobody tries.\n")
        return 1
    return 0


def build() -> None:
    """Bring `dist` up to date. The old bundle stays until the new one is whole and within its budget."""
    wanted = digest(WEB)
    stamp = DIST / STAMP
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    sys.stdout.write("Building the web app (once; half a minute)\n")
    sys.stdout.flush()
    install(tools=False)
    fresh = WEB / "dist.new"
    run_quietly("run", "build", RESOLUTIONFLOW_WEB_OUT=str(fresh))
    compress(fresh)
    check_budget(fresh)
    (fresh / STAMP).write_text(wanted)
    shutil.rmtree(DIST, ignore_errors=True)
    fresh.rename(DIST)


def digest(web: Path) -> str:
    """What tells this state of the sources from another."""
    found = hashlib.sha256()
    for file in _sources(web):
        found.update(file.relative_to(web).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def _sources(web: Path) -> Iterator[Path]:
    for name in SOURCES:
        path = web / name
        yield from sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else (path,)


def compress(folder: Path) -> None:
    """Put a `.gz` beside every text of the bundle."""
    for file in sorted(folder.rglob("*")):
        if file.suffix in COMPRESSED:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    sys.exit(main())
