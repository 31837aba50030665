"""Event → what FlowPilot is told of: templates as they read now, and how often each was used."""

from dataclasses import dataclass
from uuid import UUID

from services.documentation.incoming import ScriptGenerated, read_event
from services.documentation.scripts.commands import ScriptCommand
from services.documentation.scripts.domain import Template, Written
from services.documentation.scripts.events import ScriptEvent
from services.documentation.scripts.ports import Offer, Offers
from shared.envelope import StoredEvent
from shared.handle import Handler


@dataclass(frozen=True, slots=True)
class ScriptReactions:
    """The reactions and what they work with."""

    templates: Handler[Template, ScriptCommand, ScriptEvent]
    offers: Offers

    async def on_template_changed(self, event: StoredEvent) -> None:
        """List the template as it reads by now, whichever of its events this is."""
        template, _ = await self.templates.load(event.stream)
        if isinstance(template, Written):
            await self.offers.put(event.account, offer_of(UUID(event.stream_id), template))

    async def on_script_generated(self, event: StoredEvent) -> None:
        """Count the use of the template."""
        generated = read_event(event)
        if not isinstance(generated, ScriptGenerated):
            raise TypeError(f"{event.type} makes no script")
        await self.offers.count_use(event.account, generated.template_id, generated.generation_id)


def offer_of(template_id: UUID, template: Written) -> Offer:
    """The template as FlowPilot is told of it. It fills in no password, so it hears of none."""
    content = template.content
    return Offer(
        template_id=template_id,
        stream_version=template.version,
        active=template.active,
        team_id=content.team_id,
        slug=content.slug,
        name=content.name,
        description=content.description,
        parameter_keys=[
            parameter.key for parameter in content.parameters if parameter.field_type != "password"
        ],
    )  # fmt: skip
