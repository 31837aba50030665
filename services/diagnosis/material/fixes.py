"""Suggested fixes: one is active at a time, and how it turned out is said once for good."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from services.diagnosis import access
from services.diagnosis.commands import ProposeStep
from services.diagnosis.events import ActionResult
from services.diagnosis.limits import Limits
from services.diagnosis.material.commands import RecordFixOutcome, RemindOfFix, SuggestFix
from services.diagnosis.material.events import (
    FixOutcome,
    FixOutcomeRecorded,
    FixReminderSent,
    FixScript,
    FixSuggested,
)
from services.diagnosis.material.state import Fix, Material
from services.diagnosis.ports import ResolutionSuggestion
from services.diagnosis.state import Case, NotStarted, OpenStep, State
from shared.errors import IllegalState, InvalidInput, NotFound

FINAL = frozenset({"applied_success", "applied_failed", "dismissed"})
TITLE_CHARS = 80
NOTES_CHARS = 2000
MOST_REMINDERS = 14
"""Of one wait; who has not looked by then will not because of one more."""


def suggest(command: SuggestFix, state: State, limits: Limits) -> list[FixSuggested]:
    """Make the engineer's idea the active fix; quiet when it was suggested."""
    material = access.live(access.own(command, state), "suggested-fixes").case.material
    if command.fix_id in material.fixes:
        return []
    if len(material.fixes) >= limits.fixes:
        raise IllegalState("fix_limit", f"A session takes at most {limits.fixes} fixes.", limit=limits.fixes)
    said = command.model_dump(exclude={"actor", "expected_version"})
    return [FixSuggested(**said, script=None, step_id=None, supersedes=material.active_fix, by=command.by)]


def of_step(command: ProposeStep, case: Case, confidence: float, limits: Limits) -> list[FixSuggested]:
    """The fix that comes with a suggested resolution, if there is room; none with other steps."""
    proposal = command.proposal
    if not isinstance(proposal, ResolutionSuggestion) or len(case.material.fixes) >= limits.fixes:
        return []
    return [
        FixSuggested(
            fix_id=uuid5(command.step_id, "fix"),
            title=_title(proposal.title or proposal.summary),
            description=proposal.resolution_summary,
            confidence_pct=round(100 * confidence),
            script=_script(proposal),
            step_id=command.step_id,
            supersedes=case.material.active_fix,
            by=None,
            at=command.at,
        )
    ]


def decidable(command: RecordFixOutcome, material: Material) -> Fix | None:
    """The fix, if the outcome is one that it takes; None when it has exactly that one already.

    Raises:
        Problem: there is no such fix, it was superseded or decided, or a reason is missing.
    """
    fix = material.fixes.get(command.fix_id)
    if fix is None:
        raise NotFound("unknown_fix", "This session has no such fix.")
    if (fix.status, fix.notes) == (command.outcome, command.notes or None):
        return None
    _check_open(command.fix_id, fix, material)
    _check_notes(command)
    return fix


def outcome(command: RecordFixOutcome) -> FixOutcomeRecorded:
    """The event of the outcome."""
    return _recorded(command.fix_id, command.outcome, command.notes, command.by, command.at)


def settled(
    material: Material, step: OpenStep, success: bool, said: str | None, by: UUID, at: datetime
) -> list[FixOutcomeRecorded]:
    """What the answer to a suggested resolution says of its fix; nothing when that was superseded or decided."""
    active = material.active_fix
    fix = material.fixes[active] if active else None
    if active is None or fix is None or fix.step_id != step.step_id or fix.status in FINAL:
        return []
    return [_recorded(active, "applied_success" if success else "applied_failed", said, by, at)]


def verified(
    material: Material, step: OpenStep, result: ActionResult | None, by: UUID, at: datetime
) -> list[FixOutcomeRecorded]:
    """What the answer to an action that verifies a waiting fix says of it; a partial one not completed stays so."""
    if step.fix_id is None or result is None or step.fix_id != material.active_fix:
        return []
    fix = material.fixes[step.fix_id]
    if fix.status in FINAL:
        return []
    if fix.status == "applied_partial" and not result.success:
        return []
    outcome_: FixOutcome = "applied_success" if result.success else "applied_failed"
    return [_recorded(step.fix_id, outcome_, result.details, by, at)]


class Waiting(NamedTuple):
    """The active fix, waiting for its verification. `number`: of the next reminder; `reminded_at`: the last one's."""

    fix_id: UUID
    since: datetime
    number: int
    reminded_at: datetime | None


def waiting(material: Material) -> Waiting | None:
    """The fix that the session is to be reminded of."""
    active = material.active_fix
    fix = material.fixes[active] if active else None
    if active is None or fix is None or fix.pending_since is None or fix.reminders >= MOST_REMINDERS:
        return None
    return Waiting(active, fix.pending_since, fix.reminders + 1, fix.reminded_at)


def remind(command: RemindOfFix, state: State) -> list[FixReminderSent]:
    """Say that the fix still waits; quiet unless it does, and exactly this reminder comes next."""
    found = None if isinstance(state, NotStarted) else waiting(state.case.material)
    if found is None or found[:3] != (command.fix_id, command.pending_since, command.number):
        return []
    return [FixReminderSent(fix_id=command.fix_id, pending_since=command.pending_since, at=command.at)]


def _check_open(fix_id: UUID, fix: Fix, material: Material) -> None:
    if fix_id != material.active_fix:
        raise IllegalState("fix_superseded", "A newer fix has taken its place; say how that one turned out.")
    if fix.status in FINAL:
        detail = "How this fix turned out was said for good; suggest a new one."
        raise IllegalState("fix_final", detail, fix_status=fix.status)


def _check_notes(command: RecordFixOutcome) -> None:
    if command.notes:
        return
    if command.outcome == "applied_partial":
        raise InvalidInput("notes_needed", "Say in the notes what is still open.", fields=["notes"])
    if command.outcome == "applied_pending":
        raise InvalidInput("reason_needed", "Say in the notes what you are waiting for.", fields=["notes"])


def _recorded(fix_id: UUID, outcome_: FixOutcome, notes: str | None, by: UUID, at: datetime) -> FixOutcomeRecorded:
    kept = notes[:NOTES_CHARS] if notes else None
    return FixOutcomeRecorded(fix_id=fix_id, outcome=outcome_, notes=kept, by=by, at=at)


def _title(text: str) -> str:
    first = text.splitlines()[0]
    return first if len(first) <= TITLE_CHARS else first[: TITLE_CHARS - 1].rstrip() + "…"


def _script(proposal: ResolutionSuggestion) -> FixScript | None:
    if proposal.template_id is None:
        return None
    return FixScript(template_id=proposal.template_id, pre_filled_params=proposal.pre_filled_params or {})
