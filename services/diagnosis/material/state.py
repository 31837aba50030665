"""The working material of a session, folded from its events: facts, suggested fixes, generated scripts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, assert_never
from uuid import UUID

from services.diagnosis.material.events import (
    FactRecorded,
    FactRetracted,
    FactRevised,
    FixOutcome,
    FixOutcomeRecorded,
    FixReminderSent,
    FixSuggested,
    MaterialEvent,
    ScriptGenerated,
    ScriptResultRecorded,
)

FixStatus = Literal["proposed"] | FixOutcome


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known, or was believed to be."""

    text: str
    retracted: bool = False
    revisions: int = 0


@dataclass(frozen=True, slots=True)
class Fix:
    """A suggested fix and how it stands."""

    step_id: UUID | None
    status: FixStatus = "proposed"
    notes: str | None = None
    pending_since: datetime | None = None
    """Since when it has been waiting without a break; a new reason does not begin it anew."""
    reminders: int = 0
    """How many were sent since then, the last of them at `reminded_at`."""
    reminded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A script that was handed out. `result`: whether it worked, and the details; None until that is reported."""

    template_name: str
    step_id: UUID | None
    result: tuple[bool, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """All of it, by id. A fix that is not `active_fix` has been superseded."""

    facts: Mapping[UUID, Fact] = field(default_factory=dict)
    explained: frozenset[UUID] = frozenset()
    """The steps that a fact came from."""
    fixes: Mapping[UUID, Fix] = field(default_factory=dict)
    active_fix: UUID | None = None
    scripts: Mapping[UUID, Script] = field(default_factory=dict)


def evolve(material: Material, event: MaterialEvent) -> Material:  # noqa: PLR0911 - a table
    """The material after the event."""
    match event:
        case FactRecorded():
            return _recorded(material, event)
        case FactRevised():
            return _with_fact(material, event.fact_id, _revised(material.facts[event.fact_id], event))
        case FactRetracted():
            return _with_fact(material, event.fact_id, replace(material.facts[event.fact_id], retracted=True))
        case FixSuggested():
            fixes = {**material.fixes, event.fix_id: Fix(event.step_id)}
            return replace(material, fixes=fixes, active_fix=event.fix_id)
        case FixOutcomeRecorded():
            return _with_fix(material, event.fix_id, _decided(material.fixes[event.fix_id], event))
        case FixReminderSent():
            fix = material.fixes[event.fix_id]
            return _with_fix(material, event.fix_id, replace(fix, reminders=fix.reminders + 1, reminded_at=event.at))
        case ScriptGenerated():
            script = Script(event.template_name, event.step_id)
            return replace(material, scripts={**material.scripts, event.generation_id: script})
        case ScriptResultRecorded():
            script = replace(material.scripts[event.generation_id], result=(event.success, event.details))
            return replace(material, scripts={**material.scripts, event.generation_id: script})
        case _:
            assert_never(event)


def _recorded(material: Material, event: FactRecorded) -> Material:
    explained = material.explained if event.step_id is None else material.explained | {event.step_id}
    return replace(_with_fact(material, event.fact_id, Fact(event.text)), explained=explained)


def _revised(fact: Fact, event: FactRevised) -> Fact:
    return replace(fact, text=event.text, revisions=fact.revisions + 1)


def _with_fact(material: Material, fact_id: UUID, fact: Fact) -> Material:
    return replace(material, facts={**material.facts, fact_id: fact})


def _with_fix(material: Material, fix_id: UUID, fix: Fix) -> Material:
    return replace(material, fixes={**material.fixes, fix_id: fix})


def _decided(fix: Fix, event: FixOutcomeRecorded) -> Fix:
    decided = replace(fix, status=event.outcome, notes=event.notes)
    if event.outcome != "applied_pending":
        return replace(decided, pending_since=None, reminders=0, reminded_at=None)
    return decided if fix.status == "applied_pending" else replace(decided, pending_since=event.at)
