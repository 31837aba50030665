"""Figures at the terminal: a table, JSON, and CSV."""

import csv
import json
from io import StringIO

from tests.e2e.installation import Installation


def test_given_sessions_when_the_figures_are_asked_for_then_the_new_one_is_counted(installation: Installation) -> None:
    before = json.loads(installation.run("analytics", "--json").stdout)
    installation.run("session", "Outlook asks for the password again and again", "--json", typed="/quit\n")
    after = json.loads(installation.run("analytics", "--json").stdout)

    assert after["figures"][0]["value"] == before["figures"][0]["value"] + 1
    assert "resolved rate" in installation.run("analytics").stdout


def test_given_a_table_when_asked_for_as_csv_then_it_is_that(installation: Installation) -> None:
    done = installation.run("analytics", "--csv", "--table", "breakdown", "--by", "status")

    header, *_ = csv.reader(StringIO(done.stdout, newline=""))
    assert header[:3] == ["by", "key", "label"]


def test_given_a_period_that_ends_before_it_begins_when_asked_for_then_it_is_refused(
    installation: Installation,
) -> None:
    done = installation.run("analytics", "--since", "2026-03-02", "--until", "2026-03-01")

    assert done.returncode == 1
    assert "ends before it begins" in done.stderr
