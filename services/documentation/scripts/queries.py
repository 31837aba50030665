"""`qry.documentation.*` about script templates: is this one right, what script does it make, which are used most."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.documentation.scripts.commands import ScriptCommand
from services.documentation.scripts.domain import Template, Written, may_use, written
from services.documentation.scripts.events import ScriptEvent, TemplateContent, TemplateCreated, TemplateRevised
from services.documentation.scripts.limits import ScriptLimits
from services.documentation.scripts.ports import Offer, Offers
from services.documentation.scripts.reading import try_template
from services.documentation.scripts.rendering import render
from services.documentation.scripts.rules import template_faults
from services.documentation.scripts.values import Given
from shared.bus.commands import Answer, Endpoint, Request
from shared.errors import Forbidden, IllegalState, NotFound
from shared.handle import Handler
from shared.message import Actor

USERS = frozenset({"engineer", "team_admin", "account_admin"})


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class RenderQuery(_Body):
    """A template, and what is given to it. Without a version its present text is meant."""

    template_id: UUID
    version: Annotated[int, Field(ge=1)] | None = None
    parameters: Annotated[dict[str, Given], Field(max_length=200)] = {}


class OffersQuery(_Body):
    """Whose templates: everybody's, and those of the team. With `slugs`: those, instead of the most used."""

    team_id: UUID | None = None
    slugs: Annotated[list[str], Field(max_length=20)] = []


@dataclass(frozen=True, slots=True)
class ScriptQueries:
    """What other processes may ask. `offered` is how many templates FlowPilot hears of."""

    templates: Handler[Template, ScriptCommand, ScriptEvent]
    offers: Offers
    limits: ScriptLimits
    offered: int

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """The queries by name."""
        return {
            "validate_template": self.validate,
            "render_script": self.render_script,
            "offered_scripts": self.offered_scripts,
        }

    async def validate(self, request: Request) -> Answer:
        """Every fault of a template; changes nothing."""
        template = try_template(request.body)
        faults = template_faults(template, self.limits) if isinstance(template, TemplateContent) else template
        return {"valid": not faults, "faults": [fault.to_dict() for fault in faults]}

    async def render_script(self, request: Request) -> Answer:
        """The script of a template with what is given. It may hold a password: it is answered, and kept nowhere."""
        query = RenderQuery.model_validate(request.body)
        content, version = await self._text(request.actor, query)
        rendered = render(content, query.parameters, self.limits)
        named = {"id": query.template_id, "version": version, "name": content.name, "slug": content.slug}
        return {
            "script": rendered.script,
            "filename": rendered.filename,
            "parameters_used": rendered.parameters_used,
            "template": {**named, "shell": content.shell},
        }

    async def offered_scripts(self, request: Request) -> Answer:
        """The active templates of everybody and of a team: those asked for by slug, or the most used."""
        query = OffersQuery.model_validate(request.body)
        if query.slugs:
            found = await self.offers.named(request.actor.account_id, query.team_id, query.slugs)
        else:
            found = await self.offers.most_used(request.actor.account_id, query.team_id, self.offered)
        return {"scripts": [_told(offer) for offer in found]}

    async def _text(self, actor: Actor, query: RenderQuery) -> tuple[TemplateContent, int]:
        """The text to render and its version. Raises NotFound, Forbidden, or IllegalState: it is offered no more."""
        events = await self.templates.log.load(f"script-{query.template_id}")
        if events and events[0].account != actor.account_id:
            events = []
        history = self.templates.registry.decode_all(events)
        template = written(self.templates.decider.fold(history))
        texts = [event.template for event in history if isinstance(event, TemplateCreated | TemplateRevised)]
        version = query.version or len(texts)
        meant = texts[version - 1 : version] or [template.content]
        _require_use(actor, template, meant[0], query.version)
        if version > len(texts):
            raise NotFound("unknown_template_version", f"The template has {len(texts)} version(s) only.")
        return texts[version - 1], version


def _require_use(actor: Actor, template: Written, meant: TemplateContent, version: int | None) -> None:
    """The present template must be the actor's to use, or the version that is asked for."""
    if actor.role not in USERS:
        raise Forbidden("not_an_engineer", "Scripts are made by engineers.")
    if not (may_use(actor, template.content) or may_use(actor, meant)):
        raise Forbidden("other_team", "This template is another team's.")
    if version is None and not template.active:
        raise IllegalState("template_inactive", "This template is not offered any more; choose another.")


def _told(offer: Offer) -> dict[str, Any]:
    return {
        "id": offer.template_id,
        "slug": offer.slug,
        "name": offer.name,
        "description": offer.description,
        "parameter_keys": list(offer.parameter_keys),
    }
