import json
import signal
import time
from pathlib import Path

import asyncpg
import psutil
import pytest

from services.ops.embedded.postgres import SUPERUSER, dsn
from services.ops.installation import DATABASE
from services.ops.parts import PARTS
from tests.e2e.installation import STOP_SECONDS, Installation, wait_until
from tests.e2e.product import copy

CASE = "VPN drops every hour"


@pytest.fixture(scope="module")
def installation(alone: Installation) -> Installation:
    """Its servers are killed."""
    return alone


@pytest.fixture
def own(tmp_path: Path, prepared: Path) -> Installation:
    """A data folder of this test's own, in which the product ran before."""
    return Installation(copy(prepared, tmp_path))


def works(installation: Installation) -> bool:
    return installation.run("session", CASE, typed="/quit\n").returncode == 0


@pytest.mark.parametrize("pid_file", ["postgres/postmaster.pid", "nats/nats.pid"])
def test_given_a_server_that_is_killed_when_a_case_is_started_then_it_was_healed(
    installation: Installation, pid_file: str
) -> None:
    killed = installation.pid(pid_file)

    psutil.Process(killed).kill()
    wait_until(lambda: installation.pid(pid_file) not in (0, killed))

    assert works(installation)
    assert installation.json("verify", "--projections")["faults"] == []


def test_given_a_started_installation_when_stopped_and_started_again_then_cases_are_there(own: Installation) -> None:
    with own.up():
        assert works(own)
        postgres = own.pid("postgres/postmaster.pid")
    assert not psutil.pid_exists(postgres)

    began = time.monotonic()
    with own.up("--no-demo"):
        print(f"second start: {time.monotonic() - began:.1f} s")
        assert [event["type"] for event in own.json("events", "list", "--type", "case_received")] == ["case_received"]
        signed_in = own.run("session", CASE, typed="/quit\n")

    assert signed_in.returncode == 1, "the demo's users are retired"
    assert "wrong" in signed_in.stderr


def test_given_an_up_that_was_killed_when_started_again_then_it_takes_its_servers_over(own: Installation) -> None:
    with pytest.raises(psutil.NoSuchProcess), own.up() as process:  # noqa: PT012 - it is killed inside
        postgres = own.pid("postgres/postmaster.pid")
        process.kill()
        process.wait()
        raise psutil.NoSuchProcess(process.pid)

    with own.up():
        assert own.pid("postgres/postmaster.pid") == postgres
        assert works(own)


def test_given_split_when_a_part_is_killed_then_it_is_started_again(own: Installation) -> None:
    with own.up("--split") as process:
        parts = {part.cmdline()[-1]: part for part in process.children() if "services.ops.serving" in part.cmdline()}
        assert set(parts) == set(PARTS)

        parts["diagnosis"].kill()
        assert works(own)
        process.send_signal(signal.SIGTERM)
        process.wait(STOP_SECONDS)

    wait_until(lambda: not any(part.is_running() for part in parts.values()))


async def test_given_a_backup_when_restored_then_what_was_erased_since_stays_erased(own: Installation) -> None:
    file = str(own.folder.parent / "backup.dump")
    with own.up():
        done = own.run("session", CASE, "--json", typed="/quit\n")
        session = next(line["detail"] for line in map(json.loads, done.stdout.splitlines()) if "progress" in line)
        backup = own.json("backup", file)
        own.json("erase", session, "--reason", "asked", "--yes")
        refused = own.run("restore", file, "--yes")

    restored = own.json("restore", file, "--yes")

    assert refused.returncode == 1, "it must be stopped first"
    assert restored["erased_again"] == 1
    with own.up():
        report = own.json("verify", "--projections")
        assert report["faults"] == []
        assert report["positions"] >= backup["position"]
        assert report["erased"] > 0
        assert works(own)


async def test_given_an_event_that_was_changed_when_verified_then_it_is_named(own: Installation) -> None:
    with own.up():
        assert works(own)
        connection = await asyncpg.connect(dsn(own.folder, DATABASE, SUPERUSER))
        await connection.execute(
            "update log.events set meta = replace(meta, 'intake', 'others') where type = 'case_received'"
        )
        await connection.execute("delete from log.positions where position = 3")
        await connection.close()

        report = own.json("verify", exit_code=1)

    kinds = {fault["kind"] for fault in report["faults"]}
    assert {"hash_broken", "position_gap"} <= kinds
    assert any(fault["where"].startswith("case-") for fault in report["faults"])
