"""Templates as files, and those that come with the product: one file each, named by its slug."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from services.documentation.scripts.events import TemplateContent
from services.documentation.scripts.reading import read_template
from shared.errors import InvalidInput

FOLDER = Path(__file__).parent / "starter"


@cache
def starter_set() -> tuple[TemplateContent, ...]:
    """Every template of the set, by slug; all of the account may use them."""
    files = sorted(FOLDER.glob("*.yaml"))
    return tuple(read_template(parse(file.read_text(encoding="utf-8"), file.stem)) for file in files)


def parse(text: str, slug: str) -> Mapping[str, Any]:
    """The template of a YAML file, not yet looked at; `slug` is used where the file names none. Raises InvalidInput."""
    try:
        value = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        raise InvalidInput("unreadable_file", "This is not YAML that can be read.") from None
    if not isinstance(value, dict):
        raise InvalidInput("unreadable_file", "A file holds one template: name, category, shell, body, parameters.")
    return {"slug": slug, "team_id": None, "description": "", "parameters": [], **value}
