"""What an engine knows of a case beside its steps: facts, fixes, scripts, and the way from engineer to engineer."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.diagnosis.escalation.events import BriefingContent
from services.diagnosis.material.events import FactSource, FixOutcome
from services.diagnosis.near import NearFlow

FixStatus = Literal["proposed"] | FixOutcome
UNDECIDED: frozenset[FixStatus] = frozenset({"proposed", "applied_partial", "applied_pending"})
"""How a fix stands that may still turn out either way."""


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact that holds, in its latest words."""

    fact_id: UUID
    text: str
    source_type: FactSource
    source_summary: str | None
    step_id: UUID | None


@dataclass(frozen=True, slots=True)
class KnownFix:
    """A fix that was suggested. `notes`: what is open, what is waited for or why it failed, by the status."""

    fix_id: UUID
    title: str
    description: str
    confidence_pct: int
    step_id: UUID | None
    status: FixStatus = "proposed"
    notes: str | None = None
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class MadeScript:
    """A script that was made from a template; `succeeded` is None until its result is known."""

    generation_id: UUID
    name: str
    slug: str
    parameters: dict[str, str]
    succeeded: bool | None = None
    details: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What the record of a case suggests to whoever takes it over."""

    remaining_hypotheses: tuple[str, ...] = ()
    suggested_next_steps: tuple[str, ...] = ()
    steps_ruled_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalation:
    """One wish for another engineer, and what came of it."""

    outcome: int
    before_order: int
    by_name: str
    reason: str
    findings: Findings | None = None
    """None until the insight has arrived; nothing waits for it."""
    picked_up_by: str | None = None
    context: str | None = None
    """What the new engineer brought along."""
    fresh: bool = False
    """Whether the case shall begin anew from that, or go on from where it stood."""
    nearest: tuple[NearFlow, ...] = ()
    """The flows nearest to it."""
    briefing: BriefingContent | None = None


@dataclass(frozen=True, slots=True)
class OfferedScript:
    """A script template that may be suggested. Passwords are not among its parameter keys."""

    id: UUID
    slug: str
    name: str
    description: str
    parameter_keys: tuple[str, ...]
