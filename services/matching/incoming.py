"""What matching reads of other services' events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from shared.envelope import StoredEvent
from shared.log import FutureEventVersion
from shared.message import Incoming

KNOWN_VERSION = 1

Model = TypeVar("Model", bound=Incoming)


class PastedLog(Incoming):
    """The cut of a log that keeps its error lines."""

    excerpt: str


class CaseReceived(Incoming):
    """The words and the log of a case."""

    text: str | None = None
    log: PastedLog | None = None


class CaseClassified(Incoming):
    """What intake made of the case."""

    summary: str
    domain: str
    symptoms: tuple[str, ...] = ()


class LeadingFlow(Incoming):
    """The flow that a session was led by, with its tree."""

    id: UUID
    tree: Mapping[str, Any] = {}


class SessionStarted(Incoming):
    """The flow that a session began with, if any."""

    flow: LeadingFlow | None = None


class FlowAdopted(Incoming):
    """The flow that the engineer chose instead."""

    flow: LeadingFlow


class StepProposed(Incoming):
    """A step was put to the engineer; flows' steps name their node."""

    node_id: str | None = None


class SessionResolved(Incoming):
    """The problem was solved."""

    at: datetime


def read_as(model: type[Model], event: StoredEvent) -> Model:
    """The fields of an opened event that `model` names.

    Raises:
        FutureEventVersion: it was written in a shape that is not known here.
    """
    if event.schema_version > KNOWN_VERSION:
        raise FutureEventVersion(event.type, event.schema_version, KNOWN_VERSION)
    return model.model_validate_json(event.data)
