"""What is asked on the way from one engineer to the next."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from services.diagnosis.commands_base import Assignee, Note, SystemCommand, UserCommand
from services.diagnosis.escalation.events import BriefingContent
from services.diagnosis.near import NearFlow
from services.diagnosis.usage import EngineName, Usage


class Escalate(UserCommand):
    """The engineer asks for another one; `to` names who shall take it."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=2000)]
    to: Assignee | None = None


class PickUp(UserCommand):
    """Another engineer takes it. `fresh` begins from what they add, `continue` from where it stood."""

    mode: Literal["continue", "fresh"] = "continue"
    additional_context: Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)] | None = None


class TakeBack(UserCommand):
    """Who escalated goes on alone, or a lead sends them on: nobody is there to take it."""


class HandOver(UserCommand):
    """It leaves the product: a vendor, a visit on site."""

    recipient: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    notes: Note | None = None


class GainInsight(SystemCommand):
    """What the record suggests to whoever picks the closing `outcome` up."""

    outcome: int
    remaining_hypotheses: tuple[str, ...]
    suggested_next_steps: tuple[str, ...]
    steps_ruled_out: tuple[str, ...]
    engine: EngineName
    usage: Usage | None = None
    prompt_version: str | None = None
    prompt_blob: str | None = None


class GiveBriefing(SystemCommand):
    """The briefing of the pick-up of `outcome`, as number `order`."""

    outcome: int
    order: int
    step_id: UUID
    content: BriefingContent
    nearest: tuple[NearFlow, ...] = ()


EscalationCommand = Escalate | PickUp | TakeBack | HandOver | GainInsight | GiveBriefing
