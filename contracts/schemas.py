"""The JSON Schema of each event: what its data look like once the seal is opened."""

from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from contracts.catalog import Category
from shared.message import Event

HERE = Path(__file__).parent
EVENTS = HERE / "events"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def folder(category: Category, event: type[Event]) -> Path:
    """Where the event's schemas are, one a version."""
    return EVENTS / category.name / event.type


def schema_file(category: Category, event: type[Event]) -> Path:
    """The schema of the version that is written today."""
    return folder(category, event) / f"{event.schema_version}.schema.json"


def example_files(category: Category, event: type[Event], version: int | str = "*") -> list[Path]:
    """The examples of one version, or of all: `<version>-<name>.json`."""
    return sorted((folder(category, event) / "examples").glob(f"{version}-*.json"))


class _Plain(GenerateJsonSchema):
    """What was written, and nothing else: no title that repeats a field's name, no default, no keyword of OpenAPI."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def tagged_union_schema(self, schema: Any) -> dict[str, Any]:
        union = super().tagged_union_schema(schema)
        union.pop("discriminator", None)  # the alternatives' constant `type` says the same
        return union


def written(event: type[Event], ref_template: str = "#/$defs/{model}") -> dict[str, Any]:
    """The event as it is written: every field is there, and no other."""
    return event.model_json_schema(mode="serialization", schema_generator=_Plain, ref_template=ref_template)


def event_schema(category: Category, event: type[Event]) -> dict[str, Any]:
    """The event's schema as it is published, under its own name."""
    identifier = f"urn:resolutionflow:{category.name}:{event.type}:v{event.schema_version}"
    return {"$schema": DIALECT, "$id": identifier, **written(event)}
