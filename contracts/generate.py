"""Writes what is generated from the code: `python -m contracts.generate`; with `--check` only says what differs.

Event schemas, the AsyncAPI and the OpenAPI document, the page of settings. A published version of an event stays as
it is: `tests/contracts` refuses a change that could not read what was written before.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contracts import asyncapi, settings_page
from contracts.catalog import CATEGORIES, endpoints
from contracts.schemas import HERE, event_schema, schema_file
from services.gateway.app import create_app

ROOT = HERE.parent
FIX = "make contracts"


def documents() -> Mapping[Path, str]:
    """Every generated file with its text; the same code gives the same bytes."""
    schemas = {
        schema_file(category, event): _json(event_schema(category, event))
        for category in CATEGORIES
        for event in category.events
    }
    return schemas | {
        HERE / "asyncapi" / "asyncapi.json": _json(asyncapi.document(endpoints())),
        HERE / "openapi" / "openapi.json": _json(create_app().openapi(), sort=True),
        ROOT / "docs" / "settings.md": settings_page.page(),
    }


def outdated() -> list[Path]:
    """The files that are missing or are not what the code says."""
    return [file for file, text in documents().items() if not file.exists() or file.read_text("utf-8") != text]


def write() -> None:
    """Bring every generated file up to date."""
    for file, text in documents().items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def main() -> int:
    """The exit code: 1 where `--check` found a difference."""
    parser = argparse.ArgumentParser(prog="python -m contracts.generate", description="Write the contracts anew.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where something is out of date")
    if not parser.parse_args().check:
        write()
        return 0
    different = outdated()
    for file in different:
        sys.stderr.write(f"{file.relative_to(ROOT)} does not agree with the code\n")
    if different:
        sys.stderr.write(f"Run: {FIX}\n")
    return 1 if different else 0


def _json(value: Any, *, sort: bool = False) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=sort) + "\n"


if __name__ == "__main__":
    sys.exit(main())
