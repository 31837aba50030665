"""Reading other services' events, each by the reader's own small model."""

from typing import TypeVar

from pydantic import ValidationError

from shared.envelope import StoredEvent
from shared.log.registry import FutureEventVersion, UnreadableEvent
from shared.message import Incoming

M = TypeVar("M", bound=Incoming)


def read_as(model: type[M], event: StoredEvent) -> M:
    """An opened event. Raises FutureEventVersion: it was written in a shape that is not known here; UnreadableEvent."""
    if event.schema_version > model.known_version:
        raise FutureEventVersion(event.type, event.schema_version, model.known_version)
    try:
        return model.model_validate_json(event.data)
    except ValidationError:
        raise UnreadableEvent(event.type, event.schema_version) from None  # pydantic's text quotes the data
