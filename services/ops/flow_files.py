"""Flows as files on the operator's disk: several under `flows`, or one by itself."""

import re
import textwrap
from pathlib import Path
from typing import Literal

import orjson

from services.matching.flow_file import Format, ReadFlow, parse, read_flow
from services.ops.client import read_file
from shared.errors import InvalidInput

MEDIA_TYPES: dict[Format, Literal["application/yaml", "application/json"]] = {
    "yaml": "application/yaml",
    "json": "application/json",
}
_FORMATS: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}
_LIST = re.compile(r"^flows\s*:", re.MULTILINE)


def read_document(file: Path) -> tuple[str, Format]:
    """The file as an import takes it, and its format. Raises InvalidInput for one that is neither YAML nor JSON."""
    form = _FORMATS.get(file.suffix.lower())
    if form is None:
        raise InvalidInput("unknown_format", f"{file}: flows are read from .yaml and .json files.")
    text = read_file(file).decode(errors="replace")
    return (_yaml_list(text) if form == "yaml" else _json_list(text)), form


def read_flows(file: Path) -> list[ReadFlow]:
    """Every flow of the file, with what keeps it from being published."""
    return [read_flow(raw) for raw in parse(*read_document(file))]


def _yaml_list(text: str) -> str:
    """Kept as text: YAML read by others than matching's own reader may change a label `Yes` into a truth value."""
    return text if _LIST.search(text) else f"flows:\n  -\n{textwrap.indent(text, '    ')}"


def _json_list(text: str) -> str:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return text  # matching says what is wrong with it
    is_list = not isinstance(value, dict) or "flows" in value
    return text if is_list else orjson.dumps({"flows": [value]}).decode()
