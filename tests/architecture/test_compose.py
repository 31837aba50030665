"""What the documents tell operators to set reaches the containers that read it."""

import importlib
import inspect
import re
from pathlib import Path

import pytest
import yaml
from pydantic_settings import BaseSettings

import contracts.settings_page
from services.ops.parts import PARTS

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"
PAGES = [page for page in ROOT.glob("docs/**/*.md") if page.name != "settings.md"]
"""What is set on purpose has a page; `settings.md` lists every setting that there is."""
ELSEWHERE = {"RESOLUTIONFLOW_DATABASE_PASSWORD"}
"""Its database takes everybody on the inner network."""


def documented() -> set[str]:
    return {name for page in PAGES for name in re.findall(r"\bRESOLUTIONFLOW_[A-Z_]+\b", page.read_text("utf-8"))}


def read_by(part: str) -> set[str]:
    """The variables of the settings that a part's process reads."""
    classes = vars(importlib.import_module(f"services.ops.parts.{part}")).values()
    return {
        variable
        for settings in classes
        if inspect.isclass(settings) and issubclass(settings, BaseSettings)
        for name, field in settings.model_fields.items()
        for variable in contracts.settings_page.variables(settings, name, field)
    }


@pytest.mark.parametrize("part", PARTS)
def test_given_a_setting_that_a_page_names_when_its_reader_is_started_in_a_container_then_it_is_handed_on(
    part: str,
) -> None:
    handed = set(yaml.safe_load(FILE.read_text())["services"][part]["environment"])

    assert (documented() & read_by(part)) - handed <= ELSEWHERE
