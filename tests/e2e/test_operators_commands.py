import json
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
import yaml

from services.gateway.projector import PROJECTIONS
from services.ops.embedded.postgres import SUPERUSER, dsn
from services.ops.installation import DATABASE
from tests.e2e.installation import Installation, wait_until


async def sql(installation: Installation, statement: str, *arguments: object) -> object:
    connection = await asyncpg.connect(dsn(installation.folder, DATABASE, SUPERUSER))
    try:
        return await connection.fetchval(statement, *arguments)
    finally:
        await connection.close()


@pytest.fixture(scope="module")
def installation(alone: Installation) -> Installation:
    """It is looked at as a whole, and spoilt."""
    return alone


@pytest.fixture(scope="module")
def session(installation: Installation) -> str:
    """A case with a step or two."""
    done = installation.run("session", "VPN drops every hour", "--json", typed="1\n/pause\n")
    detail: str = next(line["detail"] for line in map(json.loads, done.stdout.splitlines()) if "progress" in line)
    return detail


def test_given_everything_runs_when_the_doctor_looks_then_nothing_is_wrong(installation: Installation) -> None:
    wait_until(lambda: {finding["state"] for finding in installation.json("doctor")} == {"ok"})


def test_given_a_second_up_on_the_folder_when_started_then_it_says_so(installation: Installation) -> None:
    done = installation.run("up", "--port", "0")

    assert done.returncode == 1
    assert "Another ResolutionFlow is running" in done.stderr


def test_given_a_case_when_its_events_are_listed_then_they_are_envelopes(
    installation: Installation, session: str
) -> None:
    found = installation.json("events", "list", "--session", session)

    assert found[-1]["type"] == "case_received"
    assert "VPN" not in json.dumps(found)


def test_given_content_when_opened_without_a_reason_then_it_is_refused(
    installation: Installation, session: str
) -> None:
    (received,) = installation.json("events", "list", "--session", session, "--type", "case_received")

    assert installation.run("events", "show", received["id"], "--open").returncode == 2


def test_given_a_reason_when_content_is_opened_then_the_audit_says_so(installation: Installation, session: str) -> None:
    (received,) = installation.json("events", "list", "--session", session, "--type", "case_received")

    opened = installation.json("events", "show", received["id"], "--open", "--reason", "support call")

    assert opened["data"]["text"] == "VPN drops every hour"
    assert installation.json("events", "list", "--type", "content_opened", "--account", received["account"])


def test_given_an_engineer_when_content_is_opened_then_it_is_forbidden(
    installation: Installation, session: str
) -> None:
    (received,) = installation.json("events", "list", "--session", session, "--type", "case_received")

    done = installation.run(
        "events", "show", received["id"], "--open", "--reason", "curious", "--as", "engineer@demo.example"
    )

    assert done.returncode == 1
    assert "VPN" not in done.stdout


def test_given_an_intact_log_when_verified_with_its_projections_then_nothing_is_found(
    installation: Installation, session: str
) -> None:
    report = installation.json("verify", "--projections")

    assert report["faults"] == []
    assert report["events"] == report["positions"] + report["waiting"] > 0


def test_given_projections_when_rebuilt_then_they_equal_their_rebuild(installation: Installation, session: str) -> None:
    assert installation.json("projections", "rebuild") == {"rebuilt": [projection.name for projection in PROJECTIONS]}
    assert installation.json("projections", "rebuild", "case", "--session", session)["events"] >= 4
    assert installation.json("verify", "--projections")["faults"] == []


async def test_given_a_stale_case_when_rebuilt_alone_then_it_is_healed(
    installation: Installation, session: str
) -> None:
    await sql(installation, "update read.cases set stale_since = 1, doc = '{}' where session = $1::text::uuid", session)
    found = installation.json("verify", "--projections", exit_code=1)["faults"]

    installation.json("projections", "rebuild", "case", "--session", session)

    assert [fault["kind"] for fault in found] == ["projection_differs"]
    assert installation.json("verify", "--projections")["faults"] == []


async def test_given_a_dead_letter_when_discarded_then_it_waits_no_longer(
    installation: Installation, session: str
) -> None:
    await sql(
        installation,
        "insert into bus.dead_letters (service, position, event_type, stream, error, tries)"
        " values ('documentation', 1, 'flow_drafted', 'flow-x', 'Test', 8)",
    )

    waiting = installation.json("dead-letters", "list", exit_code=1)
    installation.json("dead-letters", "discard", "documentation", "1", "--reason", "a test")

    assert [letter["position"] for letter in waiting] == [1]
    assert installation.json("dead-letters", "list") == []


def test_given_flows_when_exported_and_imported_then_they_are_accepted(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "library.yaml"

    assert installation.run("flows", "export", "-o", str(file)).returncode == 0
    assert installation.run("flows", "validate", str(file)).returncode == 0
    library = yaml.safe_load(file.read_text("utf-8"))
    assert len(library["flows"]) >= 24
    file.write_text(yaml.safe_dump({"flows": library["flows"][:3]}), "utf-8")  # to be embedded takes its time
    assert {flow["status"] for flow in installation.json("flows", "import", str(file))} == {"published"}


def test_given_a_flow_with_faults_when_validated_then_each_is_named(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("flows: [{name: Half a flow}]")

    (flow,) = installation.json("flows", "validate", str(file), exit_code=1)

    assert {fault["code"] for fault in flow["faults"]} == {"shape"}


def test_given_a_secret_when_settings_are_shown_then_it_is_masked(installation: Installation) -> None:
    done = installation.run("config", "show", "--json", RESOLUTIONFLOW_DATABASE_PASSWORD="hunter2hunter2")

    assert "hunter2" not in done.stdout
    assert "********" in done.stdout


def test_given_an_unknown_session_when_erased_then_it_is_refused(installation: Installation) -> None:
    assert installation.run("erase", str(uuid4()), "--reason", "asked", "--yes").returncode == 1


def test_given_an_erased_case_when_looked_for_then_nobody_can_read_it(installation: Installation) -> None:
    left = installation.run("session", "Mail to our supplier bounces with 5.7.1", typed="1\n")
    session = left.stdout.rsplit(maxsplit=1)[-1]
    (received,) = installation.json("events", "list", "--session", session, "--type", "case_received")

    installation.json("erase", session, "--reason", "the customer asked", "--yes")

    opened = installation.run("events", "show", received["id"], "--open", "--reason", "look")
    report = installation.json("verify", "--projections")
    assert opened.returncode == 1
    assert "erased" in opened.stderr
    assert report["faults"] == []
    assert report["erased"] >= 4


def test_given_a_bus_reset_when_a_case_is_worked_then_it_goes_on(installation: Installation) -> None:
    before = installation.json("bus", "reset", "--yes")

    done = installation.run("session", "Laptop is slow since the update", typed="1\n/quit\n")

    assert done.returncode == 0, done.stderr
    assert installation.json("bus", "reset", "--yes")["epoch"] == before["epoch"] + 1
