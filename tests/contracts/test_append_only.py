"""What was published stays readable: schemas change compatibly or not at all, examples never."""

import io
import json
import subprocess
import tarfile
from collections.abc import Callable
from typing import Any

import pytest
from jsoncompat import check_compat

from tests.contracts.kit import ROOT

FOLDER = "contracts/events"
Schema = dict[str, Any]


def git(*arguments: str) -> bytes | None:
    """What git answers, or None where it refuses."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


def revisions() -> list[str]:
    """What the files are held against: where this branch left the main one, the last commit, the one before."""
    found = (git("merge-base", "HEAD", "origin/main"), git("rev-parse", "HEAD"), git("rev-parse", "HEAD^"))
    return sorted({revision.decode().strip() for revision in found if revision})


def published() -> dict[tuple[str, str], bytes]:
    """The contracts of the earlier revisions, by revision and path."""
    files: dict[tuple[str, str], bytes] = {}
    for revision in revisions():
        archive = git("archive", revision, FOLDER)
        if archive is None:
            continue  # that revision has no contracts
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            for member in tar.getmembers():
                if content := tar.extractfile(member):
                    files[revision, member.name] = content.read()
    return files


def readable(old: Schema, new: Schema) -> bool:
    """Whether a reader of `new` understands whatever was written as `old`."""
    before, after = (
        json.dumps({name: value for name, value in schema.items() if name != "$id"})  # jsoncompat would look it up
        for schema in (old, new)
    )
    return check_compat(before, after, "deserializer")


def test_given_the_history_when_the_schemas_are_compared_then_what_was_written_can_still_be_read() -> None:
    broken = {
        path
        for (_, path), old in published().items()
        if path.endswith(".schema.json")
        and not ((ROOT / path).exists() and readable(json.loads(old), json.loads((ROOT / path).read_text())))
    }

    assert broken == set(), "write a new version of the event, with an upcast: docs/adding-an-event.md"


def test_given_the_history_when_the_examples_are_compared_then_they_are_as_they_were() -> None:
    changed = {
        path
        for (_, path), old in published().items()
        if "/examples/" in path and not ((ROOT / path).exists() and (ROOT / path).read_bytes() == old)
    }

    assert changed == set(), "examples are frozen: add another one"


def _step() -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["order", "engine"],
        "properties": {"order": {"type": "integer"}, "engine": {"enum": ["playbook", "claude"]}},
    }


def _require_more(schema: Schema) -> None:
    schema["properties"]["attempt"] = {"type": "integer"}
    schema["required"].append("attempt")


def _drop(schema: Schema) -> None:
    del schema["properties"]["order"]
    schema["required"].remove("order")


def _retype(schema: Schema) -> None:
    schema["properties"]["order"] = {"type": "string"}


def _narrow(schema: Schema) -> None:
    schema["properties"]["engine"]["enum"].pop()


def _widen(schema: Schema) -> None:
    schema["properties"]["engine"]["enum"].append("local")


def _explain(schema: Schema) -> None:
    schema["description"] = "Said better."


@pytest.mark.parametrize(
    ("change", "compatible"),
    [(_require_more, False), (_drop, False), (_retype, False), (_narrow, False), (_widen, True), (_explain, True)],
)
def test_given_a_change_of_a_published_schema_when_checked_then_it_is_judged_by_what_was_written(
    change: Callable[[Schema], None], compatible: bool
) -> None:
    schema = _step()
    change(schema)

    assert readable(_step(), schema) is compatible
