"""Flows as files: `{flows: [..]}` in JSON or YAML, read with bounds and written back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import orjson
import yaml
from pydantic import ValidationError

from services.matching.events import FlowContent
from services.matching.tree import Fault, Node, faults
from shared.errors import InvalidInput, TooLarge

Format = Literal["json", "yaml"]

MAX_FILE_CHARS = 900_000
MAX_FLOWS = 500
MAX_NESTING = 120
MAX_SHAPE_FAULTS = 50
SERVER_FIELDS = frozenset(
    {"id", "status", "flow_version", "success_rate", "last_matched_at", "created_at", "updated_at"}
)


class _PlainLoader(yaml.CSafeLoader):
    """Reads every scalar but null as the text it is: a label `Yes` is a word, not a truth value."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own protocol
        first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True, slots=True)
class ReadFlow:
    """A flow of a file: its content where it has the right shape, what is wrong with it, which fields were not used."""

    name: str = ""
    content: FlowContent | None = None
    faults: tuple[Fault, ...] = ()
    ignored: tuple[str, ...] = ()
    draft: bool = False


def parse(document: str, form: Format) -> list[Any]:
    """The flows of a file, not yet looked at. Raises TooLarge, or InvalidInput for what is no such file."""
    if len(document) > MAX_FILE_CHARS:
        detail = f"A file may have {MAX_FILE_CHARS} characters; split it."
        raise TooLarge("file_too_large", detail, limit=MAX_FILE_CHARS)
    try:
        value = _yaml(document) if form == "yaml" else orjson.loads(document)
    except (yaml.YAMLError, orjson.JSONDecodeError, ValueError) as error:
        raise InvalidInput("unreadable_file", f"This is not {form.upper()} that can be read.") from error
    return flow_list(value)


def flow_list(value: Any) -> list[Any]:
    """The list under `flows`. Raises InvalidInput, or TooLarge for too many."""
    flows = value.get("flows") if isinstance(value, dict) else None
    if not isinstance(flows, list) or not flows:
        raise InvalidInput("no_flows", "Flows are expected as a list under the key `flows`.")
    if len(flows) > MAX_FLOWS:
        raise TooLarge("too_many_flows", f"At most {MAX_FLOWS} flows can be imported at once.", limit=MAX_FLOWS)
    return flows


def read_flow(raw: Any) -> ReadFlow:
    """A flow and everything that keeps it from being published."""
    if not isinstance(raw, dict):
        return ReadFlow(faults=(Fault("shape", "", "A flow is an object with a name and a tree_structure."),))
    fields = {key: value for key, value in raw.items() if key in FlowContent.model_fields}
    ignored = tuple(sorted(str(key) for key in raw if key not in fields and key not in SERVER_FIELDS))
    name = raw["name"][:200] if isinstance(raw.get("name"), str) else ""
    try:
        content = FlowContent.model_validate(fields)
    except ValidationError as error:
        return ReadFlow(name, None, shape_faults(error), ignored)
    found = tuple(faults(content.tree_structure))
    return ReadFlow(name, content, found, ignored, draft=raw.get("status") == "draft")


def read_tree(raw: Any) -> ReadFlow:
    """A tree without its flow, and everything that keeps it from being published."""
    try:
        return ReadFlow(faults=tuple(faults(Node.model_validate(raw))))
    except ValidationError as error:
        return ReadFlow(faults=shape_faults(error))


def write(flows: Sequence[Mapping[str, Any]], form: Format) -> str:
    """A file that `parse` reads again."""
    value = {"flows": [dict(flow) for flow in flows]}
    if form == "yaml":
        return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=110)
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()


def to_plain(content: FlowContent) -> dict[str, Any]:
    """A flow's content as plain data, without what is not set."""
    plain = content.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return {**plain, "description": content.description, "origin": content.origin}


def shape_faults(error: ValidationError) -> tuple[Fault, ...]:
    """Where a flow is not of the shape of one; each place as a path instead of a node id."""
    found = error.errors(include_url=False, include_context=False, include_input=False)[:MAX_SHAPE_FAULTS]
    return tuple(Fault("shape", ".".join(map(str, item["loc"]))[:200], item["msg"][:300]) for item in found)


def _yaml(document: str) -> Any:
    """Safe YAML without aliases (a few lines of them can stand for gigabytes) and without deep nesting."""
    depth = 0
    for event in yaml.parse(document, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise InvalidInput("yaml_alias", "YAML aliases are not taken; write the text out.")
        if isinstance(event, yaml.ScalarEvent) and "\0" in event.value:
            raise InvalidInput("invalid_character", "A text contains a NUL character; remove it.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_NESTING:
            raise InvalidInput("too_deep", f"More than {MAX_NESTING} levels are nested; list the nodes flat.")
    return yaml.load(document, Loader=_PlainLoader)  # noqa: S506 - a CSafeLoader
