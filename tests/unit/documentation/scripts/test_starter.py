"""The templates that come with the product: right, harmless unless asked, and run where that can be done here."""

import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from services.documentation.scripts.events import Parameter, TemplateContent
from services.documentation.scripts.rendering import render
from services.documentation.scripts.rules import template_faults
from services.documentation.scripts.starter import FOLDER, starter_set
from services.documentation.scripts.values import Given
from services.ops.embedded.ports import held_port
from tests.unit.documentation.scripts.examples import LIMITS
from tests.unit.documentation.scripts.powershell_model import tokens

SET = {template.slug: template for template in starter_set()}
IN_BASH = [template for template in SET.values() if template.shell == "bash"]
IN_POWERSHELL = [template for template in SET.values() if template.shell == "powershell"]
CHANGES = re.compile(
    r"(?m)^.*\b(?:Add|Backup|Clear|Remove|Restart|Revoke|Set|Start|Stop|Unlock|Update)-(?:AD|Bit|Item|Mailbox|Mg|Rec|Serv)"
)
SAMPLES = {
    "user": "anna@contoso.example", "mailbox": "info@contoso.example", "person": "bo@contoso.example",
    "service": "Spooler", "new_password": "Correct-Horse-7", "target": "fw-01", "name": "www.contoso.example",
    "host": "localhost", "folder": "/tmp", "unit": "cron", "text": "needle", "file": "/var/log/syslog",
}  # fmt: skip


def sample(template: TemplateContent, **given: Given) -> dict[str, Given]:
    """Something for every parameter without a default."""
    return {key: _sample(template, key) for key in map(_key, template.parameters) if _lacks(template, key)} | given


def _key(parameter: Parameter) -> str:
    return parameter.key


def _lacks(template: TemplateContent, key: str) -> bool:
    return next(one for one in template.parameters if one.key == key).default is None


def _sample(template: TemplateContent, key: str) -> Given:
    [asked] = [parameter for parameter in template.parameters if parameter.key == key]
    if asked.field_type == "select":
        return asked.options[0]
    return "anna" if key == "user" and template.slug.startswith("ad-") else SAMPLES.get(key, "")


def run(slug: str, place: Path, **given: Given) -> subprocess.CompletedProcess[str]:
    """Run a template of the set."""
    script = render(SET[slug], sample(SET[slug], **given), LIMITS).script
    return subprocess.run(
        ["bash", "-s"], input=script, cwd=place, capture_output=True, text=True, check=False, timeout=40
    )


def test_given_the_set_when_counted_then_it_is_large_enough_and_has_both_shells() -> None:
    assert len(SET) == len(list(FOLDER.glob("*.yaml"))) >= 24
    assert len(IN_BASH) >= 6
    assert len({template.name for template in SET.values()}) == len(SET)


@pytest.mark.parametrize("template", SET.values(), ids=SET)
def test_given_a_template_when_looked_at_then_nothing_is_wrong_and_it_can_be_made(template: TemplateContent) -> None:
    assert template_faults(template, LIMITS) == []
    assert template.team_id is None
    assert len(template.description) > 40
    assert render(template, sample(template), LIMITS).script.isascii()


@pytest.mark.parametrize("template", IN_POWERSHELL, ids=lambda template: template.slug)
def test_given_a_powershell_template_when_it_changes_something_then_it_only_shows_that_unless_told_otherwise(
    template: TemplateContent,
) -> None:
    changing = [line for line in template.body.splitlines() if CHANGES.match(line)]
    assert [line for line in changing if "-WhatIf:{{ only_show }}" not in line] == []
    if changing:
        [asked] = [parameter for parameter in template.parameters if parameter.key == "only_show"]
        assert asked.default is True


@pytest.mark.parametrize("template", IN_POWERSHELL, ids=lambda template: template.slug)
def test_given_a_powershell_template_when_made_then_every_quoted_text_and_bracket_is_closed(
    template: TemplateContent,
) -> None:
    found = tokens(render(template, sample(template), LIMITS).script)
    texts = [token.text for token in found if token.kind == "operator"]
    opened = sum(text in ("(", "$(", "@(", "{", "@{", "[") for text in texts)
    assert opened == sum(text in (")", "}", "]") for text in texts)
    assert [token for token in found if token.kind == "other"] == []


@pytest.mark.parametrize("template", IN_BASH, ids=lambda template: template.slug)
def test_given_a_bash_template_when_made_then_bash_finds_it_well_formed(template: TemplateContent) -> None:
    script = render(template, sample(template), LIMITS).script
    done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_given_a_folder_when_its_disk_is_looked_at_then_it_is_listed(tmp_path: Path) -> None:
    (tmp_path / "it's large").mkdir()
    (tmp_path / "it's large" / "file").write_bytes(bytes(3_000_000))
    assert "it's large" in run("linux-disk-space", tmp_path, folder=str(tmp_path)).stdout
    found = run("linux-large-files", tmp_path, folder=str(tmp_path), megabytes=2)
    assert (found.returncode, found.stderr) == (0, "")
    assert "it's large/file" in found.stdout


def test_given_a_log_when_searched_then_its_lines_are_shown_word_for_word(tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text("one [a.b]*\ntwo axb\nThree [A.B]*\n")
    found = run("linux-log-search", tmp_path, file=str(tmp_path / "app.log"), text="[a.b]*", lines=10)
    assert found.stdout == "app.log: one [a.b]*\napp.log: Three [A.B]*\n"


def test_given_backups_when_looked_at_then_an_old_or_missing_one_is_told(tmp_path: Path) -> None:
    assert run("linux-backup-age", tmp_path, folder=str(tmp_path)).returncode == 2
    (tmp_path / "new.bak").write_text("x")
    good = run("linux-backup-age", tmp_path, folder=str(tmp_path))
    assert good.returncode == 0
    assert "new.bak" in good.stdout
    assert "0 hours old" in good.stdout


def test_given_ports_when_tested_then_the_open_one_answers(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert run("linux-port-test", tmp_path, host="127.0.0.1", port=port).stdout.endswith("answers.\n")
    with held_port("127.0.0.1") as port:
        closed = run("linux-port-test", tmp_path, host="127.0.0.1", port=port)
    assert (closed.returncode, closed.stdout.endswith("does not answer.\n")) == (1, True)


@pytest.mark.skipif(shutil.which("ps") is None or shutil.which("free") is None, reason="procps is not installed")
def test_given_this_machine_when_its_memory_is_looked_at_then_processes_are_listed(tmp_path: Path) -> None:
    assert "COMMAND" in run("linux-memory-load", tmp_path).stdout


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_given_nobody_listens_when_the_certificate_is_asked_for_then_that_is_told(tmp_path: Path) -> None:
    with held_port("127.0.0.1") as port:
        told = run("linux-tls-certificate", tmp_path, host="127.0.0.1", port=port)
    assert (told.returncode, "No certificate came" in told.stdout) == (1, True)
