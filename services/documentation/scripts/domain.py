"""The decider of a script template; pure."""

from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from services.documentation.scripts.commands import (
    ActivateTemplate,
    CreateTemplate,
    DeactivateTemplate,
    ReviseTemplate,
    ScriptCommand,
)
from services.documentation.scripts.events import (
    ScriptEvent,
    TemplateActivated,
    TemplateContent,
    TemplateCreated,
    TemplateDeactivated,
    TemplateRevised,
)
from services.documentation.scripts.faults import refuse
from services.documentation.scripts.limits import ScriptLimits
from services.documentation.scripts.rules import template_faults
from shared.decider import Decider
from shared.errors import Forbidden, IllegalState, NotFound, RevisionMismatch
from shared.message import Actor

EVERYWHERE = "account_admin"
"""Who edits and uses the templates of every team."""
EDITORS = frozenset({"team_admin", EVERYWHERE})


@dataclass(frozen=True, slots=True)
class Unwritten:
    """No template yet."""


@dataclass(frozen=True, slots=True)
class Written:
    """A template as it reads now. `version` is the stream's, `template_version` that of its text."""

    content: TemplateContent
    version: int
    template_version: int
    active: bool


Template = Unwritten | Written


def script_decider(limits: ScriptLimits) -> Decider[Template, ScriptCommand, ScriptEvent]:
    """The decider of an installation with these limits."""

    def decide(command: ScriptCommand, template: Template) -> list[ScriptEvent]:
        match command:
            case CreateTemplate():
                return _create(command, template, limits)
            case ReviseTemplate():
                return _revise(command, template, limits)
            case ActivateTemplate():
                return _activate(command, template)
            case DeactivateTemplate():
                return _deactivate(command, template)
            case _:
                assert_never(command)

    return Decider(initial=Unwritten(), decide=decide, evolve=evolve)


def evolve(template: Template, event: ScriptEvent) -> Template:
    """The template after one more event."""
    match event:
        case TemplateCreated():
            return Written(event.template, 1, 1, active=True)
        case TemplateRevised():
            active = isinstance(template, Written) and template.active
            return Written(event.template, _version(template) + 1, event.template_version, active)
        case TemplateActivated() | TemplateDeactivated():
            if isinstance(template, Unwritten):
                return template
            return replace(template, version=template.version + 1, active=isinstance(event, TemplateActivated))
        case _:
            assert_never(event)


def written(template: Template) -> Written:
    """The template. Raises NotFound."""
    if isinstance(template, Unwritten):
        raise NotFound("unknown_template", "There is no such script template.")
    return template


def may_use(actor: Actor, template: TemplateContent) -> bool:
    """Whether the actor may make scripts from it: it is everybody's, their team's, or they see to all teams."""
    return template.team_id in (None, actor.team_id) or actor.role == EVERYWHERE


def _create(command: CreateTemplate, template: Template, limits: ScriptLimits) -> list[ScriptEvent]:
    by = _editor(command.actor, command.template)
    if isinstance(template, Written):
        if template.content == command.template:
            return []
        raise IllegalState("already_written", "This template exists; revise it instead.")
    refuse(template_faults(command.template, limits))
    return [TemplateCreated(template=command.template, by=by, at=command.at)]


def _revise(command: ReviseTemplate, template: Template, limits: ScriptLimits) -> list[ScriptEvent]:
    known = _editable(command, template)
    changes = {name: getattr(command.changes, name) for name in command.changes.model_fields_set}
    content = known.content.model_copy(update=changes)
    by = _editor(command.actor, content)
    if content == known.content:
        return []
    _check_reach(command.actor, known.content, content)
    refuse(template_faults(content, limits))
    return [TemplateRevised(template_version=known.template_version + 1, template=content, by=by, at=command.at)]


def _check_reach(actor: Actor, before: TemplateContent, after: TemplateContent) -> None:
    """Nobody but the account's administrator takes from the other teams what is everybody's."""
    if before.team_id is None and after.team_id is not None and actor.role != EVERYWHERE:
        raise Forbidden(
            "account_wide", "Every team uses this template; ask an account administrator to give it to one team."
        )


def _activate(command: ActivateTemplate, template: Template) -> list[ScriptEvent]:
    known = _editable(command, template)
    by = _editor(command.actor, known.content)
    return [] if known.active else [TemplateActivated(by=by, at=command.at)]


def _deactivate(command: DeactivateTemplate, template: Template) -> list[ScriptEvent]:
    known = _editable(command, template)
    by = _editor(command.actor, known.content)
    return [TemplateDeactivated(by=by, at=command.at)] if known.active else []


def _editable(command: ReviseTemplate | ActivateTemplate | DeactivateTemplate, template: Template) -> Written:
    known = written(template)
    _editor(command.actor, known.content)
    if command.expected_version not in (None, known.version):
        raise RevisionMismatch("changed", "Somebody changed the template; read it again.", version=known.version)
    return known


def _editor(actor: Actor, template: TemplateContent) -> UUID:
    """Who edits: a team's administrator what is that team's or everybody's, an account's administrator all."""
    if actor.role not in EDITORS or actor.user_id is None:
        raise Forbidden(
            "not_an_editor", "Script templates are edited by team and account administrators; ask one of them."
        )
    if not may_use(actor, template):
        raise Forbidden("other_team", "This template is another team's; ask its administrator or the account's.")
    return actor.user_id


def _version(template: Template) -> int:
    return template.version if isinstance(template, Written) else 0
