"""What no file of the repository may hold."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))

MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|Users|root|work|opt)/\w+")
REGISTRY = re.compile(r"(?:--(?:extra-)?index-url|--find-links|--trusted-host)\b|https?://[\w.-]*(?:pypi|simple/)")
SECRET = re.compile(
    r"sk-ant-\w{20}|PRIVATE KEY-----\s+[\w+/=]{60}|\bSU[A-Z2-7]{56}\b|\bAKIA(?!\w*EXAMPLE)[0-9A-Z]{16}\b"
)


def texts() -> Iterator[tuple[str, str]]:
    """Every file that is tracked or about to be, this one excepted."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        file = ROOT / name
        if file != Path(__file__) and file.is_file() and b"\0" not in file.read_bytes():
            yield name, file.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("forbidden", [MACHINE_PATH, REGISTRY, SECRET], ids=["machine path", "registry", "secret"])
def test_given_the_repository_when_searched_then_none_names_this(forbidden: re.Pattern[str]) -> None:
    found = [f"{name}: {match[0]}" for name, text in texts() for match in forbidden.finditer(text)]

    assert found == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_given_a_lock_when_read_then_each_line_is_a_pinned_requirement_with_hashes(lock: Path) -> None:
    lines = [line for line in lock.read_text().splitlines() if line and not line.startswith("#")]
    allowed = re.compile(
        r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9,-]+\])?==[^ /:]+( ; [^/\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    )

    assert [line for line in lines if not allowed.fullmatch(line)] == []


def test_given_the_locks_when_compared_then_the_checks_run_with_the_product_s_own_versions() -> None:
    product, checks = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )

    assert product <= checks


def test_given_the_compose_file_when_read_then_no_server_is_open_to_the_network() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    ports = [port for service in services.values() for port in service.get("ports", [])]

    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)
