"""Facts, fixes and scripts of the case as an engine sees it."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from services.diagnosis.events import SessionEvent
from services.diagnosis.known import KnownFact, KnownFix, MadeScript
from services.diagnosis.material.events import (
    FactRecorded,
    FactRetracted,
    FactRevised,
    FixOutcomeRecorded,
    FixSuggested,
    ScriptGenerated,
    ScriptResultRecorded,
)
from services.diagnosis.ports import CaseView, PastStep


def material_seen(view: CaseView, event: SessionEvent) -> CaseView:  # noqa: PLR0911 - a table
    """The view after an event of the working material; any other event changes nothing."""
    match event:
        case FactRecorded():
            steps = tuple(_noted(view.steps, event.step_id))
            return replace(view, facts=(*view.facts, _fact(event)), steps=steps)
        case FactRevised():
            facts = (replace(fact, text=event.text) if fact.fact_id == event.fact_id else fact for fact in view.facts)
            return replace(view, facts=tuple(facts))
        case FactRetracted():
            return replace(view, facts=tuple(fact for fact in view.facts if fact.fact_id != event.fact_id))
        case FixSuggested():
            fixes = (replace(fix, superseded=True) if fix.fix_id == event.supersedes else fix for fix in view.fixes)
            return replace(view, fixes=(*fixes, _fix(event)))
        case FixOutcomeRecorded():
            return replace(view, fixes=tuple(_turned_out(view.fixes, event)))
        case ScriptGenerated():
            return replace(view, scripts=(*view.scripts, _script(event)))
        case ScriptResultRecorded():
            return replace(view, scripts=tuple(_ran(view.scripts, event)))
        case _:
            return view


def _fact(event: FactRecorded) -> KnownFact:
    return KnownFact(event.fact_id, event.text, event.source_type, event.source_summary, event.step_id)


def _noted(steps: Iterable[PastStep], step_id: UUID | None) -> Iterable[PastStep]:
    return (replace(step, has_fact=True) if step.step_id == step_id else step for step in steps)


def _fix(event: FixSuggested) -> KnownFix:
    return KnownFix(event.fix_id, event.title, event.description, event.confidence_pct, event.step_id)


def _turned_out(fixes: Iterable[KnownFix], event: FixOutcomeRecorded) -> Iterable[KnownFix]:
    for fix in fixes:
        yield replace(fix, status=event.outcome, notes=event.notes) if fix.fix_id == event.fix_id else fix


def _script(event: ScriptGenerated) -> MadeScript:
    return MadeScript(event.generation_id, event.template_name, event.template_slug, event.parameters_used)


def _ran(scripts: Iterable[MadeScript], event: ScriptResultRecorded) -> Iterable[MadeScript]:
    for script in scripts:
        same = script.generation_id == event.generation_id
        yield replace(script, succeeded=event.success, details=event.details) if same else script
