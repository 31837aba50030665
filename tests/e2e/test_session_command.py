import json

from tests.e2e.installation import Installation, wait_until

LOCKOUT = "User keeps getting locked out of her AD account"


def all_indexed(installation: Installation) -> bool:
    return len(json.loads(installation.run("flows", "export", "--format", "json").stdout)["flows"]) >= 24


def test_given_a_running_installation_when_a_case_is_piped_through_then_it_ends_documented(
    installation: Installation,
) -> None:
    wait_until(lambda: all_indexed(installation))

    done = installation.run("session", LOCKOUT, typed="1\ny seen in event 4740\n/resolve Cleared the old password\n")

    assert done.returncode == 0, done.stderr
    for stage in ("received", "classified active_directory", "matched", "first question"):
        assert f"✓ {stage}" in done.stdout
    assert "# User keeps getting locked out" in done.stdout
    assert "Cleared the old password" in done.stdout


def test_given_answers_that_end_early_when_continued_then_the_case_goes_on(installation: Installation) -> None:
    left = installation.run("session", "The printer in accounting is offline", typed="1\n")
    session = left.stdout.rsplit(maxsplit=1)[-1]

    resumed = installation.run("session", "--continue", session, typed="nonsense 99\n/resolve Power-cycled it\n")

    assert "# The printer in accounting is offline" in resumed.stdout, resumed.stdout + resumed.stderr


def test_given_json_when_a_case_is_worked_then_each_line_is_a_value(installation: Installation) -> None:
    done = installation.run("session", LOCKOUT, "--json", typed="/pause\n")

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert next(line["progress"] for line in lines if "progress" in line) == "received"
    assert any("step" in line for line in lines)


def test_given_nothing_described_when_started_then_it_says_what_to_bring(installation: Installation) -> None:
    done = installation.run("session")

    assert done.returncode == 1
    assert "Describe the problem" in done.stderr


def test_given_no_gateway_when_a_case_is_started_then_it_is_unavailable(installation: Installation) -> None:
    done = installation.run("session", LOCKOUT, "--url", "http://127.0.0.1:9")

    assert done.returncode == 3
    assert "resolutionflow up" in done.stderr
    assert "Traceback" not in done.stderr


def test_given_the_output_is_no_terminal_when_anything_is_printed_then_without_colours(
    installation: Installation,
) -> None:
    assert "\x1b[" not in installation.run("doctor").stdout + installation.run("--help").stdout
