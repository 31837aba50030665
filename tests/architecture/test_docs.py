"""What the documents name exists, and what exists is named."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer
from pydantic_settings import BaseSettings
from typer.core import TyperGroup

import contracts.settings_page
from services.gateway.app import create_app
from services.gateway.auth.seed import demo_people
from services.ops.cli import app as command_line
from services.ops.demo import PASSWORD
from shared.settings import CommonSettings

ROOT = Path(__file__).parents[2]
PAGES = sorted([
    ROOT / "README.md",
    *ROOT.glob("docs/**/*.md"),
    *ROOT.glob("contracts/*.md"),
    *ROOT.glob("services/*/README.md"),
    *ROOT.glob("deploy/*.md"),
])  # fmt: skip
FOLDERS = ("services", "shared", "contracts", "deploy", "docs", "tests")
VARIABLE = r"\bRESOLUTIONFLOW_[A-Z_]+\b(?!<)"
BUILD = ("Makefile", "services/web/build.py", "services/web/npm.py")
UNNAMED_COMMANDS = {"serve"}
"""What people do not type; containers do."""


def relative(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def code(page: Path) -> str:
    """What a page sets as code: in lines and in blocks."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```.*?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return "\n".join([*blocks, *spans])


@cache
def targets() -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@cache
def variables() -> set[str]:
    """Every variable of every settings class of the code."""
    return {
        variable
        for settings in settings_classes(BaseSettings)
        for name, field in settings.model_fields.items()
        for variable in contracts.settings_page.variables(settings, name, field)
    }


def settings_classes(base: type[BaseSettings]) -> Iterator[type[BaseSettings]]:
    """Every settings class below `base` that the code declares."""
    for settings in base.__subclasses__():
        if settings.__module__.startswith(("services.", "shared.")):
            yield settings
        yield from settings_classes(settings)


@cache
def commands() -> list[str]:
    """Every command of the command line, and those of its groups: `events`, `events list`."""
    return list(_commands(typer.main.get_command(command_line), ""))


def _commands(command: object, prefix: str) -> Iterator[str]:
    if isinstance(command, TyperGroup):
        context = typer.Context(command)
        for name in command.list_commands(context):
            yield f"{prefix}{name}"
            yield from _commands(command.get_command(context, name), f"{prefix}{name} ")


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_given_a_page_when_its_links_are_followed_then_each_arrives(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]

    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_given_a_page_when_it_names_a_file_then_the_file_exists(page: Path) -> None:
    named = re.findall(rf"(?:{'|'.join(FOLDERS)})/[\w./-]+\.(?:py|md|json|sql|yml|yaml|conf|svg)\b", code(page))

    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_given_a_page_when_it_names_a_target_of_make_then_there_is_one(page: Path) -> None:
    named = {word for words in re.findall(r"\bmake((?: [a-z0-9-]+)+)", code(page)) for word in words.split()}

    assert named <= targets()


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_given_a_page_when_it_names_a_command_then_there_is_one(page: Path) -> None:
    named = re.findall(r"\bresolutionflow ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?", code(page))
    groups = {command.split()[0] for command in commands() if " " in command}

    assert {f"{first} {second}" if first in groups and second else first for first, second in named} <= set(commands())


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_given_a_page_when_it_names_a_variable_then_a_setting_or_the_build_reads_it(page: Path) -> None:
    named = set(re.findall(VARIABLE, code(page)))
    build = {variable for file in BUILD for variable in re.findall(VARIABLE, (ROOT / file).read_text())}

    assert named <= variables() | build


def test_given_the_settings_when_listed_then_the_page_has_each_with_its_meaning() -> None:
    page = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    listed = {settings for _, settings in contracts.settings_page.SECTIONS}

    assert set(settings_classes(BaseSettings)) - {CommonSettings} <= listed
    assert [variable for variable in variables() if f"`{variable}`" not in page] == []
    assert "|  |\n" not in page, "a setting without a meaning: write a docstring below it"


def test_given_the_command_line_when_its_commands_are_listed_then_a_page_names_each() -> None:
    text = "\n".join(code(page) for page in PAGES)
    typed = {command for command in commands() if " " not in command} - UNNAMED_COMMANDS

    assert [command for command in sorted(typed) if f"resolutionflow {command}" not in text] == []


def test_given_the_makefile_when_its_targets_are_listed_then_make_explains_each() -> None:
    explained = set(re.findall(r"^([a-z0-9-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert targets() <= explained


def test_given_the_readme_when_the_api_s_paths_are_looked_up_then_each_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    paths = set(create_app().openapi()["paths"])
    called = {"/api/v1" + path.replace("$SESSION", "{session}") for path in re.findall(r'"\$API(/[\w/$-]+)"', readme)}

    assert called
    assert called <= paths


def test_given_the_readme_when_the_demo_is_looked_up_then_its_users_and_password_are_true() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert f"Password: `{PASSWORD}`" in readme
    assert [person.email for person in demo_people() if f"`{person.email}`" not in readme] == []
