"""`cmd.documentation.*` about script templates."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict

from services.documentation.scripts.commands import (
    ActivateTemplate,
    CreateTemplate,
    DeactivateTemplate,
    ReviseTemplate,
    ScriptCommand,
)
from services.documentation.scripts.domain import Template, Written, written
from services.documentation.scripts.events import ScriptEvent, TemplateContent
from services.documentation.scripts.ports import Slugs
from services.documentation.scripts.reading import read_changes, read_template
from services.documentation.scripts.starter import starter_set
from shared.bus.commands import Answer, Endpoint, Request
from shared.clock import Clock
from shared.envelope import Stream
from shared.errors import IllegalState, NotFound
from shared.handle import Handled, Handler
from shared.ids import new_id
from shared.log import CommandKey

SERVICE = "documentation"


class TemplateReference(BaseModel):
    """Names a template."""

    model_config = ConfigDict(frozen=True)

    template_id: UUID


@dataclass(frozen=True, slots=True)
class ScriptApi:
    """What changes templates."""

    templates: Handler[Template, ScriptCommand, ScriptEvent]
    slugs: Slugs
    clock: Clock

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """The commands by name."""
        return {
            "create_template": self.create,
            "revise_template": self.revise,
            "activate_template": self.activate,
            "deactivate_template": self.deactivate,
            "add_starter_templates": self.add_starter_set,
        }

    async def create(self, request: Request) -> Answer:
        """Write a new template; without a slug it gets one from its name."""
        name = f"template {request.actor.label} {request.key or new_id()}"
        template_id = uuid5(request.actor.account_id, name)
        return _answer(await self._create(request, template_id, read_template(request.body), request.command_key))

    async def revise(self, request: Request) -> Answer:
        """Rewrite a template: `template_id` and whatever shall read otherwise."""
        changes = read_changes({key: value for key, value in request.body.items() if key != "template_id"})
        return await self._change(request, ReviseTemplate(**self._asked(request), changes=changes))

    async def activate(self, request: Request) -> Answer:
        """Offer a template again."""
        return await self._change(request, ActivateTemplate(**self._asked(request)))

    async def deactivate(self, request: Request) -> Answer:
        """Offer a template no more."""
        return await self._change(request, DeactivateTemplate(**self._asked(request)))

    async def add_starter_set(self, request: Request) -> Answer:
        """Write every template of the starter set whose slug is free; what is there already is left alone."""
        return {"templates": await asyncio.gather(*(self._add(request, template) for template in starter_set()))}

    async def _add(self, request: Request, template: TemplateContent) -> dict[str, Any]:
        """One template of the set. Its id follows from its slug, so that it is written once."""
        template_id = uuid5(request.actor.account_id, f"starter template {template.slug}")
        try:
            handled = await self._create(request, template_id, template, _part_key(request, template.slug))
        except IllegalState:
            return {"slug": template.slug, "template_id": None, "status": "kept"}
        status = "added" if handled.events or handled.repeated else "kept"
        return {"slug": template.slug, "template_id": template_id, "status": status}

    async def _create(
        self, request: Request, template_id: UUID, template: TemplateContent, key: CommandKey | None
    ) -> Handled[Template, ScriptEvent]:
        command = CreateTemplate(actor=request.actor, at=self.clock(), template=template)
        return await self._do(request, template_id, command, key)

    async def _change(self, request: Request, command: ScriptCommand) -> Answer:
        named = TemplateReference.model_validate({"template_id": request.body.get("template_id")})
        return _answer(await self._do(request, named.template_id, command, request.command_key))

    def _asked(self, request: Request) -> dict[str, Any]:
        return {"actor": request.actor, "at": self.clock(), "expected_version": request.expected_version}

    async def _do(
        self, request: Request, template_id: UUID, command: ScriptCommand, key: CommandKey | None
    ) -> Handled[Template, ScriptEvent]:
        stream = Stream("script", str(template_id), request.actor.account_id)
        known = await self._load(stream)
        if key is None or await self.templates.log.find_command(key) is None:
            await self._reserve_slug(stream, command, known[0])
        return await self.templates.handle(stream, command, request.origin(SERVICE), key, known)

    async def _load(self, stream: Stream) -> tuple[Template, int]:
        """The template as it stands. Another account's is answered as one that does not exist."""
        events = await self.templates.log.load(stream.name)
        if events and events[0].account != stream.account:
            raise NotFound("unknown_template", "There is no such script template.")
        return self.templates.decider.fold(self.templates.registry.decode_all(events)), len(events)

    async def _reserve_slug(self, stream: Stream, command: ScriptCommand, template: Template) -> None:
        """Make sure of the slug that the template shall have, if the command may be at all."""
        after = self.templates.decider.fold(self.templates.decider.decide(command, template), template)
        slug = written(after).content.slug
        if isinstance(template, Written) and template.content.slug == slug:
            return
        holder = await self.slugs.reserve(stream.account, slug, UUID(stream.id))
        if holder is not None and not await self._take_over(stream, slug, holder):
            raise IllegalState(
                "slug_taken", f"Another template has, or just had, the slug {slug}; choose another.", slug=slug
            )

    async def _take_over(self, stream: Stream, slug: str, holder: UUID) -> bool:
        held, _ = await self.templates.load(f"script-{holder}")
        if isinstance(held, Written) and held.content.slug == slug:
            return False
        return await self.slugs.take_over(stream.account, slug, UUID(stream.id), holder)


def _part_key(request: Request, slug: str) -> CommandKey | None:
    """The key of one template of the set: the set sent again under the same key does nothing."""
    whole = request.command_key
    if whole is None:
        return None
    return CommandKey(whole.account, whole.user, whole.route, f"{whole.key}/{slug}", whole.body_hmac)


def _answer(handled: Handled[Template, ScriptEvent]) -> dict[str, Any]:
    template = written(handled.state)
    return {
        "template_id": handled.stream.removeprefix("script-"),
        "stream": handled.stream,
        "version": handled.version,
        "template_version": template.template_version,
        "slug": template.content.slug,
        "active": template.active,
    }
