"""The expert's checklists: per domain what to ask first and what to check; beyond them, methods for any fault."""

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, TypeAdapter

from shared.message import Message

_FOLDER = Path(__file__).parent / "checklists"
_ANY_DOMAIN = "other"


class Ask(Message):
    """A scoping question with its usual answers."""

    text: str
    why: str
    options: Annotated[tuple[str, ...], Field(min_length=2, max_length=5)]


class Method(Message):
    """Something to do, and what is seen if all is well."""

    id: str
    do: str
    expect: str
    why: str


class Check(Method):
    """A method that finds one kind of fault: its name as a cause, and how it is fixed."""

    fault: str
    fix: str


class Checklist(Message):
    """What an expert of one domain goes through."""

    scoping: dict[str, Ask]
    checks: Annotated[tuple[Check, ...], Field(min_length=4)]


@cache
def checklist(domain: str) -> Checklist:
    """The checklist of a domain; of `other` where there is none."""
    path = _FOLDER / f"{domain}.yaml"
    known = path if domain.isidentifier() and path.exists() else _FOLDER / f"{_ANY_DOMAIN}.yaml"
    return Checklist.model_validate(yaml.safe_load(known.read_text("utf-8")))


@cache
def methods() -> tuple[Method, ...]:
    """Ways to go on when every usual cause is ruled out."""
    return TypeAdapter(tuple[Method, ...]).validate_python(
        yaml.safe_load((_FOLDER / "general.yaml").read_text("utf-8"))
    )
