"""What happened to a script template: the events of the streams `script-<template>`, sealed by the account's key."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.log import Registry
from shared.message import Event, Message

Shell = Literal["powershell", "bash"]
FieldType = Literal["text", "multiline", "number", "select", "boolean", "password"]


class Validation(Message):
    """What a value must be; what is null is not asked. Lengths are in characters."""

    pattern: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None


class Parameter(Message):
    """One placeholder `{{ key }}` of the body. A password has no default."""

    key: str
    label: str
    field_type: FieldType
    required: bool
    default: str | float | bool | None = None
    options: tuple[str, ...] = ()
    help_text: str | None = None
    validation: Validation | None = None


class TemplateContent(Message):
    """A whole template. `team_id` is None where all of the account may use it."""

    name: str
    slug: str
    category: str
    description: str
    shell: Shell
    body: str
    parameters: tuple[Parameter, ...]
    team_id: UUID | None


class TemplateCreated(Event):
    """There is a new template; it is active, its version 1."""

    template: TemplateContent
    by: UUID
    at: datetime


class TemplateRevised(Event):
    """The template reads otherwise now; `template_version` counts from 1, scripts made before keep theirs."""

    template_version: int
    template: TemplateContent
    by: UUID
    at: datetime


class TemplateDeactivated(Event):
    """The template is offered no more."""

    by: UUID
    at: datetime


class TemplateActivated(Event):
    """The template is offered again."""

    by: UUID
    at: datetime


ScriptEvent = TemplateCreated | TemplateRevised | TemplateDeactivated | TemplateActivated

SCRIPT_EVENTS: Registry[ScriptEvent] = Registry(
    TemplateCreated, TemplateRevised, TemplateDeactivated, TemplateActivated
)
