"""`resolutionflow templates`: script templates from files, and the set that comes with the product."""

import json
from pathlib import Path

import pytest

from tests.e2e.installation import Installation

GOOD = """\
name: Set the clock
category: Clocks
description: Sets the clock of a machine.
shell: bash
parameters:
- {key: zone, label: Time zone, field_type: text, required: true}
body: |
  zone={{ zone }}
  timedatectl set-timezone -- "$zone"
"""
BAD = GOOD.replace('"$zone"', "'{{ zone }}'")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    good, bad = tmp_path / "set-the-clock.yaml", tmp_path / "broken.yaml"
    good.write_text(GOOD)
    bad.write_text(BAD)
    return good, bad


def test_given_files_when_validated_then_what_is_wrong_is_told_with_its_line_and_nothing_has_to_run(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    nowhere = Installation(tmp_path / "nowhere")
    told = nowhere.json("templates", "validate", *map(str, files), exit_code=1)
    assert [(one["slug"], one["status"]) for one in told] == [("set-the-clock", "valid"), ("broken", "refused")]
    assert [(fault["code"], fault["line"]) for fault in told[1]["faults"]] == [("not_an_argument", 2)]
    for_people = nowhere.run("templates", "validate", str(files[1]))
    assert "broken: body line 2:" in for_people.stdout


def test_given_files_when_imported_then_the_good_ones_are_there_once(
    installation: Installation, files: tuple[Path, Path]
) -> None:
    good, bad = map(str, files)
    first = installation.json("templates", "import", good, bad, exit_code=1)
    assert [one["status"] for one in first] == ["added", "refused"]
    again = installation.json("templates", "import", good)
    assert again[0]["template_id"] == first[0]["template_id"]
    files[0].write_text(GOOD.replace("Sets", "Puts right"))
    assert [one["status"] for one in installation.json("templates", "import", good)] == ["kept"]


def test_given_another_account_when_the_starter_set_is_imported_then_it_has_all_of_it(
    installation: Installation,
) -> None:
    rival = ("templates", "import", "--json", "--as", "other@rival.example")
    password = {"RESOLUTIONFLOW_PASSWORD": "demo-resolutionflow"}

    told = [installation.run(*rival, **password) for _ in range(2)]
    assert [(done.returncode, done.stderr) for done in told] == [(0, "")] * 2
    first, again = (json.loads(done.stdout) for done in told)

    assert {one["status"] for one in first} <= {"added", "kept"}
    assert {one["template_id"] for one in first} == {one["template_id"] for one in again}
    assert len(again) >= 24
    assert {one["status"] for one in again} == {"kept"}
    assert {one["template_id"] for one in again}.isdisjoint(
        one["template_id"] for one in installation.json("templates", "import")
    )
