"""Each event has a schema and examples that its writer and all its readers understand."""

import importlib
import inspect
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contracts.catalog import endpoints
from contracts.schemas import EVENTS
from shared.log.registry import encode
from shared.message import Event, Incoming
from tests.contracts.kit import BY_TYPE, EXAMPLES, ROOT, TODAYS, WRITTEN, Written, named, version


def classes(file: str, base: type[Any]) -> list[type[Any]]:
    """Every class of that base that a service, a part of one or what they share declares in its file of that name."""
    folders = ("services/*", "services/*/*", "shared/*")
    files = sorted(path for folder in folders for path in ROOT.glob(f"{folder}/{file}.py"))
    modules = [importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in files]
    return [
        member
        for module in modules
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, base) and member.__module__ == module.__name__
    ]


def snake(reader: type[Incoming]) -> str:
    """The event type that a reader's model is named for."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in reader.__name__).lstrip("_")


READERS = [reader for reader in classes("incoming", Incoming) if snake(reader) in BY_TYPE]
READ = [(reader, file) for reader in READERS for file in BY_TYPE[snake(reader)].examples]


def test_given_the_services_when_their_events_are_listed_then_the_catalog_has_each_once() -> None:
    declared = {event for event in classes("events", Event) if event.__subclasses__() == []}

    assert sorted(event.type for event in declared) == sorted(BY_TYPE)
    assert len(BY_TYPE) == len(WRITTEN)


@pytest.mark.parametrize("written", WRITTEN, ids=named)
def test_given_an_event_when_its_examples_are_listed_then_one_is_complete_and_one_minimal(written: Written) -> None:
    names = [file.stem.split("-", 1)[1] for file in written.todays]

    assert "complete" in names
    assert "minimal" in names or '"type": "null"' not in written.schema.read_text()


@pytest.mark.parametrize("written", WRITTEN, ids=named)
def test_given_the_complete_example_when_read_then_it_leaves_no_field_empty(written: Written) -> None:
    complete = next(file for file in written.todays if file.stem.endswith("-complete"))

    assert [name for name, value in json.loads(complete.read_text()).items() if value in (None, [], "")] == []


@pytest.mark.parametrize(("written", "file"), EXAMPLES, ids=named)
def test_given_an_example_of_any_version_when_its_writer_reads_it_then_it_understands_it(
    written: Written, file: Path
) -> None:
    event = written.category.registry.decode(written.event.type, version(file), file.read_bytes())

    assert isinstance(event, written.event)


@pytest.mark.parametrize(("written", "file"), TODAYS, ids=named)
def test_given_an_example_of_today_when_written_again_then_it_is_the_same(written: Written, file: Path) -> None:
    event = written.event.model_validate_json(file.read_bytes())

    assert json.loads(encode(event)) == json.loads(file.read_text())


@pytest.mark.parametrize(("written", "file"), EXAMPLES, ids=named)
def test_given_an_example_when_held_against_its_version_s_schema_then_it_is_valid(written: Written, file: Path) -> None:
    schema = written.schema.with_name(f"{version(file)}.schema.json")

    Draft202012Validator(json.loads(schema.read_text())).validate(json.loads(file.read_text()))


@pytest.mark.parametrize(("reader", "file"), READ, ids=named)
def test_given_an_example_when_another_service_reads_it_then_it_finds_its_fields(
    reader: type[Incoming], file: Path
) -> None:
    reader.model_validate_json(file.read_bytes())


def test_given_the_readers_when_their_models_are_listed_then_each_is_of_an_event_that_somebody_writes() -> None:
    readers = classes("incoming", Incoming)
    parts = {name for reader in readers for name in reader.model_json_schema().get("$defs", {})}

    assert {snake(reader) for reader in readers if reader.__name__ not in parts} <= set(BY_TYPE)


def test_given_the_reactions_when_listed_then_each_is_to_an_event_that_somebody_writes() -> None:
    reactions = {type_ for heard in endpoints().values() for type_ in heard.reactions}

    assert reactions <= set(BY_TYPE)


def test_given_the_schemas_when_listed_then_each_is_of_a_version_that_is_or_was_written() -> None:
    known = {f"{written.category.name}/{written.event.type}": written.event.schema_version for written in WRITTEN}
    files = EVENTS.glob("*/*/*.schema.json")

    assert [file for file in files if version(file) > known[file.relative_to(EVENTS).parent.as_posix()]] == []
