"""What is asked of a script template."""

from datetime import datetime
from uuid import UUID

from services.documentation.scripts.events import Parameter, Shell, TemplateContent
from shared.message import Actor, Command, Message


class TemplateChanges(Message):
    """What a template shall read from now on; what is not set stays."""

    name: str = ""
    slug: str = ""
    category: str = ""
    description: str = ""
    shell: Shell = "powershell"
    body: str = ""
    parameters: tuple[Parameter, ...] = ()
    team_id: UUID | None = None


class _TemplateCommand(Command):
    actor: Actor
    at: datetime
    expected_version: int | None = None


class CreateTemplate(_TemplateCommand):
    """Write a new template; quiet when exactly this one was written before."""

    template: TemplateContent


class ReviseTemplate(_TemplateCommand):
    """Rewrite a template, or a part of it."""

    changes: TemplateChanges


class ActivateTemplate(_TemplateCommand):
    """Offer the template again."""


class DeactivateTemplate(_TemplateCommand):
    """Offer the template no more; scripts that were made from it stay."""


ScriptCommand = CreateTemplate | ReviseTemplate | ActivateTemplate | DeactivateTemplate
