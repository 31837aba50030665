"""The web app is built when its sources changed, and only then."""

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from services.web import build, npm
from tests.unit.web.bundles import write_bundle

ROOT = Path(__file__).parents[3]


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sources, instead of the real one."""
    for name in build.SOURCES:
        if "." in name:
            (tmp_path / name).write_text(name)
        else:
            (tmp_path / name).mkdir()
            (tmp_path / name / "file.ts").write_text("1")
    monkeypatch.setattr(build, "WEB", tmp_path)
    monkeypatch.setattr(build, "DIST", tmp_path / "dist")
    return tmp_path


@pytest.fixture
def builds(web: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was installed and built, in the place of npm."""
    done: list[str] = []

    def vite(*arguments: str, **environment: str) -> None:
        out = Path(environment["RESOLUTIONFLOW_WEB_OUT"])
        out.mkdir()
        (out / "index.html").write_text("<p>" * 1000)
        write_bundle(out, {"index.html": ("", 1)})
        done.append(" ".join(arguments))

    monkeypatch.setattr(build, "install", lambda *, tools: done.append(f"install, tools={tools}"))
    monkeypatch.setattr(build, "run_quietly", vite)
    return done


def test_given_no_bundle_when_built_twice_then_only_the_first_time_something_is_done(
    web: Path, builds: list[str]
) -> None:
    build.build()
    build.build()

    assert builds == ["install, tools=False", "run build"]
    assert gzip.decompress((web / "dist/index.html.gz").read_bytes()) == (web / "dist/index.html").read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        lambda web: (web / "src/file.ts").write_text("2"),
        lambda web: (web / "src/file.ts").rename(web / "src/other.ts"),
        lambda web: (web / "public/more.svg").write_text(""),
        lambda web: (web / "package-lock.json").write_text("{}"),
    ],
    ids=["a changed file", "a renamed file", "another file", "another lock"],
)
def test_given_a_bundle_when_the_sources_change_then_it_is_built_anew(
    web: Path, builds: list[str], change: Callable[[Path], object]
) -> None:
    build.build()
    change(web)
    build.build()

    assert builds.count("run build") == 2


def test_given_a_bundle_when_building_anew_fails_then_the_old_one_stays_and_the_way_out_is_named(
    web: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build.build()
    (web / "src/file.ts").write_text("broken")

    def fail(*_: str, **__: str) -> None:
        raise npm.NpmFailedError("npm run build failed:\nunexpected token")

    monkeypatch.setattr(build, "run_quietly", fail)
    monkeypatch.delenv(npm.SKIP, raising=False)

    assert build.main() == 1
    said = capsys.readouterr().err
    assert "unexpected token" in said
    assert f"{npm.SKIP}=1" in said
    assert (web / "dist/index.html").is_file()


def test_given_the_back_end_only_when_built_or_checked_then_nothing_is_touched(tmp_path: Path) -> None:
    for module in ("build", "check"):
        command = (sys.executable, "-c", f"import sys; from services.web import {module}; sys.exit({module}.main())")
        environment = os.environ | {npm.SKIP: "1", "PATH": str(tmp_path)}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_given_the_lock_when_read_then_it_names_no_registry() -> None:
    lock = (ROOT / "services/web/package-lock.json").read_text()

    assert '"resolved"' not in lock
    assert lock.count('"integrity"') > 100
