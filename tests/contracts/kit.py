"""Every event with its files, for parametrized tests."""

from dataclasses import dataclass
from pathlib import Path

from contracts.catalog import CATEGORIES, Category
from contracts.schemas import EVENTS, example_files, schema_file
from shared.message import Event

ROOT = EVENTS.parents[1]


@dataclass(frozen=True, slots=True)
class Written:
    """An event that some service writes."""

    category: Category
    event: type[Event]

    @property
    def schema(self) -> Path:
        """The schema of today's version."""
        return schema_file(self.category, self.event)

    @property
    def examples(self) -> list[Path]:
        """The examples of every version that ever was."""
        return example_files(self.category, self.event)

    @property
    def todays(self) -> list[Path]:
        """The examples of today's version."""
        return example_files(self.category, self.event, self.event.schema_version)


WRITTEN = [Written(category, event) for category in CATEGORIES for event in category.events]
BY_TYPE = {written.event.type: written for written in WRITTEN}
TODAYS = [(written, file) for written in WRITTEN for file in written.todays]
EXAMPLES = [(written, file) for written in WRITTEN for file in written.examples]


def version(file: Path) -> int:
    """The version that an example or a schema is of."""
    return int(file.name.split("-")[0].split(".")[0])


def named(value: object) -> str | None:
    """A readable id of a parameter."""
    match value:
        case Written():
            return value.event.type
        case Path():
            return value.stem
        case type():
            return f"{value.__module__.split('.')[1]}-{value.__name__}"
    return None
